package io.github.accessentries.testkit.internal.kubernetes.message;

import com.google.gson.JsonElement;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer of a cluster's API: a whole body, or a stream of events that goes on. */
public final class ApiResponse {

    private static final String JSON = "application/json";

    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final @Nullable EventStream events;

    private ApiResponse(int status, Headers headers, byte[] body, @Nullable EventStream events) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.events = events;
    }

    /** An answer with a whole body. */
    public static ApiResponse of(int status, String contentType, byte[] body) {
        return new ApiResponse(status, Headers.of("Content-Type", contentType), body, null);
    }

    /** An answer of JSON. */
    public static ApiResponse json(int status, JsonElement json) {
        return of(status, JSON, Json.bytes(json));
    }

    /** An answer of JSON that is already written. */
    public static ApiResponse json(int status, byte[] json) {
        return of(status, JSON, json);
    }

    /** An answer of plain text. */
    public static ApiResponse text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** An answer that goes on until the stream ends; whoever writes it closes the stream. */
    public static ApiResponse stream(EventStream events) {
        return new ApiResponse(200, Headers.of("Content-Type", JSON), new byte[0], events);
    }

    /** The same with one more header. */
    public ApiResponse withHeader(String name, String value) {
        return new ApiResponse(status, headers.with(name, value), body, events);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers. */
    public Headers headers() {
        return headers;
    }

    /** The whole body, empty if there is a stream. */
    public byte[] body() {
        return body;
    }

    /** What comes in place of a whole body. */
    public Optional<EventStream> events() {
        return Optional.ofNullable(events);
    }

    @Override
    public String toString() {
        return status + ", " + (events == null ? body.length + " bytes" : "a stream");
    }
}
