package io.github.accessentries.testkit.internal.kubernetes.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree, by a JSON pointer (RFC 6901).
 *
 * @param steps the keys and indexes on the way
 */
public record JsonPlace(List<String> steps) {

    /**
     * Reads a pointer.
     *
     * @param pointer for example {@code /data/color}
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public static JsonPlace of(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "\"" + pointer + "\" is no JSON pointer; begin each step with a slash, as in /data/color");
        }
        return new JsonPlace(Arrays.stream(pointer.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    /** What is there, if anything is. */
    public Optional<JsonElement> in(JsonElement tree) {
        JsonElement at = tree;
        for (String step : steps) {
            @Nullable JsonElement next = next(at, step);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    private static @Nullable JsonElement next(JsonElement at, String step) {
        if (at instanceof JsonObject object) {
            return object.get(step);
        }
        boolean isIndex = at instanceof JsonArray && step.matches("0|[1-9][0-9]{0,8}");
        if (at instanceof JsonArray array && isIndex) {
            int index = Integer.parseInt(step);
            return index < array.size() ? array.get(index) : null;
        }
        return null;
    }
}
