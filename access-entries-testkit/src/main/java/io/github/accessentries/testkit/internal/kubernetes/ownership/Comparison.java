package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.patch.JsonValues;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is different between two objects. A null counts as absent.
 *
 * @param added the fields that only the second has
 * @param modified the fields that differ
 * @param removed the fields that only the first has
 */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

    /** Compares two objects. */
    static Comparison of(JsonElement before, JsonElement after, Shape shape) {
        Comparison comparison = new Comparison(new FieldSet(), new FieldSet(), new FieldSet());
        comparison.compare(before, after, shape);
        return comparison;
    }

    boolean isEmpty() {
        return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }

    /** What was added or modified. */
    FieldSet written() {
        return added.plus(modified);
    }

    private void compare(JsonElement before, JsonElement after, Shape shape) {
        if (before == after) {
            return;
        }
        if (isMapOrAbsent(before) && isMapOrAbsent(after) && shape.splitsObjects()) {
            compareMembers(before, after, shape);
        } else if (isListOrAbsent(before) && isListOrAbsent(after) && shape.splitsLists()) {
            compareElements(before, after, shape);
        } else {
            compareWhole(before, after);
        }
    }

    private static boolean isMapOrAbsent(JsonElement value) {
        return value.isJsonObject() || value.isJsonNull();
    }

    private static boolean isListOrAbsent(JsonElement value) {
        return value.isJsonArray() || value.isJsonNull();
    }

    private void compareWhole(JsonElement before, JsonElement after) {
        if (before.isJsonNull()) {
            added.hold();
        } else if (after.isJsonNull()) {
            removed.hold();
        } else if (!JsonValues.same(before, after)) {
            modified.hold();
        }
    }

    private void compareMembers(JsonElement before, JsonElement after, Shape shape) {
        if (after instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                String name = member.getKey();
                put(PathElement.field(name), member(before, name), member.getValue(), shape.field(name));
            }
        }
        if (before instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                String name = member.getKey();
                if (!(after instanceof JsonObject others) || !others.has(name)) {
                    put(PathElement.field(name), member.getValue(), JsonNull.INSTANCE, shape.field(name));
                }
            }
        }
    }

    private static JsonElement member(JsonElement value, String name) {
        JsonElement member = value instanceof JsonObject object ? object.get(name) : null;
        return member == null ? JsonNull.INSTANCE : member;
    }

    private void compareElements(JsonElement before, JsonElement after, Shape shape) {
        Optional<Map<PathElement, JsonElement>> first = elements(before, shape);
        Optional<Map<PathElement, JsonElement>> second = elements(after, shape);
        if (first.isEmpty() || second.isEmpty()) {
            compareWhole(before, after);
            return;
        }
        Set<PathElement> steps = new LinkedHashSet<>(second.get().keySet());
        steps.addAll(first.get().keySet());
        for (PathElement step : steps) {
            put(
                    step,
                    first.get().getOrDefault(step, JsonNull.INSTANCE),
                    second.get().getOrDefault(step, JsonNull.INSTANCE),
                    shape.at(step));
        }
    }

    /** Elements by the steps to them; what cannot be told apart stays together. */
    private static Optional<Map<PathElement, JsonElement>> elements(JsonElement list, Shape shape) {
        Map<PathElement, JsonElement> elements = new LinkedHashMap<>();
        if (list instanceof JsonArray items) {
            Optional<List<PathElement>> steps = shape.elements(items);
            if (steps.isEmpty()) {
                return Optional.empty();
            }
            for (int i = 0; i < items.size(); i++) {
                elements.merge(steps.get().get(i), items.get(i), Comparison::together);
            }
        }
        return Optional.of(elements);
    }

    private static JsonElement together(JsonElement some, JsonElement another) {
        JsonArray all = new JsonArray();
        all.add(some);
        all.add(another);
        return all;
    }

    private void put(PathElement step, JsonElement before, JsonElement after, Shape shape) {
        if (before == after) {
            return;
        }
        Comparison below = of(before, after, shape);
        if (before.isJsonNull() && !after.isJsonNull()) {
            below.added.hold();
        } else if (after.isJsonNull() && !before.isJsonNull()) {
            below.removed.hold();
        }
        added.put(step, below.added);
        modified.put(step, below.modified);
        removed.put(step, below.removed);
    }
}
