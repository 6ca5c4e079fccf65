package io.github.accessentries.internal.waiting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Tells how long ago something was, for what counts only for a while. By two clocks, whichever says longer: the wall clock
 * may be put back, and the machine's own count may stand still while the machine sleeps. Thread-safe if the clocks are.
 *
 * @param wall what tells the time
 * @param ticks the machine's count of nanoseconds, of which only differences mean something
 */
public record AgeClock(Clock wall, LongSupplier ticks) {

    /** A count that stands still, for whoever wants only the wall clock to count. */
    public static final LongSupplier STANDING = () -> 0;

    /**
     * What tells how long ago something was by a clock: the machine's count as well if it is the system's, which may be put back, and
     * nothing else if it is another, as in tests.
     *
     * @param wall what tells the time
     * @return both
     */
    public static AgeClock of(Clock wall) {
        boolean isSystem = wall.getClass() == Clock.systemUTC().getClass();
        return new AgeClock(wall, isSystem ? System::nanoTime : STANDING);
    }

    /**
     * A moment by both clocks.
     *
     * @param at by the wall clock
     * @param ticks by the machine's count
     */
    public record Moment(Instant at, long ticks) {}

    /**
     * The current moment.
     *
     * @return now
     */
    public Moment now() {
        return new Moment(wall.instant(), ticks.getAsLong());
    }

    /**
     * How long ago a moment was, at least.
     *
     * @param moment an earlier moment
     * @return the longer of what the two clocks say, never negative
     */
    public Duration since(Moment moment) {
        Duration byWall = Duration.between(moment.at(), wall.instant());
        Duration byTicks = Duration.ofNanos(ticks.getAsLong() - moment.ticks());
        Duration longer = byWall.compareTo(byTicks) > 0 ? byWall : byTicks;
        return longer.isNegative() ? Duration.ZERO : longer;
    }
}
