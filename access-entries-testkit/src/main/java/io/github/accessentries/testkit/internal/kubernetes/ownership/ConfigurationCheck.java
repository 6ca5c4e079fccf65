package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the fields of what is applied can be told apart. */
final class ConfigurationCheck {

    private ConfigurationCheck() {}

    /** What is wrong with it, in Kubernetes' words; empty if nothing is. */
    static Optional<String> problem(JsonElement value, Shape shape) {
        return problem("", value, shape);
    }

    private static Optional<String> problem(String path, JsonElement value, Shape shape) {
        if (value.isJsonNull()) {
            return Optional.empty();
        }
        Optional<Schema.Type> structure = shape.structure();
        if (structure.isPresent()) {
            boolean wantsMap = structure.get() == Schema.Type.MAP;
            if (wantsMap != value.isJsonObject() || wantsMap == value.isJsonArray()) {
                return Optional.of(path + ": expected " + (wantsMap ? "map" : "list") + ", got " + sort(value));
            }
        }
        if (value instanceof JsonObject object && shape.splitsObjects()) {
            return ofMembers(path, object, shape);
        }
        return value instanceof JsonArray list && shape.splitsLists()
                ? ofElements(path, list, shape)
                : Optional.empty();
    }

    private static String sort(JsonElement value) {
        return value.isJsonObject() ? "map" : value.isJsonArray() ? "list" : "scalar";
    }

    private static Optional<String> ofMembers(String path, JsonObject object, Shape shape) {
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            String name = member.getKey();
            String at = path + PathElement.field(name);
            if (!shape.isOpen() && !shape.declares(name)) {
                return Optional.of(at + ": field not declared in schema");
            }
            Optional<String> problem = problem(at, member.getValue(), shape.field(name));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofElements(String path, JsonArray list, Shape shape) {
        Set<PathElement> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Optional<PathElement> step = shape.element(list.get(i));
            if (step.isEmpty()) {
                return Optional.of(path + ": element " + i + ": " + untold(list.get(i), shape.keys()));
            }
            if (!seen.add(step.get())) {
                return Optional.of(path + ": duplicate entries for key " + step.get());
            }
            Optional<String> problem = problem(path + step.get(), list.get(i), shape.at(step.get()));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static String untold(JsonElement item, List<String> keys) {
        if (keys.isEmpty() || !(item instanceof JsonObject object)) {
            return keys.isEmpty()
                    ? "set element must be a scalar"
                    : "associative list with keys may not have non-map elements";
        }
        String missing = keys.stream()
                .filter(key -> !object.has(key) || !object.get(key).isJsonPrimitive())
                .map(key -> '"' + key + '"')
                .collect(Collectors.joining(", "));
        return "associative list with keys has an element that omits key field " + missing
                + " (and doesn't have default value)";
    }
}
