package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is advanced. It is also a {@link Sleeper}, which advances it: whoever sleeps on it
 * returns at once, at the later time.
 *
 * <p>Thread-safe.
 */
public final class FakeClock extends Clock implements Sleeper {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private FakeClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * A clock in UTC.
     *
     * @param instant the time that it shows initially
     * @return the clock
     */
    public static FakeClock at(Instant instant) {
        requireNonNull(instant, "instant");
        return new FakeClock(new AtomicReference<>(instant), ZoneOffset.UTC);
    }

    /**
     * Lets time pass.
     *
     * @param duration how much time passes
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        requireNonNull(duration, "duration");
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "Time cannot go back by " + duration.negated() + "; make a new clock for an earlier time");
        }
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        requireNonNull(duration, "duration");
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted before sleeping for " + duration);
        }
        advance(duration);
    }

    @Override
    public Instant instant() {
        return requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time in another zone: the two advance together. */
    @Override
    public Clock withZone(ZoneId otherZone) {
        requireNonNull(otherZone, "otherZone");
        return new FakeClock(now, otherZone);
    }
}
