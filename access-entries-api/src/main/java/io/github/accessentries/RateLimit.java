package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the number of calls per second. AWS counts the calls of an account and region together, so share one limit
 * among all clusters of an account and region.
 *
 * <p>Calls leave at even intervals, in the order in which their threads arrived; unused calls are not saved up. Retries
 * by the SDK are not counted. Thread-safe.
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
     * Sets no limit.
     *
     * @return a limit that never waits
     */
    public static RateLimit none() {
        return new RateLimit(Duration.ZERO, Clock.systemUTC(), Sleeper.SYSTEM);
    }

    /**
     * A limit in real time.
     *
     * @param calls calls per second, from 0.001 to a million
     * @return the limit
     * @throws IllegalArgumentException if the number is out of range
     */
    public static RateLimit perSecond(double calls) {
        return perSecond(calls, Clock.systemUTC(), Sleeper.SYSTEM);
    }

    /**
     * A limit with a clock of its own, for tests.
     *
     * @param calls calls per second, from 0.001 to a million
     * @param clock measures the time
     * @param sleeper how to wait
     * @return the limit
     * @throws IllegalArgumentException if the number is out of range
     */
    public static RateLimit perSecond(double calls, Clock clock, Sleeper sleeper) {
        if (!(calls >= MIN && calls <= MAX)) {
            throw new IllegalArgumentException("A rate of " + calls
                    + " calls per second is out of range; use 0.001 to 1000000, or RateLimit.none()");
        }
        return new RateLimit(
                Duration.ofNanos((long) Math.ceil(1e9 / calls)),
                requireNonNull(clock, "clock"),
                requireNonNull(sleeper, "sleeper"));
    }

    /**
     * Waits until one more call may go out.
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
