package io.github.accessentries.webhook;

import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.internal.health.RecentCalls;
import java.time.Clock;
import java.util.List;

/**
 * The health of a webhook by what came of its latest reviews, for what cannot say by itself how it is doing: an authenticator that
 * throws at every token is not ready, whatever it says. What it says by itself to be wrong is not counted, so that it is over as soon as
 * it says so. Nor is it counted if what knows how it is doing, and is ready, could not answer this review: that may be for what was
 * asked, which a stranger chooses.
 */
final class ReviewOutcomes implements HealthIndicator {

    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final List<HealthIndicator> part;
    private final RecentCalls reviews;

    ReviewOutcomes(HealthIndicator part, String path, Clock clock) {
        this.part = List.of(part);
        this.reviews = new RecentCalls("reviews at " + path, clock);
    }

    /**
     * A review was answered. Refusals of what was asked say nothing about who would have answered.
     *
     * @param byHandler whether that is the handler's own answer rather than the server's for one that gives none in time
     */
    void answered(int status, boolean byHandler) {
        if (status == OK) {
            reviews.answered();
        } else if (status >= SERVER_ERROR) {
            Health health = Health.ofAll(part);
            boolean mayBeForWhatWasAsked = byHandler && status == UNAVAILABLE && health.isKnown();
            if (health.isReady() && !mayBeForWhatWasAsked) {
                reviews.failed("they are answered with status " + status);
            }
        }
    }

    @Override
    public Health health() {
        return reviews.health();
    }
}
