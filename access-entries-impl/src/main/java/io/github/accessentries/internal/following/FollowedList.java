package io.github.accessentries.internal.following;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.snapshot.RefreshFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The objects of one list, as they are now. One thread at a time reads the list and then its watch; what is known is under the
 * lock that the lists of a cluster share, so that they can be looked at together.
 *
 * @param <T> what an object is decoded to: immutable, with a useful {@code equals}
 */
public final class FollowedList<T> {

    private static final int GONE = 410;
    /** Whoever gets one of these will not get a watch by asking again: forbidden, no such path, method or feature. */
    private static final Set<Integer> REFUSALS = Set.of(403, 404, 405, 501);

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(400), Duration.ofSeconds(30));

    private final FollowedLists owner;
    private final Lock lock;
    private final ListSource source;
    private final KnownObjects<T> known;
    private final CountDownLatch tried = new CountDownLatch(1);
    private boolean used = true;
    private boolean running;
    private int failures;
    private int expiries;
    private @Nullable RefreshFailure failure;
    private @Nullable WatchRun watch;
    private @Nullable CompletableFuture<Void> asked;

    FollowedList(FollowedLists owner, ListSource source, BiFunction<JsonObject, String, T> decoder) {
        this.owner = owner;
        this.lock = owner.lock();
        this.source = source;
        this.known = new KnownObjects<>(source, decoder);
    }

    /**
     * The objects that are known now.
     *
     * @return in the order in which clusters list them; a copy
     */
    public Collection<T> objects() {
        lock.lock();
        try {
            return known.all();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether the list was read.
     *
     * @return {@code false} before the first time
     */
    public boolean isRead() {
        lock.lock();
        try {
            return known.listedAt() != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether what is not among the objects is not there.
     *
     * @return {@code false} before they were read, and while they cannot be followed
     */
    public boolean isCurrent() {
        lock.lock();
        try {
            return known.listedAt() != null && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says whether the objects matter, as they do by default. Those that do not are neither read nor known.
     *
     * @param matters whether they do
     */
    public void use(boolean matters) {
        lock.lock();
        try {
            if (used == matters) {
                return;
            }
            used = matters;
            known.clear();
            failure = null;
        } finally {
            lock.unlock();
        }
        end();
        begin();
    }

    boolean isUsed() {
        return used;
    }

    KnownObjects<T> known() {
        return known;
    }

    @Nullable
    RefreshFailure failure() {
        return failure;
    }

    CountDownLatch tried() {
        return tried;
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
        owner.onThread(this::run);
    }

    private boolean mayRun() {
        return used && owner.isWatching();
    }

    private void run() {
        Duration delay = FollowedLists.LONGEST_BACKOFF;
        try {
            delay = follow();
        } catch (Error e) {
            tried.countDown();
            failed(new IllegalStateException("Following " + source.path() + " failed: " + e, e));
            throw e;
        } finally {
            lock.lock();
            try {
                running = false;
                delay = asked == null ? delay : Duration.ZERO;
            } finally {
                lock.unlock();
            }
            owner.later(delay, this::begin);
        }
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
        if (owner.isWatching()) {
            end();
            begin();
        } else {
            release();
        }
        return result;
    }

    /** Ends the watch that is under way, if any. */
    void end() {
        WatchRun current;
        lock.lock();
        try {
            current = watch;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.end(WatchRun.Ending.ASKED);
        }
    }

    /** Ends the watch that is under way, and lets those go who wait for a reading by itself. */
    void release() {
        end();
        complete(takeRequest());
    }

    /** Ends a watch that is silent for too long, or goes on when the list should be read again. */
    void check(Instant now) {
        WatchRun current;
        lock.lock();
        try {
            current = watch;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.check(now, owner.options().silence());
            if (now.isAfter(due().plus(owner.options().silence()))) {
                end();
            }
        }
    }

    private Instant due() {
        lock.lock();
        try {
            Instant listed = known.listedAt();
            return listed == null || known.version().isEmpty()
                    ? Instant.MIN
                    : listed.plus(owner.options().relist());
        } finally {
            lock.unlock();
        }
    }

    private Duration follow() {
        CompletableFuture<Void> request = takeRequest();
        boolean changed = false;
        try {
            if (request != null || !owner.now().isBefore(due())) {
                changed = install(read());
            }
        } catch (RuntimeException e) {
            if (isRefusal(e) && !source.only().isEmpty()) {
                owner.poll(String.valueOf(e.getMessage()));
                complete(request);
                return Duration.ZERO;
            }
            Duration delay = failed(e);
            tried.countDown();
            if (request != null) {
                request.completeExceptionally(e);
            }
            return delay;
        }
        tried.countDown();
        if (changed) {
            owner.listener().changed();
        }
        complete(request);
        return watch();
    }

    private static void complete(@Nullable CompletableFuture<Void> request) {
        if (request != null) {
            request.complete(null);
        }
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

    /** Reads the list; changes nothing yet. */
    KnownObjects.Read<T> read() {
        Instant began = owner.now();
        return known.read(began, source.only().isEmpty() || owner.isWatching() ? listing() : listingOfOne());
    }

    private KubernetesObjects.Listing listing() {
        return owner.objects().listing(source.kind(), source.path());
    }

    private KubernetesObjects.Listing listingOfOne() {
        return new KubernetesObjects.Listing(
                owner.objects().find(source.only()).map(List::of).orElseGet(List::of), "");
    }

    /** Takes a list for what there is, unless it matters no longer; says whether anything is another than before. */
    private boolean install(KnownObjects.Read<T> list) {
        lock.lock();
        try {
            return used && known.replace(list);
        } finally {
            lock.unlock();
        }
    }

    private Duration watch() {
        String version = known.version();
        if (version.isEmpty()) {
            owner.poll(source.path() + " has no version from which a watch could go on");
            return Duration.ZERO;
        }
        Instant now = owner.now();
        long seconds = Math.max(1, Duration.between(now, due()).toSeconds());
        WatchRun run = new WatchRun(owner.watch(source.watch(version, seconds)), lock, now);
        if (!isTaken(run)) {
            return Duration.ZERO;
        }
        RuntimeException broken = null;
        try {
            run.listen(new WatchRun.Taker() {
                @Override
                public void opened() {
                    recovered();
                }

                @Override
                public void take(String line) throws WatchEvent.Unclear {
                    FollowedList.this.take(line, run);
                }
            });
        } catch (WatchEvent.Unclear e) {
            loseTrack();
            broken = unavailable(e.getMessage() + ", so it has to be read again", e);
        } catch (RuntimeException e) {
            broken = e;
        } finally {
            lock.lock();
            try {
                watch = null;
            } finally {
                lock.unlock();
            }
        }
        return afterwards(run, broken);
    }

    /** Whether the watch is still wanted; from then on, others can end it. */
    private boolean isTaken(WatchRun run) {
        lock.lock();
        try {
            if (asked != null || !mayRun()) {
                return false;
            }
            watch = run;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void take(String line, WatchRun run) throws WatchEvent.Unclear {
        WatchEvent event = WatchEvent.parse(line, source);
        boolean changed;
        lock.lock();
        try {
            if (run.ending() != null) {
                return;
            }
            Instant now = owner.now();
            changed = known.apply(event, now);
            run.sign(now);
            failures = 0;
            expiries = 0;
        } finally {
            lock.unlock();
        }
        if (changed) {
            owner.listener().changed();
        }
    }

    /** How long to wait after a watch. */
    private Duration afterwards(WatchRun run, @Nullable RuntimeException broken) {
        if (run.ending() == WatchRun.Ending.SILENT) {
            loseTrack();
            return failed(
                    unavailable("its watch told nothing for " + owner.options().silence(), broken));
        }
        if (run.ending() != null) {
            return Duration.ZERO;
        }
        if (broken == null) {
            boolean wasShort =
                    !run.hasTold() && Duration.between(run.began(), owner.now()).compareTo(SHORT) < 0;
            return wasShort ? failed(unavailable("its watch was ended at once", null)) : Duration.ZERO;
        }
        if (status(broken) == GONE) {
            loseTrack();
            return isFirstExpiry() ? Duration.ZERO : failed(broken);
        }
        if (isRefusal(broken) && !run.hasTold()) {
            owner.poll(String.valueOf(broken.getMessage()));
            return Duration.ZERO;
        }
        return failed(broken);
    }

    private static boolean isRefusal(RuntimeException broken) {
        return REFUSALS.contains(status(broken));
    }

    private static int status(RuntimeException broken) {
        return broken instanceof AccessEntriesException known
                ? known.context().statusCode().orElse(0)
                : 0;
    }

    /** Versions expire when a cluster is busy; where one does right after it was read, something is wrong. */
    private boolean isFirstExpiry() {
        lock.lock();
        try {
            expiries++;
            return expiries == 1;
        } finally {
            lock.unlock();
        }
    }

    private void loseTrack() {
        lock.lock();
        try {
            known.loseTrack();
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what was read where nothing is watched; says whether anything is another than before. */
    boolean polled(KnownObjects.Read<T> list) {
        failures = 0;
        boolean changed = install(list);
        tried.countDown();
        recovered();
        return changed;
    }

    /** Notes that the list can be followed again. */
    void recovered() {
        boolean was;
        lock.lock();
        try {
            was = failure != null;
            failure = null;
        } finally {
            lock.unlock();
        }
        if (was) {
            owner.listener().changed();
        }
    }

    /** Notes a failure; gives how long to wait. */
    Duration failed(RuntimeException cause) {
        RefreshFailure noted;
        lock.lock();
        try {
            failures++;
            noted = RefreshFailure.builder()
                    .at(owner.now())
                    .attempts(failures)
                    .cause(cause)
                    .build();
            failure = noted;
        } finally {
            lock.unlock();
        }
        owner.failed(source, noted);
        // The SDK counts attempts: the delay before the second is the first that is not zero.
        return BACKOFF.computeDelay(noted.attempts() + 1);
    }

    private UnavailableException unavailable(String why, @Nullable Throwable cause) {
        return new UnavailableException(
                "Could not follow " + source.path() + " at the Kubernetes API: " + why + "; it is tried again",
                ErrorContext.builder().build(),
                cause);
    }
}
