package io.github.accessentries.webhook;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.immutables.value.Value;

/** The answer of a webhook. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class WebhookAnswer {

    WebhookAnswer() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the HTTP status} */
    public abstract int status();

    /** {@return the headers, including {@code Content-Type}} */
    public abstract Map<String, String> headers();

    /** {@return the body as text; it never contains a token} */
    public abstract String body();

    static WebhookAnswer json(String body) {
        return builder()
                .status(200)
                .headers(Map.of("Content-Type", "application/json"))
                .body(body)
                .build();
    }

    static WebhookAnswer text(String body) {
        return text(200, body);
    }

    static WebhookAnswer error(int status, String message) {
        return text(status, message + "\n");
    }

    private static WebhookAnswer text(int status, String body) {
        return builder()
                .status(status)
                .headers(Map.of("Content-Type", "text/plain; charset=utf-8"))
                .body(body)
                .build();
    }

    /** The API server retries by itself if it is told when. */
    static WebhookAnswer later(int status, String message) {
        return builder()
                .status(status)
                .headers(Map.of("Content-Type", "text/plain; charset=utf-8", "Retry-After", "1"))
                .body(message + "\n")
                .build();
    }

    /**
     * The body as bytes.
     *
     * @return the text in UTF-8
     */
    public final byte[] bytes() {
        return body().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The answer as text.
     *
     * @return status, headers and body on one line
     */
    @Override
    public final String toString() {
        return PlainText.of(status() + " " + headers() + " " + body());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableWebhookAnswer.Builder {
        Builder() {}
    }
}
