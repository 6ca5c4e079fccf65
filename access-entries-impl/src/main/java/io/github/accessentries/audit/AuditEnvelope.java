package io.github.accessentries.audit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.JsonStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What events come wrapped in: lists of them, and what CloudWatch Logs puts around each when it is asked for events, when it
 * answers a query, and when it hands them to a subscriber.
 */
record AuditEnvelope(EventSink sink) {

    /** The members that hold many: those of EventList, of an answer with events, of a subscription, and of an answer to a query. */
    static final List<String> MANY = List.of("items", "events", "logEvents", "results");

    private static final List<String> MESSAGES = List.of("message", "@message");
    private static final List<String> STREAMS = List.of("logStreamName", "@logStream", "logStream");
    private static final String AUDIT_STREAM = "kube-apiserver-audit";
    private static final String CONTROL_MESSAGE = "CONTROL_MESSAGE";
    private static final String EVENT_LIST = "EventList";
    private static final int MOST_LAYERS = 8;

    /** Unwraps a value. */
    void open(JsonElement value, String place) {
        open(value, place, 0);
    }

    private void open(JsonElement value, String place, int layer) {
        if (layer > MOST_LAYERS) {
            sink.leftOut(LeftOutReason.UNREADABLE, place, "it is wrapped too many times");
        } else if (value instanceof JsonArray array) {
            openAll(array, place, layer);
        } else if (value instanceof JsonObject object) {
            openObject(object, place, layer);
        } else {
            sink.leftOut(LeftOutReason.UNREADABLE, place, "it is no JSON object");
        }
    }

    private void openAll(JsonArray array, String place, int layer) {
        JsonElement message = messageOfRow(array);
        if (message != null) {
            openMessage(message, "", place, layer);
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            open(array.get(i), array.size() == 1 ? place : place + ", item " + (i + 1), layer + 1);
        }
    }

    private void openObject(JsonObject object, String place, int layer) {
        if (object.has("kind")) {
            openKind(object, place, layer);
            return;
        }
        if (text(object, List.of("messageType")).equals(CONTROL_MESSAGE)) {
            sink.leftOut(LeftOutReason.OTHER_KIND, place, "it is a message of CloudWatch Logs to its subscriber");
            return;
        }
        for (String many : MANY) {
            if (object.get(many) instanceof JsonArray array) {
                openAll(array, place, layer);
                return;
            }
        }
        for (String name : MESSAGES) {
            if (object.has(name)) {
                openMessage(object.get(name), text(object, STREAMS), place, layer);
                return;
            }
        }
        sink.event(object, place);
    }

    private void openKind(JsonObject object, String place, int layer) {
        if (!text(object, List.of("kind")).equals(EVENT_LIST) || !(object.get("items") instanceof JsonArray items)) {
            sink.event(object, place);
            return;
        }
        items.forEach(item -> fillIn(item, object.get("apiVersion")));
        openAll(items, place, layer);
    }

    /** The items of a list need not say again what they are. */
    static void fillIn(JsonElement item, @Nullable JsonElement apiVersion) {
        if (item instanceof JsonObject event && apiVersion != null && event.has("auditID") && !event.has("kind")) {
            event.addProperty("kind", "Event");
            event.add("apiVersion", apiVersion);
        }
    }

    private void openMessage(JsonElement message, String stream, String place, int layer) {
        if (!(message instanceof JsonPrimitive text) || !text.isString()) {
            open(message, place, layer + 1);
            return;
        }
        openText(text.getAsString(), stream, place, layer + 1);
    }

    /** Unwraps a text with one value or several one after the other. */
    void openText(String text, String place) {
        openText(text, "", place, 0);
    }

    private void openText(String text, String stream, String place, int layer) {
        List<JsonStream.Value> values;
        try {
            values = JsonStream.read(text, DocumentLimits.AUDIT_EVENT);
        } catch (IOException e) {
            boolean isOther = !stream.isEmpty() && !stream.startsWith(AUDIT_STREAM) && !JsonStream.mayBe(text);
            sink.leftOut(
                    isOther ? LeftOutReason.OTHER_KIND : LeftOutReason.UNREADABLE,
                    place,
                    isOther
                            ? "it is of the log stream " + stream
                            : "it is not JSON, or beyond the limits on length and depth");
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            open(values.get(i).json(), values.size() == 1 ? place : place + ", event " + (i + 1), layer);
        }
    }

    /** An answer to a query has a list for each row, with an object for each field. */
    private static @Nullable JsonElement messageOfRow(JsonArray row) {
        for (JsonElement field : row) {
            if (field instanceof JsonObject object
                    && text(object, List.of("field")).equals("@message")) {
                return object.get("value");
            }
        }
        return null;
    }

    /** The first of some members that is a text; empty if none is. */
    private static String text(JsonObject object, List<String> names) {
        return names.stream()
                .map(object::get)
                .filter(member -> member instanceof JsonPrimitive primitive && primitive.isString())
                .map(JsonElement::getAsString)
                .findFirst()
                .orElse("");
    }
}
