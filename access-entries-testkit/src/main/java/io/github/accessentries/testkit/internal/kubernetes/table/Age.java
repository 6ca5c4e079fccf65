package io.github.accessentries.testkit.internal.kubernetes.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Spans of time as kubectl shows them: two units at most, and fewer the longer they are. */
final class Age {

    private static final String UNKNOWN = "<unknown>";
    private static final String INVALID = "<invalid>";
    private static final int HOURS_OF_DAY = 24;
    private static final int DAYS_OF_YEAR = 365;
    private static final int HOURS_OF_YEAR = HOURS_OF_DAY * DAYS_OF_YEAR;

    private Age() {}

    /** How long ago a time was, as it is written in an object; empty if it is not there. */
    static String since(String time, Instant now) {
        if (time.isEmpty()) {
            return UNKNOWN;
        }
        try {
            return of(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
        } catch (DateTimeException e) {
            return INVALID;
        }
    }

    /** How long something took; empty if one end is not there. */
    static String between(String start, String end) {
        try {
            return start.isEmpty() || end.isEmpty()
                    ? ""
                    : of(Duration.between(OffsetDateTime.parse(start), OffsetDateTime.parse(end)));
        } catch (DateTimeException e) {
            return INVALID;
        }
    }

    static String of(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 0) {
            return seconds < -1 ? INVALID : "0s";
        }
        long minutes = span.toMinutes();
        long hours = span.toHours();
        if (seconds < 120) {
            return seconds + "s";
        } else if (minutes < 10) {
            return both(minutes, "m", seconds % 60, "s");
        } else if (minutes < 180) {
            return minutes + "m";
        } else if (hours < 8) {
            return both(hours, "h", minutes % 60, "m");
        } else if (hours < 2 * HOURS_OF_DAY) {
            return hours + "h";
        } else if (hours < 8 * HOURS_OF_DAY) {
            return both(hours / HOURS_OF_DAY, "d", hours % HOURS_OF_DAY, "h");
        } else if (hours < 2 * HOURS_OF_YEAR) {
            return hours / HOURS_OF_DAY + "d";
        } else if (hours < 8 * HOURS_OF_YEAR) {
            return both(hours / HOURS_OF_YEAR, "y", hours / HOURS_OF_DAY % DAYS_OF_YEAR, "d");
        }
        return hours / HOURS_OF_YEAR + "y";
    }

    private static String both(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + unit : large + unit + small + smallUnit;
    }
}
