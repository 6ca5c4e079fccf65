package io.github.accessentries.testkit.internal.wire.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A tree of JSON as text. A {@code Gson} would write the same, but it loads adapters for two hundred types before it
 * writes anything, and every test that makes a fake would wait for them.
 */
final class JsonText {

    private static final int USUAL_LENGTH = 1024;

    private JsonText() {}

    static String of(JsonElement json) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonWriter writer = new JsonWriter(text)) {
            // As Gson does: a member that is null is left out.
            writer.setSerializeNulls(false);
            write(json, writer);
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory takes all that is written to it", e);
        }
        return text.toString();
    }

    private static void write(JsonElement json, JsonWriter writer) throws IOException {
        if (json.isJsonObject()) {
            writer.beginObject();
            for (Map.Entry<String, JsonElement> member : json.getAsJsonObject().entrySet()) {
                writer.name(member.getKey());
                write(member.getValue(), writer);
            }
            writer.endObject();
        } else if (json.isJsonArray()) {
            writer.beginArray();
            for (JsonElement item : json.getAsJsonArray()) {
                write(item, writer);
            }
            writer.endArray();
        } else if (json.isJsonNull()) {
            writer.nullValue();
        } else {
            writePrimitive(json.getAsJsonPrimitive(), writer);
        }
    }

    private static void writePrimitive(JsonPrimitive json, JsonWriter writer) throws IOException {
        if (json.isBoolean()) {
            writer.value(json.getAsBoolean());
        } else if (json.isNumber()) {
            writer.value(json.getAsNumber());
        } else {
            writer.value(json.getAsString());
        }
    }
}
