package io.github.accessentries.audit;

import io.github.accessentries.internal.text.Counted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What records were read, whatever they are about.
 *
 * @param from the first moment
 * @param to the last moment
 * @param stated whether somebody has stated that they are complete from then to then
 * @param records how many were read
 * @param others how many of these are about other things
 * @param duplicates how many were there before
 * @param faults what could not be read; the first ones if there are many
 * @param faultCount how many faults there are
 */
record TrailCoverage(
        Optional<Instant> from,
        Optional<Instant> to,
        boolean stated,
        long records,
        long others,
        long duplicates,
        List<TrailFault> faults,
        long faultCount) {

    /** The range in words. */
    String range() {
        if (from.isEmpty() || to.isEmpty()) {
            return "no time at all, since no record was read";
        }
        return from.get() + " to " + to.get() + (stated ? "" : " (the first and the last record that was read)");
    }

    String counts() {
        return Counted.of(records, "record") + " read, " + others + " about other things, "
                + Counted.of(duplicates, "duplicate") + ", " + Counted.of(faultCount, "fault");
    }
}
