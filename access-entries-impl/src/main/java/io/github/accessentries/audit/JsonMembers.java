package io.github.accessentries.audit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The members of an object of a record. What is absent or null is empty; what has another type than it should is refused, so
 * that it is not taken for absent. Members that nobody asks for are passed by.
 *
 * @param object the object
 * @param path how to name it
 */
record JsonMembers(JsonObject object, String path) {

    /** A record that does not say what it should. The message goes on after the record's place. */
    static final class UnreadableRecord extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableRecord(String message) {
            super(message);
        }
    }

    private Optional<JsonElement> member(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isJsonNull());
    }

    private String nameOf(String member) {
        return PlainText.name(path.isEmpty() ? member : path + "." + member);
    }

    /** The object of that name, one without members if it is absent. */
    JsonMembers in(String name) throws UnreadableRecord {
        Optional<JsonElement> value = member(name);
        if (value.isPresent() && !value.get().isJsonObject()) {
            throw new UnreadableRecord(nameOf(name) + " is no object");
        }
        return new JsonMembers(
                value.map(JsonElement::getAsJsonObject).orElseGet(JsonObject::new),
                path.isEmpty() ? name : path + "." + name);
    }

    Optional<String> text(String name) throws UnreadableRecord {
        Optional<JsonElement> value = member(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(text(nameOf(name), value.get()));
    }

    private static String text(String name, JsonElement value) throws UnreadableRecord {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw new UnreadableRecord(name + " is no text");
        }
        return value.getAsString();
    }

    /** CloudTrail writes some of them as texts. */
    Optional<Boolean> flag(String name) throws UnreadableRecord {
        Optional<JsonElement> value = member(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().isJsonPrimitive() ? value.get().getAsString() : "";
        if (!text.equals("true") && !text.equals("false")) {
            throw new UnreadableRecord(nameOf(name) + " is neither true nor false");
        }
        return Optional.of(text.equals("true"));
    }

    Optional<List<String>> texts(String name) throws UnreadableRecord {
        Optional<JsonElement> value = member(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isJsonArray()) {
            throw new UnreadableRecord(nameOf(name) + " is no list");
        }
        JsonArray array = value.get().getAsJsonArray();
        List<String> texts = new ArrayList<>();
        for (JsonElement each : array) {
            texts.add(text("an element of " + nameOf(name), each));
        }
        return Optional.of(List.copyOf(texts));
    }

    Map<String, String> map(String name) throws UnreadableRecord {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonElement> each : in(name).object().entrySet()) {
            texts.put(each.getKey(), text("a value of " + nameOf(name), each.getValue()));
        }
        return texts;
    }
}
