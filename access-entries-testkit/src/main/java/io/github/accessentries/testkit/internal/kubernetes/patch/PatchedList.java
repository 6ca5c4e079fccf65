package io.github.accessentries.testkit.internal.kubernetes.patch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a strategic merge patch changes a list.
 *
 * @param mergeKey the field that tells elements apart; empty where they are scalars
 * @param isMerged whether it is merged at all, in place of being replaced
 * @param element the schema of the elements
 */
record PatchedList(String mergeKey, boolean isMerged, Optional<Schema> element) {

    static PatchedList of(Optional<Schema> schema) {
        return new PatchedList(
                schema.flatMap(Schema::patchMergeKey).orElse(""),
                schema.filter(known -> known.patchStrategies().contains("merge"))
                        .isPresent(),
                schema.flatMap(Schema::element));
    }

    static JsonArray array(Iterable<? extends JsonElement> items) {
        JsonArray array = new JsonArray();
        items.forEach(array::add);
        return array;
    }

    /** The list as it is with the patch; neither is changed. */
    JsonArray merge(JsonArray original, JsonArray patch) {
        Map<Object, JsonElement> merged = new LinkedHashMap<>();
        original.forEach(item -> merged.put(identity(item), item));
        List<JsonElement> named = new ArrayList<>();
        boolean replaced = false;
        for (JsonElement change : patch) {
            String directive = directive(change);
            switch (directive) {
                case "" -> named.add(change);
                case "delete" -> merged.remove(identity(change));
                case "replace" -> replaced = true;
                case "merge" -> throw ApiFaults.failed("merging lists cannot yet be specified in the patch");
                default -> throw StrategicMergePatch.unknownDirective(directive, change);
            }
        }
        if (replaced) {
            return array(named).deepCopy();
        }
        for (JsonElement change : named) {
            JsonElement before = merged.get(identity(change));
            merged.put(identity(change), merge(before == null ? new JsonObject() : before, change));
        }
        return inOrder(array(merged.values()), array(named), original);
    }

    private static String directive(JsonElement change) {
        return change instanceof JsonObject object && object.get(StrategicMergePatch.DIRECTIVE) != null
                ? GoText.print(object.get(StrategicMergePatch.DIRECTIVE))
                : "";
    }

    private JsonElement merge(JsonElement before, JsonElement change) {
        return before instanceof JsonObject object && change instanceof JsonObject changes
                ? StrategicMergePatch.apply(object, changes, element)
                : change;
    }

    /** Puts elements that are named into the order in which they are, and leaves the others where they were. */
    JsonArray inOrder(JsonArray items, JsonArray wanted) {
        return inOrder(items, wanted, items);
    }

    private JsonArray inOrder(JsonArray items, JsonArray wanted, JsonArray original) {
        Map<Object, JsonElement> left = new LinkedHashMap<>();
        items.forEach(item -> left.put(identity(item), item));
        List<JsonElement> named = new ArrayList<>();
        Set<Object> order = new LinkedHashSet<>();
        wanted.forEach(item -> order.add(identity(item)));
        for (Object identity : order) {
            JsonElement item = left.remove(identity);
            if (item != null) {
                named.add(item);
            }
        }
        return interleaved(List.copyOf(left.values()), named, places(original));
    }

    private Map<Object, Integer> places(JsonArray items) {
        Map<Object, Integer> places = new HashMap<>();
        for (JsonElement item : items) {
            places.putIfAbsent(identity(item), places.size());
        }
        return places;
    }

    private JsonArray interleaved(List<JsonElement> others, List<JsonElement> named, Map<Object, Integer> places) {
        JsonArray result = new JsonArray();
        int i = 0;
        int j = 0;
        while (i < others.size() || j < named.size()) {
            boolean takesOther =
                    j == named.size() || (i < others.size() && stoodBefore(others.get(i), named.get(j), places));
            result.add(takesOther ? others.get(i++) : named.get(j++));
        }
        return result;
    }

    private boolean stoodBefore(JsonElement one, JsonElement other, Map<Object, Integer> places) {
        Integer first = places.get(identity(one));
        Integer second = places.get(identity(other));
        return first != null && second != null && first < second;
    }

    /** What an element is found by: its key, or itself. */
    private Object identity(JsonElement item) {
        if (mergeKey.isEmpty()) {
            return scalar(item);
        }
        if (!(item instanceof JsonObject object) || !(object.get(mergeKey) instanceof JsonPrimitive)) {
            throw ApiFaults.failed("map: " + GoText.print(item) + " does not contain declared merge key: " + mergeKey);
        }
        return scalar(object.get(mergeKey));
    }

    private static Object scalar(JsonElement item) {
        return item instanceof JsonPrimitive primitive ? GoText.typeOf(item) + ' ' + primitive.getAsString() : item;
    }
}
