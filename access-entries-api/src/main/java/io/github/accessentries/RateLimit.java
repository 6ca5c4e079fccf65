package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many calls a second go out at most. AWS counts the calls of an account and region together, so those who work on
 * many clusters of one account share one limit.
 *
 * <p>Calls leave at even distances and in the order in which their threads came; what was not used is not saved up.
 * Retries that the SDK makes by itself are not counted. Thread-safe.
 */
public final class RateLimit {

    private static final double MIN = 0.001;
    private static final double MAX = 1_000_000;

    private final Duration distance;
    private final Clock clock;
    private final Sleeper sleeper;
    private final ReentrantLock turn = new ReentrantLock(true);
    private Instant next = Instant.MIN;

    private RateLimit(Duration distance, Clock clock, Sleeper sleeper) {
        this.distance = distance;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * No limit.
     *
     * @return a limit that never waits
     */
    public static RateLimit none() {
        return new RateLimit(Duration.ZERO, Clock.systemUTC(), Sleeper.SYSTEM);
    }

    /**
     * A limit in real time.
     *
     * @param calls how many calls a second, from 0.001 to a million
     * @return the limit
     * @throws IllegalArgumentException if the number is out of range
     */
    public static RateLimit perSecond(double calls) {
        return perSecond(calls, Clock.systemUTC(), Sleeper.SYSTEM);
    }

    /**
     * A limit in a time of one's own, for tests.
     *
     * @param calls how many calls a second, from 0.001 to a million
     * @param clock what time is measured by
     * @param sleeper how to wait
     * @return the limit
     * @throws IllegalArgumentException if the number is out of range
     */
    public static RateLimit perSecond(double calls, Clock clock, Sleeper sleeper) {
        if (!(calls >= MIN && calls <= MAX)) {
            throw new IllegalArgumentException("A rate of " + calls
                    + " calls a second is out of range; use 0.001 to 1000000, or RateLimit.none()");
        }
        return new RateLimit(
                Duration.ofNanos((long) Math.ceil(1e9 / calls)),
                requireNonNull(clock, "clock"),
                requireNonNull(sleeper, "sleeper"));
    }

    /**
     * Waits for the turn of one call.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void acquire() throws InterruptedException {
        if (distance.isZero()) {
            return;
        }
        turn.lockInterruptibly();
        try {
            Instant now = clock.instant();
            if (next.isAfter(now)) {
                sleeper.sleep(Duration.between(now, next));
                next = next.plus(distance);
            } else {
                next = now.plus(distance);
            }
        } finally {
            turn.unlock();
        }
    }
}
