package io.github.accessentries.testkit.internal.service.iam;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long changes are under way: from IAM to EKS, and from EKS to its clusters. Safe for use by several threads. */
public final class Delays {

    private static final Duration MOST = Duration.ofDays(365);

    private final Clock clock;
    private volatile Duration iam = Duration.ZERO;
    private volatile Duration entries = Duration.ZERO;

    /** Delays nothing at first. */
    public Delays(Clock clock) {
        this.clock = clock;
    }

    /** Says how long changes are under way from now on. */
    public void set(Duration newIam, Duration newEntries) {
        requireInRange(newIam);
        requireInRange(newEntries);
        iam = newIam;
        entries = newEntries;
    }

    private static void requireInRange(Duration delay) {
        if (delay.isNegative() || delay.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "A change cannot be under way for " + delay + "; use zero to " + MOST.toDays() + " days");
        }
    }

    /** What IAM made after this, EKS does not know yet. */
    Instant latestOfIam() {
        return clock.instant().minus(iam);
    }

    /** What EKS changed after this, its clusters do not know yet. */
    public Instant latestOfEntries() {
        return clock.instant().minus(entries);
    }
}
