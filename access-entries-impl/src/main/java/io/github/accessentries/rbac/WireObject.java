package io.github.accessentries.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object as Kubernetes decodes it: letter case counts, what is absent or null is empty, members that are not asked for do
 * not matter, and a member of another type makes the whole object unreadable.
 *
 * @param json its members
 * @param place where it stands in the object that has it, for messages
 */
record WireObject(JsonObject json, String place) {

    /** An object that Kubernetes cannot decode. */
    static final class Undecodable extends Exception {
        private static final long serialVersionUID = 1L;

        Undecodable(String message) {
            super(message);
        }
    }

    WireObject(JsonObject json) {
        this(json, "");
    }

    boolean has(String member) {
        return present(member) != null;
    }

    boolean hasList(String member) {
        return json.get(member) instanceof JsonArray;
    }

    /** The text of a member, empty if it is absent. */
    String text(String member) throws Undecodable {
        JsonElement value = present(member);
        return value == null ? "" : text(value, its(member) + " is");
    }

    /** The members of a member, none if it is absent. */
    WireObject object(String member) throws Undecodable {
        JsonElement value = present(member);
        return value == null ? new WireObject(new JsonObject(), place) : object(value, place, its(member) + " is");
    }

    /** The texts of all members by their names; what is null among them is the empty text. */
    Map<String, String> members() throws Undecodable {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> member : json.entrySet()) {
            texts.put(
                    member.getKey(),
                    member.getValue().isJsonNull()
                            ? ""
                            : text(member.getValue(), its(PlainText.quoted(member.getKey())) + " is"));
        }
        return texts;
    }

    /** The objects of a list; what is null among them is an empty object. */
    List<WireObject> objects(String member, String one) throws Undecodable {
        List<WireObject> objects = new ArrayList<>();
        for (JsonElement element : list(member)) {
            String where = one + " " + (objects.size() + 1) + ": ";
            objects.add(
                    element.isJsonNull()
                            ? new WireObject(new JsonObject(), where)
                            : object(element, where, where + "is"));
        }
        return objects;
    }

    /** The texts of a list; what is null among them is the empty text. */
    List<String> texts(String member) throws Undecodable {
        List<String> texts = new ArrayList<>();
        for (JsonElement element : list(member)) {
            texts.add(element.isJsonNull() ? "" : text(element, its(member) + " contain something that is"));
        }
        return texts;
    }

    JsonArray list(String member) throws Undecodable {
        JsonElement value = present(member);
        if (value == null) {
            return new JsonArray();
        }
        if (value instanceof JsonArray array) {
            return array;
        }
        throw new Undecodable(its(member) + " are not a list");
    }

    private @Nullable JsonElement present(String member) {
        JsonElement value = json.get(member);
        return value instanceof JsonNull ? null : value;
    }

    private String its(String member) {
        return place + "its " + member;
    }

    private static String text(JsonElement value, String subject) throws Undecodable {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw new Undecodable(subject + " not text; put it in quotes if it should be");
    }

    private static WireObject object(JsonElement value, String place, String subject) throws Undecodable {
        if (value instanceof JsonObject object) {
            return new WireObject(object, place);
        }
        throw new Undecodable(subject + " not an object");
    }
}
