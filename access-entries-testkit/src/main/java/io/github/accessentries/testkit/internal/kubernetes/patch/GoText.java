package io.github.accessentries.testkit.internal.kubernetes.patch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Values as messages of Kubernetes name them. */
final class GoText {

    private GoText() {}

    /** What a value is, as the messages of Go's reader of JSON call it. */
    static String typeOf(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            return primitive.isString() ? "string" : primitive.isBoolean() ? "bool" : "number";
        }
        return value.isJsonObject() ? "object" : value.isJsonArray() ? "array" : "null";
    }

    /** A value as Go prints it. */
    static String print(JsonElement value) {
        if (value instanceof JsonObject object) {
            return new TreeMap<>(object.asMap())
                    .entrySet().stream()
                            .map(member -> member.getKey() + ":" + print(member.getValue()))
                            .collect(Collectors.joining(" ", "map[", "]"));
        }
        if (value instanceof JsonArray array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(GoText::print)
                    .collect(Collectors.joining(" ", "[", "]"));
        }
        return value.isJsonNull() ? "<nil>" : value.getAsString();
    }
}
