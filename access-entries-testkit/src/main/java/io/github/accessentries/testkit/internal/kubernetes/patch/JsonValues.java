package io.github.accessentries.testkit.internal.kubernetes.patch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Map;

/** When two values of JSON are the same. */
public final class JsonValues {

    private JsonValues() {}

    /** Whether they are the same: members in any order, and numbers by their value. */
    public static boolean same(JsonElement one, JsonElement other) {
        if (one == other) {
            return true;
        }
        if (one instanceof JsonObject left && other instanceof JsonObject right) {
            return sameObjects(left, right);
        }
        if (one instanceof JsonArray left && other instanceof JsonArray right) {
            return sameArrays(left, right);
        }
        if (one instanceof JsonPrimitive left && other instanceof JsonPrimitive right) {
            return samePrimitives(left, right);
        }
        return one.isJsonNull() && other.isJsonNull();
    }

    private static boolean sameObjects(JsonObject one, JsonObject other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<String, JsonElement> member : one.entrySet()) {
            JsonElement value = other.get(member.getKey());
            if (value == null || !same(member.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameArrays(JsonArray one, JsonArray other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean samePrimitives(JsonPrimitive one, JsonPrimitive other) {
        if (one.isNumber() != other.isNumber() || one.isBoolean() != other.isBoolean()) {
            return false;
        }
        return one.getAsString().equals(other.getAsString()) || (one.isNumber() && sameNumbers(one, other));
    }

    /** A number can be so large that nobody can compute with it; such are the same if they are written alike. */
    private static boolean sameNumbers(JsonPrimitive one, JsonPrimitive other) {
        try {
            return new BigDecimal(one.getAsString()).compareTo(new BigDecimal(other.getAsString())) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
