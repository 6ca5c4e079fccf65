package io.github.accessentries.snapshot;

import io.github.accessentries.Ailment;
import io.github.accessentries.Health;
import io.github.accessentries.internal.health.CauseText;
import io.github.accessentries.internal.text.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What can be wrong with a snapshot, in words. */
final class SnapshotAilments {

    private SnapshotAilments() {}

    /** Nothing could be read yet, so there is nothing to give. */
    static Ailment unread(String part, Optional<RefreshFailure> failure) {
        return ailment(part, "not read yet" + failure.map(SnapshotAilments::why).orElse(""), true, Optional.empty());
    }

    /** The value is too old to be given. */
    static Ailment stale(String part, Optional<RefreshFailure> failure, Instant readAt, Duration staleAfter) {
        return ailment(
                part,
                "last read at " + readAt + ", which is valid for at most " + staleAfter
                        + failure.map(SnapshotAilments::why).orElse(""),
                true,
                Optional.of(readAt.plus(staleAfter)));
    }

    /** What is made of the value could not be made. */
    static Ailment unmade(String part, RuntimeException cause) {
        return ailment(part, "what was read cannot be used: " + CauseText.of(cause), true, Optional.empty());
    }

    /** The value of before is still given. */
    static Health unrefreshed(String part, Optional<RefreshFailure> failure, Optional<Instant> readAt) {
        return failure.map(
                        failed -> Health.of(ailment(part, "the last value is still used" + why(failed), false, readAt)))
                .orElseGet(Health::well);
    }

    /** Nothing is read any more. */
    static Ailment closed(String part, Instant readAt) {
        return ailment(part, "closed, so it is not read any more", false, Optional.of(readAt));
    }

    private static Ailment ailment(String part, String why, boolean disabling, Optional<Instant> since) {
        return Ailment.builder()
                .part(part)
                .why(why)
                .disabling(disabling)
                .since(since)
                .build();
    }

    private static String why(RefreshFailure failure) {
        return "; " + Counted.of(failure.attempts(), "reading") + " failed since, the latest with: "
                + CauseText.of(failure.cause());
    }
}
