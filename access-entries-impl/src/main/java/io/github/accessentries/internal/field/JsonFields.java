package io.github.accessentries.internal.field;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.JsonCharacters;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a text of JSON as fields. */
final class JsonFields {

    private final Document document;
    private final DocumentLimits limits;
    private final LineByLine lines;
    private final JsonReader json;
    private final Excerpt excerpt;
    private String member = "";
    private int values;

    private JsonFields(String text, Document document, DocumentLimits limits, Excerpt excerpt) {
        this.document = document;
        this.limits = limits;
        this.excerpt = excerpt;
        this.lines = new LineByLine(text);
        this.json = new JsonReader(lines);
    }

    /** The value of a text; empty if the text is no JSON, or goes beyond a limit, which whoever reads it as YAML will tell. */
    static Optional<Field> read(String text, Document document, DocumentLimits limits) {
        String start = text.stripLeading();
        if (!(start.startsWith("{") || start.startsWith("["))
                || text.length() > limits.maxCharacters()
                || !JsonCharacters.areThoseOf(text)) {
            return Optional.empty();
        }
        try {
            JsonFields fields = new JsonFields(text, document, limits, Excerpt.ALL);
            Field value = fields.value();
            return fields.json.peek() == JsonToken.END_DOCUMENT ? Optional.of(value) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    /**
     * The value of a text that has to be JSON.
     *
     * @throws InvalidDesiredAccessException if it is none, or goes beyond a limit
     */
    static Field require(String text, Document document, DocumentLimits limits, Excerpt excerpt) {
        if (text.length() > limits.maxCharacters()) {
            throw document.refused("is longer than " + limits.maxCharacters() + " characters");
        }
        JsonFields fields = new JsonFields(text, document, limits, excerpt);
        try {
            Field value = fields.value();
            if (fields.json.peek() != JsonToken.END_DOCUMENT) {
                throw document.refused(
                        fields.lines.line(), "goes on behind its end; put the rest into a file of its own");
            }
            if (!JsonCharacters.areThoseOf(text)) {
                throw document.refused("has characters where JSON has none, such as True for true");
            }
            return value;
        } catch (TooMuch e) {
            throw document.refused(fields.lines.line(), String.valueOf(e.getMessage()));
        } catch (IOException noJson) {
            throw document.refused(fields.lines.line(), "is no JSON from here on");
        }
    }

    /** The line is known once the reader has looked at what is there. */
    private Field value() throws IOException {
        return switch (json.peek()) {
            case BEGIN_OBJECT, BEGIN_ARRAY -> value(Place.root(lines.line()), 0);
            default -> throw new IOException("Neither an object nor a list");
        };
    }

    private Field value(Place place, int depth) throws IOException {
        values++;
        if (values > limits.maxValues()) {
            throw new TooMuch("has more than " + limits.maxValues() + " values; split it");
        }
        return switch (json.peek()) {
            case BEGIN_OBJECT -> object(place, within(depth));
            case BEGIN_ARRAY -> array(place, within(depth));
            case STRING -> Field.scalar(place, document, "", json.nextString(), false);
            // A number as it was written.
            case NUMBER -> Field.scalar(place, document, "", json.nextString(), true);
            case BOOLEAN -> Field.scalar(place, document, "", String.valueOf(json.nextBoolean()), true);
            case NULL -> {
                json.nextNull();
                yield Field.nothing(place, document, "");
            }
            case NAME, END_OBJECT, END_ARRAY, END_DOCUMENT -> throw new IOException("Not a value");
        };
    }

    private int within(int depth) throws IOException {
        if (depth == limits.maxDepth()) {
            throw new TooMuch("is deeper than " + limits.maxDepth() + " levels");
        }
        return depth + 1;
    }

    /** There may be more to come than anybody writes. */
    private static final class TooMuch extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }

    private Field object(Place place, int depth) throws IOException {
        Map<String, Field> members = new LinkedHashMap<>();
        List<Field> repeated = new ArrayList<>();
        json.beginObject();
        while (json.hasNext()) {
            int line = lines.line();
            String name = json.nextName();
            if (depth == 1) {
                member = name;
                if (!excerpt.hasMember(name)) {
                    json.skipValue();
                    continue;
                }
            }
            Field value = value(place.member(name, line), depth);
            if (members.putIfAbsent(name, value) != null) {
                repeated.add(value);
            }
        }
        json.endObject();
        return Field.mapping(place, document, "", members, Set.of(), repeated, Optional.empty());
    }

    private Field array(Place place, int depth) throws IOException {
        List<Field> items = new ArrayList<>();
        json.beginArray();
        for (int index = 0; json.hasNext(); index++) {
            int before = values;
            Field item = value(place.item(index, lines.line()), depth);
            if (excerpt.hasItem(member, item)) {
                items.add(item);
            } else {
                values = before;
            }
        }
        json.endArray();
        return Field.list(place, document, "", items);
    }
}
