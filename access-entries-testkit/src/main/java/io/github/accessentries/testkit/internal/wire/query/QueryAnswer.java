package io.github.accessentries.testkit.internal.wire.query;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An answer in the query protocol, before it is XML or JSON: texts, times, numbers, lists, and answers within answers, by
 * name. Both forms show the same tree; a time is a text in XML and a number in JSON.
 */
public final class QueryAnswer {

    /** Refusals repeat what the caller sent, which may contain what XML cannot. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Starts with nothing. */
    public QueryAnswer() {}

    /** Adds a text. */
    public QueryAnswer with(String name, String text) {
        members.put(name, text);
        return this;
    }

    /** Adds a time. */
    public QueryAnswer with(String name, Instant time) {
        members.put(name, time);
        return this;
    }

    /** Adds a number. */
    public QueryAnswer with(String name, int number) {
        members.put(name, number);
        return this;
    }

    /** Adds a truth value. */
    public QueryAnswer with(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    /** Adds a list of texts or of answers. */
    public QueryAnswer with(String name, List<?> items) {
        members.put(name, List.copyOf(items));
        return this;
    }

    /** Adds a text, if there is one. */
    public QueryAnswer with(String name, Optional<String> text) {
        text.ifPresent(given -> members.put(name, given));
        return this;
    }

    /** Adds an answer. */
    public QueryAnswer with(String name, QueryAnswer inner) {
        members.put(name, inner);
        return this;
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        members.forEach((name, value) -> json.add(name, json(value)));
        return json;
    }

    private static JsonElement json(Object value) {
        if (value instanceof QueryAnswer inner) {
            return inner.json();
        }
        if (value instanceof List<?> items) {
            JsonArray array = new JsonArray();
            items.forEach(item -> array.add(json(item)));
            return array;
        }
        if (value instanceof Instant time) {
            return new JsonPrimitive(time.getEpochSecond());
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        return value instanceof Boolean truth ? new JsonPrimitive(truth) : new JsonPrimitive(value.toString());
    }

    /**
     * The answer in XML.
     *
     * @param root the name of the outermost element
     * @param namespace its namespace
     */
    public byte[] xml(String root, String namespace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartElement(root);
            writer.writeDefaultNamespace(namespace);
            write(writer);
            writer.writeEndElement();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private void write(XMLStreamWriter writer) throws XMLStreamException {
        for (Map.Entry<String, Object> member : members.entrySet()) {
            write(writer, member.getKey(), member.getValue());
        }
    }

    private static void write(XMLStreamWriter writer, String name, Object value) throws XMLStreamException {
        writer.writeStartElement(name);
        if (value instanceof QueryAnswer inner) {
            inner.write(writer);
        } else if (value instanceof List<?> items) {
            for (Object item : items) {
                write(writer, "member", item);
            }
        } else {
            writer.writeCharacters(NOT_XML.matcher(value.toString()).replaceAll("\uFFFD"));
        }
        writer.writeEndElement();
    }
}
