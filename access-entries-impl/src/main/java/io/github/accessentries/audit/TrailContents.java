package io.github.accessentries.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found in records so far. Not thread-safe. */
final class TrailContents {

    private static final int MOST_EVENTS = 1_000_000;

    /** The first ones tell what is wrong; millions would tell no more. */
    private static final int MOST_FAULTS = 1_000;

    private final List<AccessEvent> events = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<TrailFault> faults = new ArrayList<>();
    private long faultCount;
    private long records;
    private long others;
    private long duplicates;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private boolean stated;

    void fault(String place, String reason) {
        faultCount++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(TrailFault.of(place, reason));
        }
    }

    void covering(Instant from, Instant to) {
        first = from;
        last = to;
        stated = true;
    }

    void add(RecordReader.Read read) {
        records++;
        read.time().filter(time -> !stated).ifPresent(this::extend);
        Optional<AccessEvent> event = read.event();
        if (event.isEmpty()) {
            others++;
        } else if (!event.get().eventId().map(ids::add).orElse(true)) {
            duplicates++;
        } else if (events.size() == MOST_EVENTS) {
            fault(event.get().place(), "more than " + MOST_EVENTS + " changes are not kept; read less at once");
        } else {
            events.add(event.get());
        }
    }

    private void extend(Instant time) {
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
    }

    AccessTimeline timeline() {
        // A stable sort: what happened within a second stays as it was read.
        List<AccessEvent> sorted =
                events.stream().sorted(Comparator.comparing(AccessEvent::time)).toList();
        return new AccessTimeline(
                sorted,
                new TrailCoverage(
                        Optional.ofNullable(first),
                        Optional.ofNullable(last),
                        stated,
                        records,
                        others,
                        duplicates,
                        List.copyOf(faults),
                        faultCount));
    }
}
