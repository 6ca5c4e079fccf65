package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PolicyAssociation;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What time it is for access that ends. There are two clocks: the own one, which may be wrong, and that of EKS, which tells the
 * time with its answers and leaves it in the entries. Whether something is over is decided by the later of them, so neither a
 * clock that is put back nor one that is slow gives anybody more time; how long something lasts is counted from the time at EKS
 * if that is told, so a clock that is fast does not either.
 *
 * @param clock the own clock
 * @param eks the time at EKS when it last answered, empty if no answer told it
 */
record AccessTime(Clock clock, Supplier<Optional<Instant>> eks) {

    /** The own time, for what is decided before any call. */
    Instant own() {
        return clock.instant();
    }

    /**
     * The latest time that is known.
     *
     * @param seen entries that were just read; EKS has lived through the times that they tell
     */
    Instant now(Collection<AccessEntry> seen) {
        return Stream.concat(
                        Stream.concat(Stream.of(own()), eks.get().stream()),
                        seen.stream().flatMap(AccessTime::times))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * The time from which to count.
     *
     * @param seen entries that were just read
     */
    Instant start(Collection<AccessEntry> seen) {
        return eks.get().orElseGet(() -> now(seen));
    }

    private static Stream<Instant> times(AccessEntry entry) {
        return Stream.concat(
                        Stream.of(entry.createdAt(), entry.modifiedAt()),
                        entry.policies().stream().flatMap(AccessTime::times))
                .flatMap(Optional::stream);
    }

    private static Stream<Optional<Instant>> times(PolicyAssociation association) {
        return Stream.of(association.associatedAt(), association.modifiedAt());
    }
}
