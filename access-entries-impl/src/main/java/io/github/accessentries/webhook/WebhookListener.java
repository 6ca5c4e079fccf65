package io.github.accessentries.webhook;

import java.time.Duration;

/**
 * Is told of each answer of a {@link WebhookServer}, for metrics. Called by the server's threads, several at once, so
 * implementations are thread-safe and return soon; what they throw is logged and changes nothing.
 */
@FunctionalInterface
public interface WebhookListener {

    /**
     * An answer was given to a review, or a refusal in its place.
     *
     * @param path {@code /authenticate} or {@code /authorize}
     * @param status the HTTP status
     * @param took the time from reading the request to having the answer, waiting for a free thread included
     */
    void answered(String path, int status, Duration took);
}
