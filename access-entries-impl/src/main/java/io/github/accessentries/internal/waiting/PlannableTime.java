package io.github.accessentries.internal.waiting;

import java.time.Duration;

/** Times that somebody sets, after which something is planned: neither none nor without an end, of which no clock can make a moment. */
public final class PlannableTime {

    private static final Duration LONGEST = Duration.ofDays(365);

    private PlannableTime() {}

    /**
     * Checks a time.
     *
     * @param what its option, for the message
     * @param time more than nothing, 365 days at most
     * @return the same
     * @throws IllegalArgumentException if it is another
     */
    public static Duration checked(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " " + time + " is not positive; use a longer one");
        }
        if (time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " " + time + " is longer than " + LONGEST.toDays() + " days; use a shorter one");
        }
        return time;
    }
}
