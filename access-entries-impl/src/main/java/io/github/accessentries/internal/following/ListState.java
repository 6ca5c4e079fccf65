package io.github.accessentries.internal.following;

import com.google.gson.JsonObject;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.snapshot.RefreshFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * What is known of one list, and why it cannot be followed if so, under the lock that the lists of a cluster share. Thread-safe.
 *
 * @param <T> what an object is decoded to
 */
final class ListState<T> {

    private static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(400), Duration.ofSeconds(30));

    private final FollowedApi api;
    private final Lock lock;
    private final ListSource source;
    private final KnownObjects<T> known;
    private final CountDownLatch tried = new CountDownLatch(1);
    private boolean used = true;
    private int failures;
    private int expiries;
    private @Nullable RefreshFailure failure;

    ListState(FollowedApi api, ListSource source, BiFunction<JsonObject, String, T> decoder) {
        this.api = api;
        this.lock = api.lock();
        this.source = source;
        this.known = new KnownObjects<>(source, decoder);
    }

    Collection<T> objects() {
        lock.lock();
        try {
            return known.all();
        } finally {
            lock.unlock();
        }
    }

    boolean isRead() {
        lock.lock();
        try {
            return known.listedAt() != null;
        } finally {
            lock.unlock();
        }
    }

    boolean isCurrent() {
        lock.lock();
        try {
            return known.listedAt() != null && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /** Says whether the objects matter; gives whether that is another than before, so that nothing is known. */
    boolean use(boolean matters) {
        lock.lock();
        try {
            if (used == matters) {
                return false;
            }
            used = matters;
            known.clear();
            failure = null;
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean isUsed() {
        return used;
    }

    String version() {
        return known.version();
    }

    /** The caller holds the lock. */
    AgeClock.@Nullable Moment provenAt() {
        return known.provenAt();
    }

    /** How long ago that was, {@code null} if nothing is known; the caller holds the lock. */
    @Nullable
    Duration age() {
        return known.age(api.ages());
    }

    /** The caller holds the lock. */
    boolean isOlderThan(Duration age) {
        return known.isOlderThan(age, api.ages());
    }

    /** Why the list cannot be followed, {@code null} if it can; the caller holds the lock. */
    @Nullable
    RefreshFailure failure() {
        return failure;
    }

    /** Is open when the list was read for the first time, or could not be. */
    CountDownLatch tried() {
        return tried;
    }

    /** How long until the list is to be read again, negative if it should have been. */
    Duration untilDue() {
        lock.lock();
        try {
            AgeClock.Moment listed = known.listedAt();
            return listed == null || known.version().isEmpty()
                    ? Duration.ZERO
                    : api.options().relist().minus(api.ages().since(listed));
        } finally {
            lock.unlock();
        }
    }

    /** Decodes a list; changes nothing, and needs no lock. */
    KnownObjects.Read<T> decode(AgeClock.Moment began, KubernetesObjects.Listing listing) {
        return known.read(began, listing);
    }

    /** Takes a list for what there is, unless it matters no longer; says whether anything is another than before. */
    boolean install(KnownObjects.Read<T> list) {
        lock.lock();
        try {
            return used && known.replace(list);
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what was read where nothing is watched; says whether anything is another than before. */
    boolean polled(KnownObjects.Read<T> list) {
        lock.lock();
        try {
            failures = 0;
            boolean changed = install(list);
            tried.countDown();
            return clearFailure() || changed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what a watch tells, unless it was ended; says whether anything is another than before. */
    boolean told(WatchEvent event, WatchRun run) throws WatchEvent.Unclear {
        lock.lock();
        try {
            if (run.ending() != null) {
                return false;
            }
            AgeClock.Moment now = api.ages().now();
            boolean changed = known.apply(event, now);
            run.sign(now);
            failures = 0;
            expiries = 0;
            return changed;
        } finally {
            lock.unlock();
        }
    }

    /** Trusts the version no longer, so that the list has to be read again. */
    void loseTrack() {
        lock.lock();
        try {
            known.loseTrack();
        } finally {
            lock.unlock();
        }
    }

    /** Versions expire when a cluster is busy; where one does right after it was read, something is wrong. */
    boolean isFirstExpiry() {
        lock.lock();
        try {
            expiries++;
            return expiries == 1;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the list can be followed again. */
    void recovered() {
        if (clearFailure()) {
            api.changed();
        }
    }

    private boolean clearFailure() {
        lock.lock();
        try {
            boolean was = failure != null;
            failure = null;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** Notes a failure, once; gives how long to wait. */
    @SuppressWarnings("ReferenceEquality") // Another failure is another object.
    Duration failed(RuntimeException cause) {
        RefreshFailure noted;
        lock.lock();
        try {
            if (failure != null && failure.cause() == cause) {
                return pause(failure);
            }
            failures++;
            noted = RefreshFailure.builder()
                    .at(api.ages().now().at())
                    .attempts(failures)
                    .cause(cause)
                    .build();
            failure = noted;
        } finally {
            lock.unlock();
        }
        api.failed(source, noted);
        tried.countDown();
        return pause(noted);
    }

    /** The SDK counts attempts: the delay before the second is the first that is not zero. */
    private static Duration pause(RefreshFailure failure) {
        return BACKOFF.computeDelay(failure.attempts() + 1);
    }
}
