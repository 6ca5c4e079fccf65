package io.github.accessentries.testkit.internal.wire.message;

import com.google.gson.JsonElement;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An HTTP response. */
public final class Response {

    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final @Nullable ServiceFault refusal;

    /**
     * Makes a response.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body, which is not copied
     */
    public Response(int status, Headers headers, byte[] body) {
        this(status, headers, body, null);
    }

    private Response(int status, Headers headers, byte[] body, @Nullable ServiceFault refusal) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.refusal = refusal;
    }

    /** A refusal that still knows its reason. */
    public static Response refusal(ServiceFault fault, Headers headers, byte[] body) {
        return new Response(fault.status(), headers, body, fault);
    }

    /** The same with other headers. */
    public Response withHeaders(Headers others) {
        return new Response(status, others, body, refusal);
    }

    /** Why the service refused, empty if it did not. */
    public Optional<ServiceFault> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Makes a response of JSON.
     *
     * @param status the HTTP status
     * @param json the body
     * @return the response
     */
    public static Response json(int status, JsonElement json) {
        return new Response(status, Headers.of("Content-Type", "application/json"), Json.bytes(json));
    }

    /** The same with one more header. */
    public Response withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    /**
     * The HTTP status.
     *
     * @return for example 200
     */
    public int status() {
        return status;
    }

    /**
     * The headers.
     *
     * @return the headers, letter case aside
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return its bytes, not a copy
     */
    public byte[] body() {
        return body;
    }

    /**
     * The status and the length of the body.
     *
     * @return for example {@code 200, 17 bytes}
     */
    @Override
    public String toString() {
        return status + ", " + body.length + " bytes";
    }
}
