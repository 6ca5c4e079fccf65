package io.github.accessentries.testkit.internal.kubernetes.patch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A merge patch that knows which lists have keys, and has directives of its own. */
final class StrategicMergePatch {

    static final String DIRECTIVE = "$patch";
    static final String RETAIN_KEYS = "$retainKeys";
    static final String SET_ORDER = "$setElementOrder/";
    static final String DELETE_SCALARS = "$deleteFromPrimitiveList/";

    private StrategicMergePatch() {}

    /**
     * The object as it is with the patch; neither is changed.
     *
     * @param schema that of the objects
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if a directive is malformed, or an element
     *     lacks its key
     */
    static JsonObject apply(JsonObject original, JsonObject patch, Optional<Schema> schema) {
        JsonObject result = new JsonObject();
        Optional<JsonElement> directive = Optional.ofNullable(patch.get(DIRECTIVE));
        if (directive.isPresent()) {
            return byDirective(directive.get(), patch);
        }
        original.entrySet().forEach(member -> result.add(member.getKey(), member.getValue()));
        retainKeys(result, patch);
        Set<String> ordered = new HashSet<>();
        for (String name : patch.keySet()) {
            if (name.startsWith(SET_ORDER)) {
                String list = name.substring(SET_ORDER.length());
                if (order(result, patch, list, patch.get(name), field(schema, list))) {
                    ordered.add(list);
                }
            }
        }
        for (Map.Entry<String, JsonElement> change : patch.entrySet()) {
            String name = change.getKey();
            if (!ordered.contains(name) && !name.startsWith(SET_ORDER) && !name.equals(RETAIN_KEYS)) {
                change(result, name, change.getValue(), schema);
            }
        }
        return result;
    }

    private static Optional<Schema> field(Optional<Schema> schema, String name) {
        return schema.flatMap(known -> known.at(name));
    }

    private static JsonObject byDirective(JsonElement directive, JsonObject patch) {
        String word = directive.isJsonPrimitive() ? directive.getAsString() : GoText.print(directive);
        return switch (word) {
            case "replace" -> {
                JsonObject replacement = patch.deepCopy();
                replacement.remove(DIRECTIVE);
                yield replacement;
            }
            case "delete" -> new JsonObject();
            default -> throw unknownDirective(word, patch);
        };
    }

    static RuntimeException unknownDirective(String word, JsonElement patch) {
        return ApiFaults.failed("unknown patch type: " + word + " in map: " + GoText.print(patch));
    }

    /** Of one-of-many fields, the patch names those that may stay. */
    private static void retainKeys(JsonObject result, JsonObject patch) {
        JsonElement retained = patch.get(RETAIN_KEYS);
        if (retained == null) {
            return;
        }
        Set<String> kept = new HashSet<>();
        if (retained instanceof JsonArray names && names.asList().stream().allMatch(JsonElement::isJsonPrimitive)) {
            names.forEach(name -> kept.add(name.getAsString()));
        } else {
            throw ApiFaults.badRequest("invalid patch format of retainKeys");
        }
        boolean namesAll = patch.entrySet().stream()
                .filter(member -> !member.getValue().isJsonNull() && !isDirective(member.getKey()))
                .allMatch(member -> kept.contains(member.getKey()));
        if (!namesAll) {
            throw ApiFaults.badRequest("invalid patch format of retainKeys");
        }
        result.keySet().retainAll(kept);
    }

    private static boolean isDirective(String name) {
        return name.equals(DIRECTIVE)
                || name.equals(RETAIN_KEYS)
                || name.startsWith(SET_ORDER)
                || name.startsWith(DELETE_SCALARS);
    }

    /** Merges a list and puts it into the order that the patch names. */
    private static boolean order(
            JsonObject result, JsonObject patch, String name, JsonElement order, Optional<Schema> schema) {
        if (!(order instanceof JsonArray wanted)) {
            throw ApiFaults.badRequest("invalid patch format of setElementOrder list");
        }
        PatchedList list = PatchedList.of(schema);
        boolean merged = patch.get(name) instanceof JsonArray;
        if (merged) {
            change(result, name, patch.get(name), schema, list);
        } else if (patch.has(name)) {
            return false;
        }
        if (result.get(name) instanceof JsonArray items) {
            result.add(name, list.inOrder(items, wanted));
        }
        return merged;
    }

    private static void change(JsonObject result, String patchName, JsonElement value, Optional<Schema> schema) {
        if (patchName.startsWith(DELETE_SCALARS)) {
            deleteScalars(result, patchName.substring(DELETE_SCALARS.length()), value);
        } else if (value.isJsonNull()) {
            result.remove(patchName);
        } else {
            Optional<Schema> known = field(schema, patchName);
            change(result, patchName, value, known, PatchedList.of(known));
        }
    }

    private static void change(
            JsonObject result, String name, JsonElement value, Optional<Schema> schema, PatchedList list) {
        JsonElement before = result.get(name);
        boolean replaced = schema.filter(known -> known.patchStrategies().contains("replace"))
                .isPresent();
        if (value instanceof JsonObject changes && (before instanceof JsonObject || before == null) && !replaced) {
            if (before == null && isDeletion(changes)) {
                return;
            }
            JsonObject original = before == null ? new JsonObject() : before.getAsJsonObject();
            result.add(name, apply(original, changes, schema));
        } else if (value instanceof JsonArray changes && list.isMerged()) {
            JsonArray original = before instanceof JsonArray items ? items : new JsonArray();
            result.add(name, list.merge(original, changes));
        } else {
            result.add(name, value.deepCopy());
        }
    }

    private static boolean isDeletion(JsonObject patch) {
        return patch.get(DIRECTIVE) instanceof JsonPrimitive directive
                && directive.getAsString().equals("delete");
    }

    private static void deleteScalars(JsonObject result, String name, JsonElement value) {
        if (!(value instanceof JsonArray gone) || gone.asList().stream().anyMatch(each -> !each.isJsonPrimitive())) {
            throw ApiFaults.badRequest("invalid patch format of primitive list");
        }
        if (result.get(name) instanceof JsonArray items) {
            List<JsonElement> left = new ArrayList<>(items.asList());
            left.removeIf(item -> gone.asList().stream().anyMatch(each -> JsonValues.same(each, item)));
            result.add(name, PatchedList.array(left));
        }
    }
}
