package io.github.accessentries.testkit.internal.kubernetes.patch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Single operations, one after the other, RFC 6902. Immutable. */
final class JsonPatch {

    /** What kube-apiserver takes. */
    static final int MOST_OPERATIONS = 10_000;

    /** How much copies may add to an object; without a bound, few copies of copies would fill the memory. */
    static final int MOST_COPIED_BYTES = 3 << 20;

    private static final Set<String> WITH_FROM = Set.of("move", "copy");
    private static final Set<String> WITH_VALUE = Set.of("add", "replace", "test");

    private final List<Operation> operations;

    private JsonPatch(List<Operation> operations) {
        this.operations = operations;
    }

    /** One of them. */
    private record Operation(String op, String path, String from, Optional<JsonElement> value) {}

    /**
     * Reads a patch.
     *
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it is no list of operations, or too long
     */
    static JsonPatch of(JsonElement patch) {
        if (!(patch instanceof JsonArray array)) {
            throw malformed(
                    "cannot unmarshal " + GoText.typeOf(patch) + " into Go value of type []handlers.jsonPatchOp");
        }
        if (array.size() > MOST_OPERATIONS) {
            throw ApiFaults.tooLarge(
                    "The allowed maximum operations in a JSON patch is " + MOST_OPERATIONS + ", got " + array.size());
        }
        List<Operation> operations = new ArrayList<>(array.size());
        array.forEach(operation -> operations.add(operation(operation)));
        return new JsonPatch(List.copyOf(operations));
    }

    private static Operation operation(JsonElement json) {
        if (!(json instanceof JsonObject object)) {
            throw malformed("cannot unmarshal " + GoText.typeOf(json) + " into Go value of type handlers.jsonPatchOp");
        }
        return new Operation(
                text(object, "op"),
                text(object, "path"),
                text(object, "from"),
                Optional.ofNullable(object.get("value")));
    }

    private static String text(JsonObject operation, String member) {
        JsonElement value = operation.get(member);
        if (value == null || value.isJsonNull()) {
            return "";
        }
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw malformed("cannot unmarshal " + GoText.typeOf(value) + " into Go struct field jsonPatchOp." + member
                + " of type string");
    }

    private static RuntimeException malformed(String problem) {
        return ApiFaults.badRequest("error decoding patch: json: " + problem);
    }

    /**
     * Changes a copy of a tree.
     *
     * @throws UnfitPatchException if an operation does not fit
     */
    JsonElement apply(JsonElement original) {
        Target target = new Target(original.deepCopy());
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            try {
                target.perform(operation);
            } catch (UnfitPatchException e) {
                throw new UnfitPatchException(
                        "operation " + i + " (" + named(operation.op()) + ") does not apply: " + e.reason());
            }
        }
        return target.root;
    }

    private static String named(String op) {
        return op.isEmpty() ? "without op" : op;
    }

    /** The tree on its way through the operations. */
    private static final class Target {

        private JsonElement root;
        private long copiedBytes;

        Target(JsonElement root) {
            this.root = root;
        }

        void perform(Operation operation) {
            JsonPointer path = JsonPointer.parse(operation.path());
            JsonPointer from = JsonPointer.parse(WITH_FROM.contains(operation.op()) ? operation.from() : "");
            JsonElement value = WITH_VALUE.contains(operation.op())
                    ? operation.value().orElseThrow(() -> new UnfitPatchException("it has no value"))
                    : JsonNull.INSTANCE;
            switch (operation.op()) {
                case "add" -> add(path, value.deepCopy());
                case "remove" -> remove(path);
                case "replace" -> replace(path, value.deepCopy());
                case "move" -> move(from, path);
                case "copy" -> add(path, copy(from));
                case "test" -> test(path, value);
                default ->
                    throw new UnfitPatchException(
                            "the operations there are, are add, remove, replace, move, copy and test");
            }
        }

        private void add(JsonPointer path, JsonElement value) {
            if (path.isRoot()) {
                root = value;
                return;
            }
            JsonElement parent = path.parent(root);
            if (parent instanceof JsonObject object) {
                object.add(path.last(), value);
            } else if (parent instanceof JsonArray array) {
                int index = path.last().equals("-") ? array.size() : path.index(path.last(), array.size());
                array.asList().add(index, value);
            } else {
                throw path.absent();
            }
        }

        private JsonElement remove(JsonPointer path) {
            if (path.isRoot()) {
                throw new UnfitPatchException("the whole object cannot be removed by a patch");
            }
            JsonElement parent = path.parent(root);
            if (parent instanceof JsonArray array) {
                return array.remove(path.index(path.last(), array.size() - 1));
            }
            JsonElement removed = parent instanceof JsonObject object ? object.remove(path.last()) : null;
            if (removed == null) {
                throw path.absent();
            }
            return removed;
        }

        private void replace(JsonPointer path, JsonElement value) {
            path.value(root);
            if (path.isRoot()) {
                root = value;
                return;
            }
            JsonElement parent = path.parent(root);
            if (parent instanceof JsonArray array) {
                array.set(path.index(path.last(), array.size() - 1), value);
            } else {
                parent.getAsJsonObject().add(path.last(), value);
            }
        }

        private void move(JsonPointer from, JsonPointer path) {
            if (from.contains(path) && !from.equals(path)) {
                throw new UnfitPatchException("\"" + from + "\" cannot be moved into itself");
            }
            from.value(root);
            if (!from.equals(path)) {
                add(path, remove(from));
            }
        }

        private JsonElement copy(JsonPointer from) {
            JsonElement copy = from.value(root).deepCopy();
            copiedBytes += Json.bytes(copy).length;
            if (copiedBytes > MOST_COPIED_BYTES) {
                throw new UnfitPatchException("the copies together exceed " + MOST_COPIED_BYTES + " bytes");
            }
            return copy;
        }

        private void test(JsonPointer path, JsonElement value) {
            if (!JsonValues.same(path.value(root), value)) {
                throw new UnfitPatchException("what stands at \"" + path + "\" is not what the test names");
            }
        }
    }
}
