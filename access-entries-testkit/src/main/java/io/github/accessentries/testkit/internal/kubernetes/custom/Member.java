package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/** Members of trees from outside; what is not there, or of another type, reads as empty. */
final class Member {

    private Member() {}

    static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    static String text(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonPrimitive text && text.isString() ? text.getAsString() : "";
    }

    static boolean isTrue(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonPrimitive value && value.isBoolean() && value.getAsBoolean();
    }

    static List<JsonObject> objects(JsonObject parent, String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (parent.get(name) instanceof JsonArray array) {
            for (JsonElement item : array) {
                if (item instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    static List<String> texts(JsonObject parent, String name) {
        List<String> texts = new ArrayList<>();
        if (parent.get(name) instanceof JsonArray array) {
            for (JsonElement item : array) {
                if (item instanceof JsonPrimitive text && text.isString()) {
                    texts.add(text.getAsString());
                }
            }
        }
        return texts;
    }
}
