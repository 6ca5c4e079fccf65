package io.github.accessentries.internal.waiting;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.Sleeper;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long to wait for what has not come through yet. The SDK retries what goes wrong on the wire; this is for answers that
 * are right for now and will be different soon.
 *
 * @param clock what time is measured by
 * @param sleeper how to wait
 * @param limit how long to wait in all
 * @param hurriedTries how many tries are made without waiting and whatever the limit, since races with others pass at once
 */
public record Patience(Clock clock, Sleeper sleeper, Duration limit, int hurriedTries) {

    private static final int TRIES_OF_A_RACE = 3;

    private static final BackoffStrategy DELAYS =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(500), Duration.ofSeconds(5));

    /**
     * Waits up to a limit.
     *
     * @param clock what time is measured by
     * @param sleeper how to wait
     * @param limit how long to wait in all
     * @return the patience
     */
    public static Patience upTo(Duration limit, Clock clock, Sleeper sleeper) {
        return new Patience(clock, sleeper, limit, TRIES_OF_A_RACE);
    }

    /**
     * Waits for nothing: one try is all.
     *
     * @return no patience
     */
    public static Patience none() {
        return new Patience(Clock.systemUTC(), Sleeper.SYSTEM, Duration.ZERO, 1);
    }

    /**
     * The same, with another limit.
     *
     * @param other how long to wait in all
     * @return the patience
     */
    public Patience withLimit(Duration other) {
        return new Patience(clock, sleeper, other, hurriedTries);
    }

    /**
     * Tries until it succeeds, fails for good, or the time is over.
     *
     * @param attempt what to try; it reads the current state each time
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
                if (!mayPass.test(e) || !waitBeforeTry(tries, end, e)) {
                    throw e;
                }
            }
        }
    }

    /** Whether there is to be another try. */
    private boolean waitBeforeTry(int tries, Instant end, AccessEntriesException cause) {
        if (tries < hurriedTries && !(cause instanceof ThrottledException)) {
            return true;
        }
        if (!clock.instant().isBefore(end)) {
            return false;
        }
        sleep(
                Math.max(1, tries - hurriedTries + 1),
                "Interrupted while waiting for another try; the last answer: " + cause.getMessage(),
                cause.context());
        return true;
    }

    /**
     * Asks again and again until there is an answer or the time is over.
     *
     * @param question what to ask; empty if there is no answer yet
     * @param <T> the answer
     * @return the first answer, empty if there was none in time
     */
    public <T> Optional<T> until(Supplier<Optional<T>> question) {
        Instant end = clock.instant().plus(limit);
        for (int asked = 1; ; asked++) {
            Optional<T> answer = question.get();
            if (answer.isPresent() || !clock.instant().isBefore(end)) {
                return answer;
            }
            sleep(
                    asked,
                    "Interrupted while waiting; what was started continues in the background",
                    ErrorContext.builder().build());
        }
    }

    private void sleep(int time, String interrupted, ErrorContext context) {
        try {
            sleeper.sleep(DELAYS.computeDelay(time));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(interrupted, context, e);
        }
    }
}
