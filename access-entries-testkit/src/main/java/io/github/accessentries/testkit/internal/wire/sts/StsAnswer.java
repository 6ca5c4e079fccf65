package io.github.accessentries.testkit.internal.wire.sts;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An answer of STS, before it is XML or JSON: texts, times, and answers within answers, by name. Both forms show the same
 * tree; a time is a text in XML and a number in JSON.
 */
final class StsAnswer {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    /** Refusals repeat what the caller sent, which may contain what XML cannot. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final Map<String, Object> members = new LinkedHashMap<>();

    StsAnswer with(String name, String text) {
        members.put(name, text);
        return this;
    }

    StsAnswer with(String name, Instant time) {
        members.put(name, time);
        return this;
    }

    StsAnswer with(String name, StsAnswer inner) {
        members.put(name, inner);
        return this;
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        members.forEach((name, value) -> {
            if (value instanceof StsAnswer inner) {
                json.add(name, inner.json());
            } else if (value instanceof Instant time) {
                json.addProperty(name, time.getEpochSecond());
            } else {
                json.addProperty(name, value.toString());
            }
        });
        return json;
    }

    byte[] xml(String root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartElement(root);
            writer.writeDefaultNamespace(NAMESPACE);
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
            writer.writeStartElement(member.getKey());
            if (member.getValue() instanceof StsAnswer inner) {
                inner.write(writer);
            } else {
                writer.writeCharacters(
                        NOT_XML.matcher(member.getValue().toString()).replaceAll("\uFFFD"));
            }
            writer.writeEndElement();
        }
    }
}
