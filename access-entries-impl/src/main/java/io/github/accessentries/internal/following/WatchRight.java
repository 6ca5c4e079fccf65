package io.github.accessentries.internal.following;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.AgeClock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the lists of a cluster may be watched, as far as is known. Thread-safe. */
final class WatchRight {

    private static final Logger LOG = LoggerFactory.getLogger(WatchRight.class);
    /** Whoever gets one of these will not get a watch by asking again: forbidden, no such path, method or feature. */
    private static final Set<Integer> REFUSALS = Set.of(403, 404, 405, 501);

    private final FollowedApi api;
    private final Lock lock;
    private final Runnable instead;
    private @Nullable String refusal;
    private AgeClock.@Nullable Moment refusedAt;

    /** The right to watch through an API; {@code instead} is run, without the lock, when it turns out to be missing. */
    WatchRight(FollowedApi api, Runnable instead) {
        this.api = api;
        this.lock = api.lock();
        this.instead = instead;
        this.refusal = api.canWatch() ? null : "the KubernetesApi that was given cannot watch";
    }

    /** Whether a failure says that the right is missing. */
    static boolean isRefusal(RuntimeException failure) {
        return REFUSALS.contains(status(failure));
    }

    /** The status of a failure, 0 if it has none. */
    static int status(RuntimeException failure) {
        return failure instanceof AccessEntriesException known
                ? known.context().statusCode().orElse(0)
                : 0;
    }

    /** Whether lists are to be watched now. */
    boolean isHeld() {
        return !api.isClosed() && refusal().isEmpty();
    }

    /** Why lists cannot be watched, empty if they can. */
    Optional<String> refusal() {
        lock.lock();
        try {
            return Optional.ofNullable(refusal);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that one of the lists cannot be watched, so that all of them are read instead. */
    void refused(String why) {
        lock.lock();
        try {
            if (api.isClosed() || refusal != null) {
                return;
            }
            refusal = why;
            refusedAt = api.ages().now();
        } finally {
            lock.unlock();
        }
        LOG.warn(
                "The {} cannot be watched, so they are read every {} instead: {}",
                api.name(),
                api.options().interval(),
                PlainText.of(why));
        instead.run();
    }

    /** Whether it is time to try again to watch; if so, the right is taken for held until it is refused anew. */
    boolean isTriedAgain() {
        lock.lock();
        try {
            boolean again = refusedAt != null
                    && api.ages().since(refusedAt).compareTo(api.options().relist()) >= 0;
            refusal = again ? null : refusal;
            return again;
        } finally {
            lock.unlock();
        }
    }
}
