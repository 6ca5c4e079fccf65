package io.github.accessentries.testkit.wire;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/** A control call: what its path, its query and its body say. */
public final class ControlCall {

    private final Map<String, String> labels;
    private final Request request;

    ControlCall(Map<String, String> labels, Request request) {
        this.labels = labels;
        this.request = request;
    }

    /**
     * A part of the path.
     *
     * @param name what the template of the path has in braces
     * @return the segment that stood there, decoded
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

    /** The body as one JSON object that has no other members than these. */
    JsonBody json(String... members) {
        JsonBody json = JsonBody.parse(request.body());
        json.requireNoneBut(members);
        return json;
    }
}
