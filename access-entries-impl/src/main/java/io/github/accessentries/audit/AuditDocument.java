package io.github.accessentries.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/**
 * JSON that goes over several lines: events, or lists of events, one after the other. It is taken apart without being read as a
 * whole, so that the longest list needs no more memory than the longest event. Behind a fault nothing more can be found. Not
 * thread-safe.
 */
final class AuditDocument {

    private static final int END = -1;

    private final AuditEnvelope envelope;
    private final EventSink sink;
    private final String name;
    private final Reader text;
    private long items;

    AuditDocument(EventSink sink, String name, InputStream text) {
        this.envelope = new AuditEnvelope(sink);
        this.sink = sink;
        this.name = name;
        this.text = new BufferedReader(new InputStreamReader(text, UTF_8.newDecoder()));
    }

    void read() throws IOException {
        try {
            for (int first = nextVisible(); first != END; first = nextVisible()) {
                if (first == '[') {
                    list(new JsonObject());
                } else if (first == '{') {
                    object();
                } else {
                    throw new UnreadableEvent("no object or list of JSON begins here");
                }
            }
        } catch (UnreadableEvent e) {
            unreadable(e.getMessage());
        } catch (CharacterCodingException e) {
            unreadable("it is not UTF-8");
        }
    }

    private void unreadable(String problem) {
        sink.leftOut(
                LeftOutReason.UNREADABLE,
                name + " item " + (items + 1),
                problem + "; what is behind it was not read either");
    }

    private void object() throws IOException, UnreadableEvent {
        JsonObject members = new JsonObject();
        boolean isList = false;
        int kept = 0;
        for (int next = nextVisible(); next != '}'; next = nextVisible()) {
            if (next == ',') {
                continue;
            }
            String key = next == '"' ? parsed(value(next)).getAsString() : "";
            if (next != '"' || nextVisible() != ':') {
                throw new UnreadableEvent("it is not JSON");
            }
            int first = nextVisible();
            if (first == '[' && AuditEnvelope.MANY.contains(key)) {
                isList = true;
                list(members);
            } else {
                String value = value(first);
                kept += key.length() + value.length();
                if (members.has(key) || kept > DocumentLimits.AUDIT_EVENT.maxCharacters()) {
                    throw new UnreadableEvent("it is too long, or has a member twice");
                }
                members.add(key, parsed(value));
            }
        }
        if (!isList) {
            items++;
            envelope.open(members, name + " item " + items);
        }
    }

    /** What is behind the bracket that opens a list. */
    private void list(JsonObject around) throws IOException, UnreadableEvent {
        for (int next = nextVisible(); next != ']'; next = nextVisible()) {
            if (next == ',') {
                continue;
            }
            JsonElement item = parsed(value(next));
            items++;
            AuditEnvelope.fillIn(item, around.get("apiVersion"));
            envelope.open(item, name + " item " + items);
        }
    }

    private static JsonElement parsed(String value) throws UnreadableEvent {
        try {
            return StrictJson.parse(value, DocumentLimits.AUDIT_EVENT);
        } catch (IOException e) {
            throw new UnreadableEvent("it is not JSON, or beyond the limits on length and depth");
        }
    }

    private int nextVisible() throws IOException {
        int next = text.read();
        while (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
            next = text.read();
        }
        return next;
    }

    /** The text of one value, as far as brackets and quotes tell where it ends. */
    private String value(int first) throws IOException, UnreadableEvent {
        StringBuilder value = new StringBuilder();
        int depth = 0;
        boolean inString = false;
        for (int next = first; ; next = text.read()) {
            if (next == END) {
                throw new UnreadableEvent("the text ends within it");
            }
            if (value.length() == DocumentLimits.AUDIT_EVENT.maxCharacters()) {
                throw new UnreadableEvent("it is longer than " + value.length() + " characters");
            }
            value.append((char) next);
            if (inString) {
                if (next == '\\') {
                    value.append((char) text.read());
                } else {
                    inString = next != '"';
                }
            } else if (next == '"') {
                inString = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if (next == '}' || next == ']') {
                depth--;
            }
            if (depth < 0) {
                throw new UnreadableEvent("it is not JSON");
            }
            if (depth == 0 && !inString && isOver(value)) {
                return value.toString();
            }
        }
    }

    /** A number or a word is over before what cannot belong to it, which is left where it is. */
    private boolean isOver(StringBuilder value) throws IOException {
        char last = value.charAt(value.length() - 1);
        if (last == '"' || last == '}' || last == ']') {
            return true;
        }
        text.mark(1);
        int next = text.read();
        text.reset();
        return next == END || " \t\r\n,]}".indexOf(next) >= 0;
    }
}
