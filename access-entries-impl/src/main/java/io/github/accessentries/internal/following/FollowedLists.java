package io.github.accessentries.internal.following;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Some lists of one cluster, each followed by a watch of its own. Where the cluster lets nobody watch one of them, all are read again
 * and again, in the order in which they were added, and taken over together; from time to time, watching is tried again.
 *
 * <p>Thread-safe.
 */
public final class FollowedLists implements AutoCloseable {

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);

    private final FollowedApi api;
    private final ListGroup lists;
    private final WatchRight right;
    private final ListPolling polling;
    private final Freshness freshness;

    /**
     * Lists of one cluster, none yet.
     *
     * @param name what they are called in messages
     * @param kubernetes reads them, and watches them if it can
     * @param options how to follow them
     * @param listener is told of changes and failures
     */
    public FollowedLists(String name, KubernetesApi kubernetes, FollowOptions options, FollowListener listener) {
        this.api = new FollowedApi(name, kubernetes, options, listener);
        this.lists = new ListGroup(api.lock());
        this.right = new WatchRight(api, this::readInstead);
        this.polling = new ListPolling(api, right, lists);
        this.freshness = new Freshness(api, lists);
    }

    private void readInstead() {
        polling.goOn();
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
        FollowedList<T> list = new FollowedList<>(api, right, source, decoder);
        lists.add(list);
        return list;
    }

    /** Begins to follow them all. */
    public void start() {
        look();
        if (right.isHeld()) {
            lists.all().forEach(FollowedList::begin);
        } else {
            polling.start();
        }
    }

    /** Looks from time to time whether a watch has fallen silent. */
    private void look() {
        if (!api.isClosed()) {
            try {
                lists.all().forEach(FollowedList::check);
            } finally {
                Duration half = api.options().silence().dividedBy(2);
                api.later(half.compareTo(LONGEST_LOOK) < 0 ? half : LONGEST_LOOK, this::look);
            }
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
            for (FollowedList<?> list : lists.used()) {
                boolean tried = list.tried().await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (!list.isRead()) {
                    throw freshness.refusal("could not be read yet" + (tried ? "" : ", nor within " + patience), list);
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Reads all lists, so that they hold everything that was there before the call.
     *
     * @param patience how long to wait at most
     * @throws AccessEntriesException if one cannot be read
     */
    public void refresh(Duration patience) {
        if (api.isClosed()) {
            throw api.unavailable("are no longer followed; start anew", null);
        }
        if (right.isHeld()) {
            await(patience, lists.used().stream().map(FollowedList::ask).toList());
        }
        if (!right.isHeld()) {
            await(patience, List.of(polling.ask()));
        }
    }

    private void await(Duration patience, List<CompletableFuture<Void>> readings) {
        try {
            CompletableFuture.allOf(readings.toArray(CompletableFuture<?>[]::new))
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : api.unavailable("could not be read", e);
        } catch (TimeoutException e) {
            throw api.unavailable("could not be read within " + patience, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private UnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return api.unavailable("could not be read: the thread was interrupted", e);
    }

    /**
     * Looks at several lists at one moment.
     *
     * @param look takes what it needs of them, without blocking
     * @param <R> what it gives
     * @return what it gave
     */
    public <R> R together(Supplier<R> look) {
        return lists.together(look);
    }

    /** {@return how old the lists are, and why} */
    public Freshness freshness() {
        return freshness;
    }

    /**
     * Why the lists are read again and again rather than watched.
     *
     * @return the reason, empty if they are watched
     */
    public Optional<String> notWatched() {
        return right.refusal();
    }

    /** Ends all watches and waiting, at once. */
    @Override
    public void close() {
        api.close();
        lists.all().forEach(list -> {
            list.release();
            list.tried().countDown();
        });
    }
}
