package io.github.accessentries.audit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object in an audit event. One that is null counts as left away, as for Kubernetes; one of another type
 * than is expected makes the event unreadable.
 *
 * @param at where the object stands in the event, with a dot behind it; empty for the event itself
 */
record EventMembers(JsonObject object, String at) {

    private static final int LEAST_STATUS = 100;
    private static final int MOST_STATUS = 999;

    String text(String name) throws UnreadableEvent {
        String text = textIfAny(name);
        if (text.isEmpty()) {
            throw new UnreadableEvent("it has no " + at + name);
        }
        return text;
    }

    /** The text, empty if there is none. */
    String textIfAny(String name) throws UnreadableEvent {
        JsonElement member = member(name);
        return member == null ? "" : text(member, name);
    }

    private String text(JsonElement member, String name) throws UnreadableEvent {
        if (member instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw new UnreadableEvent(at + name + " is no text");
    }

    Optional<EventMembers> object(String name) throws UnreadableEvent {
        JsonElement member = member(name);
        if (member == null) {
            return Optional.empty();
        }
        if (member instanceof JsonObject found) {
            return Optional.of(new EventMembers(found, at + name + "."));
        }
        throw new UnreadableEvent(at + name + " is no object");
    }

    List<String> texts(String name) throws UnreadableEvent {
        JsonElement member = member(name);
        return member == null ? List.of() : texts(member, name);
    }

    private List<String> texts(JsonElement member, String name) throws UnreadableEvent {
        if (!(member instanceof JsonArray array)) {
            throw new UnreadableEvent(at + name + " is no list");
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement item : array) {
            texts.add(text(item, name));
        }
        return texts;
    }

    /** Lists of texts by key. */
    Map<String, List<String>> lists() throws UnreadableEvent {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> each : object.entrySet()) {
            if (!each.getValue().isJsonNull()) {
                lists.put(each.getKey(), texts(each.getValue(), each.getKey()));
            }
        }
        return lists;
    }

    /** An HTTP status, 0 if there is none. */
    int status(String name) throws UnreadableEvent {
        JsonElement member = member(name);
        if (member == null) {
            return 0;
        }
        if (member instanceof JsonPrimitive primitive && primitive.isNumber()) {
            double status = primitive.getAsDouble();
            if (status == 0 || (status == Math.rint(status) && status >= LEAST_STATUS && status <= MOST_STATUS)) {
                return (int) status;
            }
        }
        throw new UnreadableEvent(at + name + " is no HTTP status");
    }

    private @Nullable JsonElement member(String name) {
        JsonElement member = object.get(name);
        return member == null || member.isJsonNull() ? null : member;
    }
}
