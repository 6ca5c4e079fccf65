package io.github.accessentries.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * JSON to the letter of RFC 8259, within limits: the whole text is one value, and no object has a name twice where the
 * limits refuse that. Its messages quote nothing of a text that is not JSON, since it may contain secrets.
 */
public final class StrictJson {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final JsonReader json;
    private final DocumentLimits limits;
    private final Consumer<String> repeated;
    private final ValueAllowance allowance;

    /** Which members are read: some without what is not wanted in them, others whole. */
    private record Wanted(Predicate<String> some, Set<String> whole) {

        static final Wanted ALL = new Wanted(name -> true, Set.of());
    }

    private StrictJson(JsonReader json, DocumentLimits limits, Consumer<String> repeated, ValueAllowance allowance) {
        this.json = json;
        this.limits = limits;
        this.repeated = repeated;
        this.allowance = allowance;
    }

    /**
     * Reads a text that came as bytes.
     *
     * @param utf8 the text
     * @param limits how much it may ask
     * @return its value
     * @throws IOException if it is not UTF-8, not JSON, or exceeds a limit
     */
    public static JsonElement parse(byte[] utf8, DocumentLimits limits) throws IOException {
        if (utf8.length > limits.maxCharacters()) {
            throw refused();
        }
        // A decoder made like this refuses what is not UTF-8, where a charset would put a replacement character.
        return parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString(), limits);
    }

    /**
     * Reads a text.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return its value
     * @throws IOException if it is not JSON or exceeds a limit
     */
    public static JsonElement parse(String text, DocumentLimits limits) throws IOException {
        return parse(text, limits, name -> {});
    }

    /**
     * Reads a text, and tells which names stand more than once in their object, if the limits allow that.
     *
     * @param text the text
     * @param limits how much it may ask
     * @param repeated takes each name that has been there before
     * @return its value
     * @throws IOException if it is not JSON or exceeds a limit
     */
    public static JsonElement parse(String text, DocumentLimits limits, Consumer<String> repeated) throws IOException {
        return parse(text, limits, repeated, ValueAllowance.of(text));
    }

    /**
     * Reads some members of a text, and passes over all others, which take no room however many they are. They are JSON all the
     * same, no deeper than the limits allow, though names in them may stand more than once, since nobody reads them.
     *
     * @param text the text
     * @param limits how much it may ask
     * @param wanted the names of the members to read, in whatever object that is read
     * @param wantedWhole the names of those to read with all that is in them
     * @return its value, without the other members
     * @throws IOException if it is not JSON or exceeds a limit
     */
    public static JsonElement parseMembers(
            String text, DocumentLimits limits, Set<String> wanted, Set<String> wantedWhole) throws IOException {
        return parse(text, limits, name -> {}, ValueAllowance.of(text), new Wanted(wanted::contains, wantedWhole));
    }

    /**
     * A text as it was before an editor or a shell put a byte order mark in front of it.
     *
     * @param text a text out of a file
     * @return the text without the mark, if it has one
     */
    public static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /** Reads a text that is one of several, which may have so many values together. */
    static JsonElement parse(String text, DocumentLimits limits, Consumer<String> repeated, ValueAllowance allowance)
            throws IOException {
        return parse(text, limits, repeated, allowance, Wanted.ALL);
    }

    private static JsonElement parse(
            String text, DocumentLimits limits, Consumer<String> repeated, ValueAllowance allowance, Wanted wanted)
            throws IOException {
        if (text.length() > limits.maxCharacters() || !JsonCharacters.areThoseOf(text)) {
            throw refused();
        }
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            JsonElement value = new StrictJson(json, limits, repeated, allowance).read(0, wanted);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw refused();
            }
            return value;
        } catch (IOException e) {
            // The messages of the reader quote names out of the text.
            throw refused();
        }
    }

    /** JsonParser would put up with more, and keep the last of two members of one name. */
    private JsonElement read(int depth, Wanted wanted) throws IOException {
        if (!allowance.take()) {
            throw refused();
        }
        return switch (json.peek()) {
            case BEGIN_OBJECT -> object(within(depth), wanted);
            case BEGIN_ARRAY -> array(within(depth), wanted);
            case STRING -> new JsonPrimitive(json.nextString());
            case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(json));
            case BOOLEAN -> new JsonPrimitive(json.nextBoolean());
            case NULL -> {
                json.nextNull();
                yield JsonNull.INSTANCE;
            }
            case NAME, END_OBJECT, END_ARRAY, END_DOCUMENT -> throw refused();
        };
    }

    private int within(int depth) throws IOException {
        if (depth == limits.maxDepth()) {
            throw refused();
        }
        return depth + 1;
    }

    private JsonObject object(int depth, Wanted wanted) throws IOException {
        JsonObject object = new JsonObject();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (object.has(name)) {
                if (!limits.allowsRepeatedKeys()) {
                    throw refused();
                }
                repeated.accept(name);
            }
            if (wanted.whole().contains(name)) {
                object.add(name, read(depth, Wanted.ALL));
            } else if (wanted.some().test(name)) {
                object.add(name, read(depth, wanted));
            } else {
                passOver(depth);
            }
        }
        json.endObject();
        return object;
    }

    /** Reads a value and forgets it. */
    private void passOver(int depth) throws IOException {
        int within = depth;
        do {
            switch (json.peek()) {
                case BEGIN_OBJECT -> {
                    within = within(within);
                    json.beginObject();
                }
                case BEGIN_ARRAY -> {
                    within = within(within);
                    json.beginArray();
                }
                case END_OBJECT -> {
                    within--;
                    json.endObject();
                }
                case END_ARRAY -> {
                    within--;
                    json.endArray();
                }
                case NAME, STRING, NUMBER, BOOLEAN, NULL -> json.skipValue();
                case END_DOCUMENT -> throw refused();
            }
        } while (within > depth);
    }

    private JsonArray array(int depth, Wanted wanted) throws IOException {
        JsonArray array = new JsonArray();
        json.beginArray();
        while (json.hasNext()) {
            array.add(read(depth, wanted));
        }
        json.endArray();
        return array;
    }

    private static MalformedJsonException refused() {
        return new MalformedJsonException("The text is not JSON, or exceeds the limits on length or depth");
    }
}
