package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the fields that stand more than once in their object; only the text itself can tell. */
public final class RepeatedFields {

    private RepeatedFields() {}

    /**
     * Looks through a text.
     *
     * @param json a body that has been read before, and so is JSON
     * @return for each such field {@code duplicate field "spec.foo"}
     */
    public static List<String> in(byte[] json) {
        List<String> problems = new ArrayList<>();
        Deque<Set<String>> open = new ArrayDeque<>();
        try (JsonReader reader = new JsonReader(new StringReader(new String(json, UTF_8)))) {
            while (reader.peek() != JsonToken.END_DOCUMENT) {
                switch (reader.peek()) {
                    case BEGIN_OBJECT -> {
                        reader.beginObject();
                        open.push(new HashSet<>());
                    }
                    case END_OBJECT -> {
                        reader.endObject();
                        open.pop();
                    }
                    case BEGIN_ARRAY -> reader.beginArray();
                    case END_ARRAY -> reader.endArray();
                    case NAME -> {
                        String name = reader.nextName();
                        if (!open.getFirst().add(name)) {
                            problems.add("duplicate field \"" + path(reader) + "\"");
                        }
                    }
                    default -> reader.skipValue();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A body that was read before is no JSON", e);
        }
        return problems.stream().distinct().toList();
    }

    /** Without the sign for the object itself, with which the reader begins. */
    private static String path(JsonReader reader) {
        return reader.getPath().substring(2);
    }
}
