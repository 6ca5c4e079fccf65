package io.github.accessentries.internal.field;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.JsonCharacters;
import io.github.accessentries.internal.field.Field.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a text of JSON as fields. */
final class JsonFields {

    private final Document document;
    private final DocumentLimits limits;
    private final LineByLine lines;
    private final JsonReader json;

    private JsonFields(String text, Document document, DocumentLimits limits) {
        this.document = document;
        this.limits = limits;
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
            JsonFields fields = new JsonFields(text, document, limits);
            Field value = fields.value();
            return fields.json.peek() == JsonToken.END_DOCUMENT ? Optional.of(value) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
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
            throw new IOException("Too deep");
        }
        return depth + 1;
    }

    private Field object(Place place, int depth) throws IOException {
        Map<String, Field> members = new LinkedHashMap<>();
        List<Field> repeated = new ArrayList<>();
        json.beginObject();
        while (json.hasNext()) {
            int line = lines.line();
            String name = json.nextName();
            Field member = value(place.member(name, line), depth);
            if (members.putIfAbsent(name, member) != null) {
                repeated.add(member);
            }
        }
        json.endObject();
        return Field.mapping(place, document, "", members, repeated, false);
    }

    private Field array(Place place, int depth) throws IOException {
        List<Field> items = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            items.add(value(place.item(items.size(), lines.line()), depth));
        }
        json.endArray();
        return Field.list(place, document, "", items);
    }
}
