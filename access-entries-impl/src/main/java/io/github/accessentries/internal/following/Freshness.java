package io.github.accessentries.internal.following;

import io.github.accessentries.Ailment;
import io.github.accessentries.Health;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.health.CauseText;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.snapshot.RefreshFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How old the lists of a cluster are, and why. Thread-safe; blocks nowhere. */
public final class Freshness {

    private final FollowedApi api;
    private final ListGroup lists;

    Freshness(FollowedApi api, ListGroup lists) {
        this.api = api;
        this.lists = lists;
    }

    /**
     * The moment up to which everything is known of all lists.
     *
     * @return the time, empty if one was not read yet
     */
    public Optional<Instant> provenAt() {
        return lists.together(() -> {
            boolean all = lists.used().stream().allMatch(list -> list.provenAt() != null);
            return all
                    ? lists.used().stream()
                            .map(FollowedList::provenAt)
                            .filter(Objects::nonNull)
                            .map(AgeClock.Moment::at)
                            .min(Comparator.naturalOrder())
                    : Optional.empty();
        });
    }

    /**
     * How long ago everything was known of all lists, at least.
     *
     * @return the greatest age, empty if one was not read yet
     */
    public Optional<Duration> age() {
        return lists.together(() -> {
            boolean all = lists.used().stream().allMatch(list -> list.age() != null);
            return all
                    ? lists.used().stream()
                            .map(FollowedList::age)
                            .filter(Objects::nonNull)
                            .max(Comparator.naturalOrder())
                    : Optional.empty();
        });
    }

    /**
     * Refuses lists that are too old: those of which nothing was heard for too long.
     *
     * @param age the greatest age
     * @throws UnavailableException if one of them is older
     */
    public void requireNotOlderThan(Duration age) {
        FollowedList<?> old = lists.together(() -> lists.used().stream()
                .filter(list -> list.isOlderThan(age))
                .findFirst()
                .orElse(null));
        if (old != null) {
            throw refusal(
                    "were last certain at " + provenAt().map(Instant::toString).orElse("no time")
                            + ", and are valid for at most " + age,
                    old);
        }
    }

    /** What is thrown because of a list that cannot be used, which names its failure. */
    UnavailableException refusal(String what, FollowedList<?> list) {
        RefreshFailure why = failureOf(list);
        return api.unavailable(
                what + (why == null ? "" : "; " + why.cause().getMessage()), why == null ? null : why.cause());
    }

    private @Nullable RefreshFailure failureOf(FollowedList<?> list) {
        api.lock().lock();
        try {
            return list.failure();
        } finally {
            api.lock().unlock();
        }
    }

    /**
     * The latest failure of those lists that cannot be followed now.
     *
     * @return the failure, empty if all can
     */
    public Optional<RefreshFailure> failure() {
        return lists.together(() -> lists.used().stream()
                .map(FollowedList::failure)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(RefreshFailure::at)));
    }

    /**
     * How the lists are doing: failing while one is too old, degraded while one cannot be followed. That lists are read rather than
     * watched is no ailment.
     *
     * @param age the greatest age
     * @return how they are doing
     */
    public Health health(Duration age) {
        Optional<Instant> certain = provenAt();
        boolean isOld = lists.together(() -> lists.used().stream().anyMatch(list -> list.isOlderThan(age)));
        Optional<RefreshFailure> failure = failure();
        boolean isClosed = api.isClosed();
        if (!isOld && failure.isEmpty() && !isClosed) {
            return Health.well();
        }
        String words = isOld
                ? "not certain any more, which is valid for at most " + age
                : "what was certain before is still used";
        return Health.of(Ailment.builder()
                .part(api.name())
                .why(isClosed ? words + "; closed, so they are not followed any more" : words + why(failure))
                .disabling(isOld)
                .since(isOld ? certain.map(at -> at.plus(age)) : certain)
                .build());
    }

    private static String why(Optional<RefreshFailure> failure) {
        return failure.map(RefreshFailure::cause)
                .map(cause -> "; " + CauseText.of(cause))
                .orElse("");
    }
}
