package io.github.accessentries.internal.following;

import com.google.gson.JsonObject;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.snapshot.RefreshFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one list, as they are now. One thread at a time reads the list and then its watch, in turns. Thread-safe.
 *
 * @param <T> what an object is decoded to: immutable, with a useful {@code equals}
 */
public final class FollowedList<T> {

    /** After a turn that broke in a way of which nothing is known. */
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    private final FollowedApi api;
    private final Lock lock;
    private final WatchRight right;
    private final ListSource source;
    private final ListState<T> state;
    private final ListReader<T> reader;
    private final ListWatch watch;
    private boolean running;
    private @Nullable CompletableFuture<Void> asked;

    FollowedList(FollowedApi api, WatchRight right, ListSource source, BiFunction<JsonObject, String, T> decoder) {
        this.api = api;
        this.lock = api.lock();
        this.right = right;
        this.source = source;
        this.state = new ListState<>(api, source, decoder);
        this.reader = new ListReader<>(api, source, state, this::readNow);
        this.watch = new ListWatch(api, right, source, state);
    }

    /**
     * The objects that are known now.
     *
     * @return in the order in which clusters list them; a copy
     */
    public Collection<T> objects() {
        return state.objects();
    }

    /**
     * Whether the list was read.
     *
     * @return {@code false} before the first time
     */
    public boolean isRead() {
        return state.isRead();
    }

    /**
     * Whether what is not among the objects is not there.
     *
     * @return {@code false} before they were read, and while they cannot be followed
     */
    public boolean isCurrent() {
        return state.isCurrent();
    }

    /**
     * Says whether the objects matter, as they do by default. Those that do not are neither read nor known.
     *
     * @param matters whether they do
     */
    public void use(boolean matters) {
        if (state.use(matters)) {
            watch.end();
            begin();
        }
    }

    boolean isUsed() {
        return state.isUsed();
    }

    /** The moment up to which everything is known, {@code null} if nothing is; the caller holds the lock. */
    AgeClock.@Nullable Moment provenAt() {
        return state.provenAt();
    }

    /** How long ago that was, {@code null} if nothing is known; the caller holds the lock. */
    @Nullable
    Duration age() {
        return state.age();
    }

    /** Whether that is too long ago; the caller holds the lock. */
    boolean isOlderThan(Duration age) {
        return state.isOlderThan(age);
    }

    /** Why the list cannot be followed, {@code null} if it can; the caller holds the lock. */
    @Nullable
    RefreshFailure failure() {
        return state.failure();
    }

    CountDownLatch tried() {
        return state.tried();
    }

    /** Begins to follow, unless that is under way. */
    void begin() {
        lock.lock();
        try {
            if (running || !mayRun()) {
                return;
            }
            running = true;
        } finally {
            lock.unlock();
        }
        if (!api.onThread(this::run)) {
            haveStopped();
            api.later(LONGEST_BACKOFF, this::begin);
        }
    }

    private boolean mayRun() {
        return state.isUsed() && right.isHeld();
    }

    private void run() {
        Duration delay = LONGEST_BACKOFF;
        try {
            delay = follow();
        } catch (RuntimeException | Error e) {
            delay = state.failed(api.failure(e));
        } finally {
            api.later(haveStopped() ? Duration.ZERO : delay, this::begin);
        }
    }

    /** Notes that no thread follows the list; says whether somebody waits for it to be read. */
    private boolean haveStopped() {
        lock.lock();
        try {
            running = false;
            return asked != null;
        } finally {
            lock.unlock();
        }
    }

    /** One turn: reads the list if that is due, and then its watch; gives how long to wait until the next. */
    private Duration follow() {
        CompletableFuture<Void> request = takeRequest();
        boolean changed = false;
        try {
            if (request != null || state.untilDue().compareTo(Duration.ZERO) <= 0) {
                changed = state.install(read());
            }
        } catch (RuntimeException | Error e) {
            RuntimeException failure = api.failure(e);
            if (WatchRight.isRefusal(failure) && !source.only().isEmpty()) {
                right.refused(String.valueOf(failure.getMessage()));
                complete(request);
                return Duration.ZERO;
            }
            Duration delay = state.failed(failure);
            if (request != null) {
                request.completeExceptionally(failure);
            }
            return delay;
        }
        state.tried().countDown();
        if (changed) {
            api.changed();
        }
        complete(request);
        return watch.run(() -> asked == null && mayRun());
    }

    /** Reads the list now rather than when it is due; completes when that is done. */
    CompletableFuture<Void> ask() {
        CompletableFuture<Void> result;
        lock.lock();
        try {
            result = asked == null ? new CompletableFuture<>() : asked;
            asked = result;
        } finally {
            lock.unlock();
        }
        if (right.isHeld()) {
            watch.end();
            begin();
        } else {
            release();
        }
        return result;
    }

    private @Nullable CompletableFuture<Void> takeRequest() {
        lock.lock();
        try {
            CompletableFuture<Void> request = asked;
            asked = null;
            return request;
        } finally {
            lock.unlock();
        }
    }

    private static void complete(@Nullable CompletableFuture<Void> request) {
        if (request != null) {
            request.complete(null);
        }
    }

    /** Ends the watch that is under way, and lets those go who wait for a reading by itself. */
    void release() {
        watch.end();
        complete(takeRequest());
    }

    /** Ends a watch that is silent for too long, or goes on when the list should be read again. */
    void check() {
        watch.check();
    }

    /** Reads the list within its time; changes nothing yet but that it may fail. */
    KnownObjects.Read<T> read() {
        return reader.read();
    }

    private KnownObjects.Read<T> readNow() {
        AgeClock.Moment began = api.ages().now();
        return state.decode(began, source.only().isEmpty() || right.isHeld() ? listing() : listingOfOne());
    }

    private KubernetesObjects.Listing listing() {
        return api.objects().listing(source.kind(), source.path());
    }

    private KubernetesObjects.Listing listingOfOne() {
        return new KubernetesObjects.Listing(
                api.objects().find(source.only()).map(List::of).orElseGet(List::of), "");
    }

    /** Takes over what was read where nothing is watched; says whether anything is another than before. */
    boolean polled(KnownObjects.Read<T> list) {
        return state.polled(list);
    }

    /** Notes that the list can be followed again. */
    void recovered() {
        state.recovered();
    }

    /** Notes that the list could not be read where nothing is watched. */
    void failed(RuntimeException cause) {
        state.failed(cause);
    }
}
