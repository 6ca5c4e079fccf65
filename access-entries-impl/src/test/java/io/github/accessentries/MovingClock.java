package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A time that moves when a test says so, and by as much as anybody sleeps in it. */
public class MovingClock extends Clock implements Sleeper {

    private final AtomicReference<Instant> now;

    public MovingClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public final void sleep(Duration duration) {
        advance(duration);
    }

    @Override
    public final Instant instant() {
        return requireNonNull(now.get());
    }

    @Override
    public final ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public final Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Tests only ask for instants");
    }
}
