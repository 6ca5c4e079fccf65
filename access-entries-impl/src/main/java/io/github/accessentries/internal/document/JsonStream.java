package io.github.accessentries.internal.document;

import com.google.gson.JsonElement;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Objects and lists of JSON one after the other, which kubectl reads all of, whatever blanks are between them. */
public final class JsonStream {

    /** More than anybody appends to one another; a list may have more items. */
    private static final int MOST_VALUES = 100_000;

    private JsonStream() {}

    /**
     * One of them.
     *
     * @param json the value
     * @param repeatedKeys the names that stand more than once in their object
     */
    public record Value(JsonElement json, List<String> repeatedKeys) {

        /**
         * Makes a value.
         *
         * @param json the value
         * @param repeatedKeys the names that stand more than once in their object
         */
        public Value {
            repeatedKeys = List.copyOf(repeatedKeys);
        }
    }

    /**
     * Whether a text begins as an object or list of JSON does.
     *
     * @param text the text
     * @return {@code true} if it may be read as JSON
     */
    public static boolean mayBe(String text) {
        String content = text.stripLeading();
        return content.startsWith("{") || content.startsWith("[");
    }

    /**
     * Reads a text that holds nothing else.
     *
     * @param text the text
     * @param limits how much it may ask
     * @return its values in their order
     * @throws IOException if any part of it is not JSON or exceeds a limit
     */
    public static List<Value> read(String text, DocumentLimits limits) throws IOException {
        List<Value> values = new ArrayList<>();
        String content = text.strip();
        ValueAllowance allowance = ValueAllowance.of(content);
        for (int start = 0; start < content.length(); ) {
            if (values.size() == MOST_VALUES) {
                throw new MalformedJsonException("The text has more than " + MOST_VALUES + " values");
            }
            int end = endOfValue(content, start);
            List<String> repeated = new ArrayList<>();
            values.add(new Value(
                    StrictJson.parse(content.substring(start, end), limits, repeated::add, allowance), repeated));
            start = end;
        }
        return values;
    }

    /** Behind the bracket that closes the first one; the end of the text if none does. */
    private static int endOfValue(String text, int start) {
        int depth = 0;
        boolean inString = false;
        for (int i = start; i < text.length(); i++) {
            char character = text.charAt(i);
            if (inString) {
                if (character == '\\') {
                    i++;
                } else {
                    inString = character != '"';
                }
            } else if (character == '"') {
                inString = true;
            } else if (character == '{' || character == '[') {
                depth++;
            } else if (character == '}' || character == ']') {
                depth--;
                if (depth <= 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }
}
