package io.github.accessentries.testkit.internal.kubernetes.patch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree of JSON, RFC 6901.
 *
 * @param text as it was written
 * @param tokens its parts, unescaped; none means the whole tree
 */
record JsonPointer(String text, List<String> tokens) {

    static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return new JsonPointer(text, List.of());
        }
        if (text.charAt(0) != '/') {
            throw new UnfitPatchException("the path \"" + text + "\" must begin with a slash");
        }
        List<String> tokens = new ArrayList<>();
        for (String token : text.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return new JsonPointer(text, List.copyOf(tokens));
    }

    boolean isRoot() {
        return tokens.isEmpty();
    }

    String last() {
        return tokens.get(tokens.size() - 1);
    }

    /** Whether the other place is this one, or within it. */
    boolean contains(JsonPointer other) {
        return other.tokens.size() >= tokens.size()
                && other.tokens.subList(0, tokens.size()).equals(tokens);
    }

    /** What holds the value that is meant. */
    JsonElement parent(JsonElement root) {
        JsonElement at = root;
        for (String token : tokens.subList(0, tokens.size() - 1)) {
            JsonElement next = child(at, token);
            if (next == null) {
                throw absent();
            }
            at = next;
        }
        return at;
    }

    /** The value that is meant. */
    JsonElement value(JsonElement root) {
        if (isRoot()) {
            return root;
        }
        JsonElement value = child(parent(root), last());
        if (value == null) {
            throw absent();
        }
        return value;
    }

    private @Nullable JsonElement child(JsonElement container, String token) {
        if (container instanceof JsonObject object) {
            return object.get(token);
        }
        return container instanceof JsonArray array ? array.get(index(token, array.size() - 1)) : null;
    }

    /** Reads a part that means a place in an array. */
    int index(String token, int most) {
        if (!token.matches("0|[1-9][0-9]{0,9}")) {
            throw new UnfitPatchException("\"" + token + "\" in the path \"" + text + "\" is no place in an array");
        }
        long index = Long.parseLong(token);
        if (index > most) {
            throw new UnfitPatchException("the path \"" + text + "\" leads beyond the end of an array");
        }
        return (int) index;
    }

    UnfitPatchException absent() {
        return new UnfitPatchException("there is nothing at the path \"" + text + "\"");
    }

    @Override
    public String toString() {
        return text;
    }
}
