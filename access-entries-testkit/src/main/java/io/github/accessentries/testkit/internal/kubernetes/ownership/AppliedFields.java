package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields that an object names: those that whoever applies it then owns. */
final class AppliedFields {

    private AppliedFields() {}

    /** All of them. */
    static FieldSet of(JsonElement value, Shape shape) {
        FieldSet set = new FieldSet();
        if (value instanceof JsonObject object && shape.splitsObjects()) {
            object.entrySet().forEach(member -> addMember(set, member, shape));
            return set;
        }
        Optional<List<PathElement>> elements =
                value instanceof JsonArray list && shape.splitsLists() ? shape.elements(list) : Optional.empty();
        if (elements.isEmpty()) {
            return set.hold();
        }
        addElements(set, value.getAsJsonArray(), elements.get(), shape);
        return set;
    }

    /** A declared field with something in it is not named itself. The key of a map always is. */
    private static void addMember(FieldSet set, Map.Entry<String, JsonElement> member, Shape shape) {
        if (member.getValue().isJsonNull()) {
            return;
        }
        FieldSet below = of(member.getValue(), shape.field(member.getKey()));
        boolean isEmptyObject = member.getValue() instanceof JsonObject object && object.isEmpty();
        if (isEmptyObject || !shape.declares(member.getKey())) {
            below.hold();
        }
        set.put(PathElement.field(member.getKey()), below);
    }

    private static void addElements(FieldSet set, JsonArray list, List<PathElement> steps, Shape shape) {
        Set<PathElement> seen = new HashSet<>();
        Set<PathElement> repeated = new HashSet<>();
        steps.stream().filter(step -> !seen.add(step)).forEach(repeated::add);
        for (int i = 0; i < steps.size(); i++) {
            PathElement step = steps.get(i);
            FieldSet below = repeated.contains(step) ? new FieldSet() : of(list.get(i), shape.at(step));
            set.put(step, below.hold());
        }
    }
}
