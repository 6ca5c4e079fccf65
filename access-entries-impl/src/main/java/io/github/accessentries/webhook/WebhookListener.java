package io.github.accessentries.webhook;

import java.time.Duration;

/**
 * Is notified of each answer of a {@link WebhookServer}, for metrics. Called concurrently by the server's threads, so
 * implementations must be thread-safe and quick; exceptions that they throw are logged and have no other effect.
 */
@FunctionalInterface
public interface WebhookListener {

    /**
     * Called when a review was answered or refused.
     *
     * @param path {@code /authenticate} or {@code /authorize}
     * @param status the HTTP status
     * @param took the time from reading the request to having the answer, including the wait for a free thread
     */
    void answered(String path, int status, Duration took);
}
