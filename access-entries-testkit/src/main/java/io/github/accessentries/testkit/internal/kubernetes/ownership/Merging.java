package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what is applied over what is there, and takes fields away. Neither input is changed. */
final class Merging {

    private Merging() {}

    /** What is there, with all that is applied. */
    static JsonElement merge(JsonElement live, JsonElement applied, Shape shape) {
        if (live instanceof JsonObject before && applied instanceof JsonObject object && shape.splitsObjects()) {
            JsonObject merged = new JsonObject();
            before.entrySet().forEach(member -> merged.add(member.getKey(), member.getValue()));
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                String name = member.getKey();
                JsonElement old = before.get(name);
                merged.add(name, old == null ? member.getValue() : merge(old, member.getValue(), shape.field(name)));
            }
            return merged;
        }
        if (live instanceof JsonArray before && applied instanceof JsonArray list && shape.splitsLists()) {
            Optional<List<PathElement>> old = shape.elements(before);
            Optional<List<PathElement>> steps = shape.elements(list);
            if (old.isPresent() && steps.isPresent()) {
                return merge(before, old.get(), list, steps.get(), shape);
            }
        }
        return applied;
    }

    /** The order is that of what is applied; elements of others stay between those they stood between. */
    private static JsonArray merge(
            JsonArray live, List<PathElement> old, JsonArray applied, List<PathElement> steps, Shape shape) {
        Map<PathElement, Integer> places = new HashMap<>();
        for (int i = 0; i < old.size(); i++) {
            places.putIfAbsent(old.get(i), i);
        }
        Set<PathElement> named = new HashSet<>(steps);
        JsonArray merged = new JsonArray();
        int next = 0;
        for (int i = 0; i < steps.size(); i++) {
            PathElement step = steps.get(i);
            Integer until = places.get(step);
            for (; next < old.size() && (until == null ? !named.contains(old.get(next)) : next <= until); next++) {
                if (!named.contains(old.get(next))) {
                    merged.add(live.get(next));
                }
            }
            merged.add(until == null ? applied.get(i) : merge(live.get(until), applied.get(i), shape.at(step)));
        }
        for (; next < old.size(); next++) {
            if (!named.contains(old.get(next))) {
                merged.add(live.get(next));
            }
        }
        return merged;
    }

    /** An object without some fields. */
    static JsonObject without(JsonObject object, FieldSet gone, Shape shape) {
        return remove(object, gone, shape) instanceof JsonObject rest ? rest : new JsonObject();
    }

    /** Objects and lists of which nothing is left, go as well. */
    private static @Nullable JsonElement remove(JsonElement value, FieldSet gone, Shape shape) {
        if (gone.branches().isEmpty()) {
            return value;
        }
        if (value instanceof JsonObject object) {
            JsonObject rest = new JsonObject();
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                JsonElement left = removeAt(PathElement.field(member.getKey()), member.getValue(), gone, shape);
                if (left != null) {
                    rest.add(member.getKey(), left);
                }
            }
            return rest.isEmpty() ? null : rest;
        }
        Optional<List<PathElement>> steps =
                value instanceof JsonArray list && shape.splitsLists() ? shape.elements(list) : Optional.empty();
        if (steps.isEmpty()) {
            return value;
        }
        JsonArray rest = new JsonArray();
        for (int i = 0; i < steps.get().size(); i++) {
            JsonElement left =
                    removeAt(steps.get().get(i), value.getAsJsonArray().get(i), gone, shape);
            if (left != null) {
                rest.add(left);
            }
        }
        return rest.isEmpty() ? null : rest;
    }

    private static @Nullable JsonElement removeAt(PathElement step, JsonElement value, FieldSet gone, Shape shape) {
        FieldSet below = gone.branches().get(step);
        if (below == null) {
            return value;
        }
        return below.isHeld() ? null : remove(value, below, shape.at(step));
    }
}
