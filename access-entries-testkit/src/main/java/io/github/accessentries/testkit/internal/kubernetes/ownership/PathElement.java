package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One step from an object to a field in it.
 *
 * @param kind what sort of step it is
 * @param text the name of a field, the keys or the value of an element as JSON, or a place in a list
 */
record PathElement(Kind kind, String text) implements Comparable<PathElement> {

    /** The sorts of steps, in the order in which Kubernetes sorts them. */
    enum Kind {
        FIELD("f"),
        KEY("k"),
        VALUE("v"),
        INDEX("i");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    /** A field of an object, or a key of a map. */
    static PathElement field(String name) {
        return new PathElement(Kind.FIELD, name);
    }

    /** An element that is found by some of its fields. */
    static PathElement key(Map<String, JsonPrimitive> fields) {
        JsonObject sorted = new JsonObject();
        new TreeMap<>(fields).forEach(sorted::add);
        return new PathElement(Kind.KEY, sorted.toString());
    }

    /** An element that is found by itself. */
    static PathElement value(JsonPrimitive value) {
        return new PathElement(Kind.VALUE, value.toString());
    }

    /**
     * Reads a step of {@code fieldsV1}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static PathElement parse(String wire) {
        if (wire.length() < 2 || wire.charAt(1) != ':') {
            throw unreadable();
        }
        String text = wire.substring(2);
        return switch (wire.charAt(0)) {
            case 'f' -> field(text);
            case 'k' -> key(keys(text));
            case 'v' -> value(scalar(text));
            case 'i' -> new PathElement(Kind.INDEX, String.valueOf(Integer.parseInt(text)));
            default -> throw unreadable();
        };
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("unable to parse a path element of fieldsV1");
    }

    private static JsonPrimitive scalar(String text) {
        if (json(text) instanceof JsonPrimitive value) {
            return value;
        }
        throw unreadable();
    }

    private static Map<String, JsonPrimitive> keys(String text) {
        Map<String, JsonPrimitive> keys = new TreeMap<>();
        if (json(text) instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> field : object.entrySet()) {
                if (!(field.getValue() instanceof JsonPrimitive primitive)) {
                    throw new IllegalArgumentException("a key of a path element is no scalar");
                }
                keys.put(field.getKey(), primitive);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a path element has no keys");
        }
        return keys;
    }

    private static JsonElement json(String text) {
        try {
            return StrictJson.parse(text, DocumentLimits.KUBERNETES_ANSWER);
        } catch (IOException e) {
            throw new IllegalArgumentException("a path element is not JSON", e);
        }
    }

    /** The step as {@code fieldsV1} writes it. */
    String wire() {
        return kind.sign + ':' + text;
    }

    @Override
    public int compareTo(PathElement other) {
        int byKind = kind.compareTo(other.kind);
        if (byKind != 0) {
            return byKind;
        }
        return kind == Kind.INDEX
                ? Integer.compare(Integer.parseInt(text), Integer.parseInt(other.text))
                : text.compareTo(other.text);
    }

    /** The step as refusals name it. */
    @Override
    public String toString() {
        return switch (kind) {
            case FIELD -> '.' + text;
            case VALUE -> "[=" + text + ']';
            case INDEX -> '[' + text + ']';
            case KEY ->
                JsonParser.parseString(text).getAsJsonObject().entrySet().stream()
                        .map(field -> field.getKey() + '=' + field.getValue())
                        .collect(Collectors.joining(",", "[", "]"));
        };
    }
}
