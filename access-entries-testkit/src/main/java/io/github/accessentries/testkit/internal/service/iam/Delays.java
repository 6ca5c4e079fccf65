package io.github.accessentries.testkit.internal.service.iam;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long changes take to propagate: from IAM to EKS, and from EKS to its clusters. Thread-safe. */
public final class Delays {

    private static final Duration MOST = Duration.ofDays(365);

    private final Clock clock;
    private volatile Duration iam = Duration.ZERO;
    private volatile Duration entries = Duration.ZERO;

    /** Delays nothing at first. */
    public Delays(Clock clock) {
        this.clock = clock;
    }

    /** Sets how long changes take from now on. */
    public void set(Duration newIam, Duration newEntries) {
        requireInRange(newIam);
        requireInRange(newEntries);
        iam = newIam;
        entries = newEntries;
    }

    private static void requireInRange(Duration delay) {
        if (delay.isNegative() || delay.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "A change cannot take " + delay + "; use zero to " + MOST.toDays() + " days");
        }
    }

    /** EKS does not yet know what IAM made after this. */
    Instant latestOfIam() {
        return clock.instant().minus(iam);
    }

    /** Clusters do not yet know what EKS changed after this. */
    public Instant latestOfEntries() {
        return clock.instant().minus(entries);
    }
}
