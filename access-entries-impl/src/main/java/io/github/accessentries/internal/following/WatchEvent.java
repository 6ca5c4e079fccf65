package io.github.accessentries.internal.following;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.util.Optional;

/**
 * What a watch tells with one line.
 *
 * @param type what has happened
 * @param object the object as it is now or was at last; of a bookmark, only its version counts
 * @param version the version of the list that begins with this event
 */
record WatchEvent(Type type, JsonObject object, String version) {

    /** What has happened. */
    enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        BOOKMARK
    }

    /** A line that says nothing certain, so that it is unknown what it should have said. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    /**
     * Reads a line.
     *
     * @throws Unclear if it is not an event about such an object
     * @throws AccessEntriesException if the cluster says that it cannot go on, with its status in the context
     */
    static WatchEvent parse(String line, ListSource source) throws Unclear {
        JsonObject event = object(line);
        JsonObject object = event.get("object") instanceof JsonObject given ? given : new JsonObject();
        String said = text(event, "type").orElse("");
        if (said.equals("ERROR")) {
            throw refusal(object, source);
        }
        Type type = type(said);
        requireSame(object, "kind", source.kind());
        requireSame(object, "apiVersion", source.apiVersion());
        String version = metadata(object, "resourceVersion").orElseThrow(() -> new Unclear("an event has no version"));
        return new WatchEvent(type, object, version);
    }

    private static JsonObject object(String line) throws Unclear {
        try {
            if (StrictJson.parse(line, DocumentLimits.KUBERNETES_ANSWER) instanceof JsonObject object) {
                return object;
            }
        } catch (IOException e) {
            throw new Unclear("a line is not JSON, or has a name twice in one object");
        }
        throw new Unclear("a line is not an event");
    }

    private static Type type(String said) throws Unclear {
        for (Type type : Type.values()) {
            if (type.name().equals(said)) {
                return type;
            }
        }
        throw new Unclear("an event is of type " + PlainText.quoted(said));
    }

    private static void requireSame(JsonObject object, String member, String expected) throws Unclear {
        Optional<String> said = text(object, member);
        if (said.isPresent() && !said.get().equals(expected)) {
            throw new Unclear(
                    "an event is about " + member + " " + PlainText.quoted(said.get()) + " instead of " + expected);
        }
    }

    private static AccessEntriesException refusal(JsonObject status, ListSource source) {
        ErrorContext.Builder context = ErrorContext.builder();
        if (status.get("code") instanceof JsonPrimitive code && code.isNumber()) {
            context.statusCode(code.getAsInt());
        }
        return new AccessEntriesException(
                "The Kubernetes API ended the watch of " + source.path() + ": "
                        + text(status, "message").map(PlainText::of).orElse("no reason given")
                        + "; it is watched again",
                context.build(),
                null);
    }

    /** Where the object is, in the order in which clusters list objects. */
    Optional<String> key() {
        return key(object);
    }

    static Optional<String> key(JsonObject object) {
        String namespace = metadata(object, "namespace").orElse("");
        return metadata(object, "name").map(name -> namespace.isEmpty() ? name : namespace + "/" + name);
    }

    private static Optional<String> metadata(JsonObject object, String member) {
        return object.get("metadata") instanceof JsonObject metadata ? text(metadata, member) : Optional.empty();
    }

    private static Optional<String> text(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value instanceof JsonPrimitive primitive
                        && primitive.isString()
                        && !primitive.getAsString().isEmpty()
                ? Optional.of(primitive.getAsString())
                : Optional.empty();
    }
}
