package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of a fake: that of the clock it was given, plus whatever it was advanced by. A {@link FakeClock} is itself
 * advanced, so that whatever else follows it stays in step.
 */
final class FakeTime extends Clock {

    /** Beyond this, times can no longer be written as HTTP and SigV4 do. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Clock given;
    private final AtomicReference<Duration> ahead;

    private FakeTime(Clock given, AtomicReference<Duration> ahead) {
        this.given = given;
        this.ahead = ahead;
    }

    static FakeTime of(Clock given) {
        return new FakeTime(given, new AtomicReference<>(Duration.ZERO));
    }

    void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time cannot go back by " + duration.negated()
                    + "; advance by zero or more, or make a new fake with an earlier clock");
        }
        if (duration.compareTo(Duration.between(instant(), LATEST)) > 0) {
            throw new IllegalArgumentException(
                    "Time cannot advance by " + duration + " from " + instant() + ": a fake's time ends at " + LATEST);
        }
        if (given instanceof FakeClock clock) {
            clock.advance(duration);
        } else {
            ahead.updateAndGet(sum -> sum.plus(duration));
        }
    }

    /** Back to the given clock, which itself is not ours to turn back. */
    void reset() {
        ahead.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return given.instant().plus(requireNonNull(ahead.get()));
    }

    @Override
    public ZoneId getZone() {
        return given.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new FakeTime(given.withZone(zone), ahead);
    }
}
