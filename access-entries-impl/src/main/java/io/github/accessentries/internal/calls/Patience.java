package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.Sleeper;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Tries again what fails only because something has not come through yet. The SDK retries what goes wrong on the wire;
 * this is for answers that are right for now and will be different soon.
 *
 * @param clock what time is measured by
 * @param sleeper how to wait
 * @param limit how long to wait in all
 */
public record Patience(Clock clock, Sleeper sleeper, Duration limit) {

    /** Races with others pass at once, so the first tries do not depend on the limit and do not wait. */
    private static final int TRIES_WITHOUT_WAITING = 3;

    private static final BackoffStrategy DELAYS =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(500), Duration.ofSeconds(5));

    /**
     * Tries until it succeeds, fails for good, or the time is over.
     *
     * @param attempt what to try; it looks anew each time
     * @param mayPass whether another try may well succeed
     * @param <T> what it gives
     * @return what the last try returned
     */
    public <T> T retry(Supplier<T> attempt, Predicate<AccessEntriesException> mayPass) {
        Instant end = clock.instant().plus(limit);
        for (int tries = 1; ; tries++) {
            try {
                return attempt.get();
            } catch (AccessEntriesException e) {
                if (!mayPass.test(e) || !waitBefore(tries, end, e)) {
                    throw e;
                }
            }
        }
    }

    /** Whether there is to be another try. */
    private boolean waitBefore(int tries, Instant end, AccessEntriesException cause) {
        if (tries < TRIES_WITHOUT_WAITING && !(cause instanceof ThrottledException)) {
            return true;
        }
        if (!clock.instant().isBefore(end)) {
            return false;
        }
        try {
            sleeper.sleep(DELAYS.computeDelay(Math.max(1, tries - TRIES_WITHOUT_WAITING + 1)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Interrupted while waiting for EKS to catch up; what it said last: " + cause.getMessage(),
                    ErrorContext.builder().from(cause.context()).build(),
                    e);
        }
    }
}
