package io.github.accessentries.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a webhook answers. Immutable.
 *
 * @param status the HTTP status
 * @param headers the headers, {@code Content-Type} among them
 * @param body the body as text; it never holds a token
 */
public record WebhookAnswer(int status, Map<String, String> headers, String body) {

    /**
     * Keeps a copy of the headers.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body
     */
    public WebhookAnswer {
        headers = Map.copyOf(headers);
    }

    static WebhookAnswer json(String body) {
        return new WebhookAnswer(200, Map.of("Content-Type", "application/json"), body);
    }

    static WebhookAnswer error(int status, String message) {
        return new WebhookAnswer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), message + "\n");
    }

    /** The API server tries again by itself if it is told when. */
    static WebhookAnswer later(int status, String message) {
        return new WebhookAnswer(
                status, Map.of("Content-Type", "text/plain; charset=utf-8", "Retry-After", "1"), message + "\n");
    }

    /**
     * The body as it goes over the wire.
     *
     * @return the text in UTF-8
     */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
