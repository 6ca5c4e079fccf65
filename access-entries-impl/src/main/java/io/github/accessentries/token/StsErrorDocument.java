package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds the error code in the one form that STS gives its errors, in JSON, or in XML, which is what it writes for callers
 * that it could not read. Whatever else comes with a status of an error is not from STS: a proxy, a firewall or a portal
 * answered in its place.
 */
final class StsErrorDocument {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    /** No code of STS has a digit, and what has none repeats nothing that is secret. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z.]{0,63}");

    private static final List<String> PATH_OF_CODE = List.of("ErrorResponse", "Error", "Code");

    private StsErrorDocument() {}

    /** The code; empty if the body is not an error of STS as a whole. */
    static Optional<String> code(byte[] body) {
        Optional<String> code = body.length > 0 && body[0] == '<' ? ofXml(body) : ofJson(body);
        return code.filter(text -> CODE.matcher(text).matches());
    }

    private static Optional<String> ofJson(byte[] body) {
        try {
            return StrictJson.parse(body, DocumentLimits.CALLER_IDENTITY) instanceof JsonObject document
                            && document.get("Error") instanceof JsonObject error
                            && error.get("Code") instanceof JsonPrimitive code
                            && code.isString()
                    ? Optional.of(code.getAsString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofXml(byte[] body) {
        try {
            // Made like this, a decoder refuses what is not UTF-8, and a reader what the text says of its own encoding.
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            return onlyCode(factory.createXMLStreamReader(new StringReader(text)));
        } catch (IOException | XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** Reads to the end, since a text that breaks off after the code is none of STS's either. */
    private static Optional<String> onlyCode(XMLStreamReader xml) throws XMLStreamException {
        List<String> path = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.add(NAMESPACE.equals(xml.getNamespaceURI()) ? xml.getLocalName() : "");
                    if (path.equals(PATH_OF_CODE)) {
                        codes.add("");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> path.remove(path.size() - 1);
                case XMLStreamConstants.CHARACTERS -> {
                    if (path.equals(PATH_OF_CODE)) {
                        codes.set(codes.size() - 1, xml.getText());
                    }
                }
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
        return codes.size() == 1 ? Optional.of(codes.get(0)) : Optional.empty();
    }
}
