package io.github.accessentries.testkit.wire;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An answer of STS, before it is XML or JSON: texts, and answers within answers, by name. Both forms show the same tree.
 */
final class StsAnswer {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final Map<String, Object> members = new LinkedHashMap<>();

    StsAnswer with(String name, String text) {
        members.put(name, text);
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
                writer.writeCharacters(member.getValue().toString());
            }
            writer.writeEndElement();
        }
    }
}
