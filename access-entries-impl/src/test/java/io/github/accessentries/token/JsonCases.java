package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the tables of documented cases that lie beside the tests. */
public final class JsonCases {

    private JsonCases() {}

    public static JsonObject read(Class<?> test, String file) {
        try (Reader reader = new InputStreamReader(requireNonNull(test.getResourceAsStream(file), file), UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.getAsJsonObject())
                .toList();
    }

    /** The text of a member, empty if it is absent or null. */
    public static String text(JsonObject object, String member) {
        return object.has(member) && !object.get(member).isJsonNull()
                ? object.get(member).getAsString()
                : "";
    }
}
