package io.github.accessentries.internal.planning;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.Sleeper;
import io.github.accessentries.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Asks again and again until there is an answer or the time is over.
 *
 * @param clock what time is measured by
 * @param sleeper how to wait
 * @param limit how long to wait in all
 */
record Polling(Clock clock, Sleeper sleeper, Duration limit) {

    private static final BackoffStrategy DELAYS =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(500), Duration.ofSeconds(10));

    /** The first answer, empty if there was none in time. */
    <T> Optional<T> until(Supplier<Optional<T>> question) {
        Instant end = clock.instant().plus(limit);
        for (int asked = 1; ; asked++) {
            Optional<T> answer = question.get();
            if (answer.isPresent() || !clock.instant().isBefore(end)) {
                return answer;
            }
            sleep(DELAYS.computeDelay(asked));
        }
    }

    private void sleep(Duration delay) {
        try {
            sleeper.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Interrupted while waiting; what was begun goes on without us",
                    ErrorContext.builder().build(),
                    e);
        }
    }
}
