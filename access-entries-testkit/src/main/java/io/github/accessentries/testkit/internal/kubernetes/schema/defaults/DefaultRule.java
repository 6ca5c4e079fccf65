package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One value that is filled in.
 *
 * @param type the type of the object that it is filled into
 * @param path the field, below others if there are several names
 * @param value the value
 * @param conditionField a field of the object that decides; empty for no condition
 * @param conditionValues the values of that field with which the rule counts
 */
record DefaultRule(
        String type, List<String> path, JsonElement value, String conditionField, List<String> conditionValues) {

    private static final int CONDITION = 3;

    static DefaultRule parse(String line) {
        String[] words = line.split(" ", -1);
        List<String> condition =
                words.length > CONDITION ? Arrays.asList(words[CONDITION].split("=", 2)) : List.of("", "");
        return new DefaultRule(
                words[0],
                Arrays.asList(words[1].split("\\.", -1)),
                JsonParser.parseString(words[2]),
                condition.get(0),
                Arrays.asList(condition.get(1).split(",", -1)));
    }

    /**
     * Fills it in where it is missing.
     *
     * @return whether it was
     */
    boolean fill(JsonObject object) {
        if (!conditionField.isEmpty()
                && !(object.get(conditionField) instanceof JsonPrimitive given
                        && conditionValues.contains(given.getAsString()))) {
            return false;
        }
        Optional<JsonObject> holder = holder(object);
        String name = path.get(path.size() - 1);
        if (holder.isEmpty() || holder.get().has(name)) {
            return false;
        }
        holder.get().add(name, value.deepCopy());
        return true;
    }

    private Optional<JsonObject> holder(JsonObject object) {
        JsonObject holder = object;
        for (String name : path.subList(0, path.size() - 1)) {
            if (!(holder.get(name) instanceof JsonObject below)) {
                return Optional.empty();
            }
            holder = below;
        }
        return Optional.of(holder);
    }
}
