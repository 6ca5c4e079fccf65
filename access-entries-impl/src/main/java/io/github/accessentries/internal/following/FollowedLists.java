package io.github.accessentries.internal.following;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.Ailment;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.Health;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.kubernetes.WatchableKubernetesApi;
import io.github.accessentries.kubernetes.WatchableKubernetesApi.Watch;
import io.github.accessentries.snapshot.RefreshFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some lists of one cluster, each followed by a watch of its own. Where the cluster lets nobody watch one of them, all are read again
 * and again, in the order in which they were added, and taken over together; from time to time, watching is tried again.
 *
 * <p>Thread-safe.
 */
public final class FollowedLists implements AutoCloseable {

    static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(FollowedLists.class);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);

    private final String name;
    private final KubernetesObjects objects;
    private final @Nullable WatchableKubernetesApi watchable;
    private final FollowOptions options;
    private final FollowListener listener;
    private final Alarms alarms;
    private final ReentrantLock lock = new ReentrantLock();
    /** Held by whoever reads all lists, one after the other. */
    private final ReentrantLock polls = new ReentrantLock();

    private final List<FollowedList<?>> lists = new ArrayList<>();
    private @Nullable String notWatched;
    private Instant watchAgainAt = Instant.MAX;
    private volatile boolean closed;

    /**
     * Lists of one cluster, none yet.
     *
     * @param name what they are called in messages
     * @param api reads them, and watches them if it can
     * @param options how to follow them
     * @param listener is told of changes and failures
     */
    public FollowedLists(String name, KubernetesApi api, FollowOptions options, FollowListener listener) {
        this.name = requireNonNull(name, "name");
        this.objects = KubernetesObjects.of(api);
        this.watchable = api instanceof WatchableKubernetesApi can ? can : null;
        this.notWatched = watchable == null ? "the KubernetesApi that was given cannot watch" : null;
        this.options = requireNonNull(options, "options");
        this.listener = requireNonNull(listener, "listener");
        this.alarms = new Alarms(options.scheduler());
    }

    /**
     * Adds a list, before {@link #start()}.
     *
     * @param source which objects
     * @param decoder makes of an object and its place what is kept of it; may throw if the answer cannot be read as a whole
     * @param <T> what is kept
     * @return the list
     */
    public <T> FollowedList<T> add(ListSource source, BiFunction<JsonObject, String, T> decoder) {
        FollowedList<T> list = new FollowedList<>(this, source, decoder);
        lists.add(list);
        return list;
    }

    /** Begins to follow them all. */
    public void start() {
        look();
        if (isWatching()) {
            lists.forEach(FollowedList::begin);
        } else {
            onThread(this::pollOn);
        }
    }

    /**
     * Waits until each was read, or could not be.
     *
     * @param patience how long at most
     * @throws UnavailableException if one could not be read
     */
    public void awaitFirst(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (FollowedList<?> list : used()) {
                boolean tried = list.tried().await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (!list.isRead()) {
                    RefreshFailure why = failureOf(list);
                    throw unavailable(
                            "could not be read yet" + (tried ? "" : ", nor within " + patience)
                                    + (why == null ? "" : "; " + why.cause().getMessage()),
                            why == null ? null : why.cause());
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private @Nullable RefreshFailure failureOf(FollowedList<?> list) {
        lock.lock();
        try {
            return list.failure();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads all lists, so that they hold everything that was there before the call.
     *
     * @param patience how long to wait at most
     * @throws AccessEntriesException if one cannot be read
     */
    public void refresh(Duration patience) {
        if (closed) {
            throw unavailable("are no longer followed; start anew", null);
        }
        if (isWatching()) {
            await(patience);
        }
        if (!isWatching()) {
            RuntimeException failure = pollOnce();
            if (failure != null) {
                throw failure;
            }
        }
    }

    private void await(Duration patience) {
        List<CompletableFuture<Void>> readings =
                used().stream().map(FollowedList::ask).toList();
        try {
            CompletableFuture.allOf(readings.toArray(CompletableFuture<?>[]::new))
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : unavailable("could not be read", e);
        } catch (TimeoutException e) {
            throw unavailable("could not be read within " + patience, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Looks at several lists at one moment.
     *
     * @param look takes what it needs of them, without blocking
     * @param <R> what it gives
     * @return what it gave
     */
    public <R> R together(Supplier<R> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The moment up to which everything is known of all lists.
     *
     * @return the time, empty if one was not read yet
     */
    public Optional<Instant> provenAt() {
        return together(() -> {
            List<FollowedList<?>> used = used();
            boolean all = used.stream().allMatch(list -> list.known().provenAt() != null);
            return all
                    ? used.stream()
                            .map(list -> list.known().provenAt())
                            .filter(Objects::nonNull)
                            .min(Comparator.naturalOrder())
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
        Instant now = now();
        FollowedList<?> old = together(() -> used().stream()
                .filter(list -> list.known().isOlderThan(age, now))
                .findFirst()
                .orElse(null));
        if (old != null) {
            RefreshFailure why = failureOf(old);
            throw unavailable(
                    "were last certain at "
                            + provenAt().map(Instant::toString).orElse("no time") + ", and are valid for at most " + age
                            + (why == null ? "" : "; " + why.cause().getMessage()),
                    why == null ? null : why.cause());
        }
    }

    /**
     * The latest failure of those lists that cannot be followed now.
     *
     * @return the failure, empty if all can
     */
    public Optional<RefreshFailure> failure() {
        return together(() -> used().stream()
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
        Instant now = now();
        Optional<Instant> certain = provenAt();
        boolean isOld =
                together(() -> used().stream().anyMatch(list -> list.known().isOlderThan(age, now)));
        Optional<RefreshFailure> failure = failure();
        if (!isOld && failure.isEmpty() && !closed) {
            return Health.well();
        }
        String words = isOld
                ? "not certain any more, which is valid for at most " + age
                : "what was certain before is still used";
        return Health.of(Ailment.builder()
                .part(name)
                .why(closed ? words + "; closed, so they are not followed any more" : words + why(failure))
                .disabling(isOld)
                .since(isOld ? certain.map(at -> at.plus(age)) : certain)
                .build());
    }

    /** The library's own messages hold no secrets; those of others may. */
    private static String why(Optional<RefreshFailure> failure) {
        return failure.map(RefreshFailure::cause)
                .map(cause -> "; "
                        + (cause instanceof AccessEntriesException
                                ? String.valueOf(cause.getMessage())
                                : cause.getClass().getName()))
                .orElse("");
    }

    /**
     * Why the lists are read again and again rather than watched.
     *
     * @return the reason, empty if they are watched
     */
    public Optional<String> notWatched() {
        return together(() -> Optional.ofNullable(notWatched));
    }

    boolean isWatching() {
        return !closed && notWatched().isEmpty();
    }

    /** Reads the lists again and again from now on, because one of them cannot be watched. */
    void poll(String why) {
        lock.lock();
        try {
            if (closed || notWatched != null) {
                return;
            }
            notWatched = why;
            watchAgainAt = now().plus(options.relist());
        } finally {
            lock.unlock();
        }
        LOG.warn(
                "The {} cannot be watched, so they are read every {} instead: {}",
                name,
                options.interval(),
                PlainText.of(why));
        lists.forEach(FollowedList::release);
        lists.forEach(FollowedList::recovered);
        if (used().stream().allMatch(FollowedList::isRead)) {
            later(options.interval(), () -> onThread(this::pollOn));
        } else {
            onThread(this::pollOn);
        }
    }

    private void pollOn() {
        if (mayWatchAgain()) {
            lists.forEach(FollowedList::begin);
            return;
        }
        pollOnce();
        later(options.interval(), () -> onThread(this::pollOn));
    }

    private boolean mayWatchAgain() {
        lock.lock();
        try {
            boolean again = watchable != null && !now().isBefore(watchAgainAt);
            notWatched = again ? null : notWatched;
            return again;
        } finally {
            lock.unlock();
        }
    }

    /** Reads all lists, and takes over together those that could be read; gives the first failure. */
    private @Nullable RuntimeException pollOnce() {
        RuntimeException failure = null;
        List<BooleanSupplier> readings = new ArrayList<>();
        boolean changed = false;
        polls.lock();
        try {
            for (FollowedList<?> list : used()) {
                try {
                    readings.add(reading(list));
                } catch (RuntimeException e) {
                    list.failed(e);
                    list.tried().countDown();
                    failure = failure == null ? e : failure;
                }
            }
            changed = together(() ->
                    readings.stream().filter(BooleanSupplier::getAsBoolean).count() > 0);
        } finally {
            polls.unlock();
        }
        if (changed) {
            listener.changed();
        }
        return failure;
    }

    private static <T> BooleanSupplier reading(FollowedList<T> list) {
        KnownObjects.Read<T> read = list.read();
        return () -> list.polled(read);
    }

    private void look() {
        if (!closed) {
            Instant now = now();
            lists.forEach(list -> list.check(now));
            Duration half = options.silence().dividedBy(2);
            later(half.compareTo(LONGEST_LOOK) < 0 ? half : LONGEST_LOOK, this::look);
        }
    }

    private List<FollowedList<?>> used() {
        return lists.stream().filter(FollowedList::isUsed).toList();
    }

    Lock lock() {
        return lock;
    }

    KubernetesObjects objects() {
        return objects;
    }

    FollowOptions options() {
        return options;
    }

    FollowListener listener() {
        return listener;
    }

    Instant now() {
        return options.clock().instant();
    }

    Watch watch(String path) {
        return requireNonNull(watchable, "watched where nothing can be").watch(path);
    }

    void later(Duration delay, Runnable task) {
        alarms.after(delay, task);
    }

    void onThread(Runnable task) {
        try {
            options.threads().execute(task);
        } catch (RejectedExecutionException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    void failed(ListSource source, RefreshFailure failure) {
        if (!closed) {
            LOG.warn(
                    "Could not follow {} of the {} (attempt {}): {}",
                    source.path(),
                    name,
                    failure.attempts(),
                    PlainText.of(String.valueOf(failure.cause().getMessage())));
            listener.failed(failure);
            listener.changed();
        }
    }

    private UnavailableException unavailable(String what, @Nullable Throwable cause) {
        ErrorContext context = cause instanceof AccessEntriesException known
                ? known.context()
                : ErrorContext.builder().build();
        return new UnavailableException("The " + name + " " + what, context, cause);
    }

    private UnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return unavailable("could not be read: the thread was interrupted", e);
    }

    /** Ends all watches and waiting, at once. */
    @Override
    public void close() {
        closed = true;
        alarms.close();
        lists.forEach(list -> {
            list.release();
            list.tried().countDown();
        });
    }
}
