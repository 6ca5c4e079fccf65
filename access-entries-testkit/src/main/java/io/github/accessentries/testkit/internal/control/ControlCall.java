package io.github.accessentries.testkit.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.message.Parameters;
import io.github.accessentries.testkit.internal.wire.message.Request;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A control call: its path, its query and its body. */
final class ControlCall {

    private final Map<String, String> labels;
    private final Request request;

    ControlCall(Map<String, String> labels, Request request) {
        this.labels = labels;
        this.request = request;
    }

    /**
     * A part of the path.
     *
     * @param name the name in braces in the template of the path
     * @return the segment in its place, decoded
     */
    public String label(String name) {
        return requireNonNull(labels.get(name), name);
    }

    /**
     * A parameter of the query.
     *
     * @param name its name
     * @return its first value, empty if it is not there
     */
    public Optional<String> query(String name) {
        return Parameters.ofQuery(request.rawQuery()).first(name);
    }

    /**
     * The body as it came.
     *
     * @return its bytes, not a copy; at most a mebibyte
     */
    public byte[] body() {
        return request.body();
    }

    /**
     * The body as a value, made of one JSON object.
     *
     * @param type a record whose components have the names and types of the members; those that may be left out are
     *     nullable
     * @param <T> the same type
     * @return the value, with {@code null} for what was left out
     * @throws IllegalArgumentException if a member has another type
     * @throws io.github.accessentries.testkit.internal.service.fault.ServiceFault if the body is no JSON object, or has other members
     */
    public <T extends Record> T as(Class<T> type) {
        String[] members = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new);
        json(members);
        try {
            return requireNonNull(new Gson().fromJson(new String(request.body(), UTF_8), type), "body");
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(
                    "The members " + List.of(members) + " include one of the wrong type: " + e.getMessage(), e);
        }
    }

    /**
     * Refuses what this kind of call does not take, before anything is done: a misspelt parameter, or a body where there is none.
     *
     * @param handler knows what it takes
     */
    void requireNothingBut(ControlHandler handler) {
        for (Parameters.Parameter parameter :
                Parameters.ofQuery(request.rawQuery()).all()) {
            if (!handler.parameters().contains(parameter.name())) {
                throw new IllegalArgumentException(
                        "The query has no parameter " + parameter.name() + "; allowed are " + handler.parameters());
            }
        }
        if (!handler.hasBody()) {
            json();
        }
    }

    /** The body as one JSON object that has no other members than these. */
    JsonBody json(String... members) {
        JsonBody json = JsonBody.parse(request.body());
        json.requireNoneBut(members);
        return json;
    }
}
