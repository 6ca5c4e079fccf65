package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.iam.Delays;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster itself knows of its entries, by the unique ids of their principals. A change reaches it some time
 * after it was made. Nothing runs in the background: whoever asks first lets in what is due. Thread-safe.
 */
public final class Propagation {

    /**
     * With more changes than this under way, the oldest arrives early: a clock that stands still must not fill the
     * memory.
     */
    private static final int MOST_UNDER_WAY = 10_000;

    private record Change(
            Instant madeAt, String principalId, @Nullable StoredEntry entry) {}

    private final Map<String, StoredEntry> arrived = new HashMap<>();
    private final Queue<Change> underWay = new ArrayDeque<>();
    private final Clock clock;
    private final Delays delays;

    /** Starts with nothing under way. */
    public Propagation(Clock clock, Delays delays) {
        this.clock = clock;
        this.delays = delays;
    }

    void changed(StoredEntry entry) {
        send(new Change(clock.instant(), entry.principalId(), entry));
    }

    void removed(StoredEntry entry) {
        send(new Change(clock.instant(), entry.principalId(), null));
    }

    private synchronized void send(Change change) {
        underWay.add(change);
        if (underWay.size() > MOST_UNDER_WAY) {
            arrive(underWay.remove());
        }
        letInWhatIsDue();
    }

    synchronized Optional<StoredEntry> find(String principalId) {
        letInWhatIsDue();
        return Optional.ofNullable(arrived.get(principalId));
    }

    synchronized void letInWhatIsDue() {
        Instant latest = delays.latestOfEntries();
        for (Change next = underWay.peek(); next != null && !next.madeAt().isAfter(latest); next = underWay.peek()) {
            arrive(underWay.remove());
        }
    }

    private void arrive(Change change) {
        if (change.entry() == null) {
            arrived.remove(change.principalId());
        } else {
            arrived.put(change.principalId(), change.entry());
        }
    }
}
