package io.github.accessentries.internal.waiting;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing for many keys on several threads, and hands each value to the calling thread as soon as it is there. Never
 * are more values alive, from the moment that work on a key begins until its value was taken, than there are threads and one:
 * whoever takes slowly slows the threads down. Used once.
 *
 * @param <K> what it is done for
 * @param <V> what it gives
 */
public final class AsDone<K, V> {

    /** How it came to its end. */
    public enum Ending {
        /** It was done for every key. */
        ALL_DONE,
        /** Whoever takes the values wanted no more; the rest of the keys was not begun. */
        STOPPED,
        /** The calling thread was interrupted, and still is; the rest of the keys was not begun. */
        INTERRUPTED
    }

    /** What a thread tells the calling one: a value, or, without one, that it has ended. */
    private record Told<V>(@Nullable V value) {}

    private final Iterator<K> keys;
    private final Function<K, V> action;
    private final int threads;
    private final Semaphore places;
    /** Bounded by the places, so that a thread that has a value is never held up, and an interrupt cannot lose it. */
    private final BlockingQueue<Told<V>> told = new LinkedBlockingQueue<>();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;
    private boolean interrupted;

    private AsDone(List<K> keys, Function<K, V> action, int parallelism) {
        this.keys = keys.iterator();
        this.action = action;
        this.threads = Math.min(parallelism, keys.size());
        this.places = new Semaphore(threads + 1);
    }

    /**
     * Does it for each key. When it returns or throws, nothing is under way any more. If the action throws, no further key is
     * begun, and what it threw is thrown here when the values under way are taken.
     *
     * @param keys what to do it for
     * @param action what to do
     * @param parallelism on how many threads
     * @param taker takes each value in the calling thread, one at a time, those included that are under way when it ends;
     *     says whether to go on; throws nothing
     * @param <K> what it is done for
     * @param <V> what it gives
     * @return how it ended
     */
    public static <K, V> Ending each(List<K> keys, Function<K, V> action, int parallelism, Predicate<V> taker) {
        return new AsDone<>(keys, action, parallelism).run(taker);
    }

    private Ending run(Predicate<V> taker) {
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads));
        boolean all;
        try {
            for (int i = 0; i < threads; i++) {
                executor.execute(this::work);
            }
            int working = threads;
            while (working > 0) {
                V value = next(executor).value();
                if (value == null) {
                    working--;
                } else {
                    if (!taker.test(value)) {
                        stopped = true;
                    }
                    // Before there is a place for another key.
                    if (Thread.interrupted()) {
                        stop(executor);
                    }
                    places.release();
                }
            }
            all = !hasNext();
        } finally {
            InParallel.end(executor);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        rethrow(failure.get());
        if (interrupted) {
            return Ending.INTERRUPTED;
        }
        return all ? Ending.ALL_DONE : Ending.STOPPED;
    }

    /** An interrupt ends the work, not the taking: what was done meanwhile is told. */
    private Told<V> next(ExecutorService executor) {
        while (true) {
            try {
                return told.take();
            } catch (InterruptedException e) {
                stop(executor);
            }
        }
    }

    private void stop(ExecutorService executor) {
        interrupted = true;
        stopped = true;
        executor.shutdownNow();
    }

    private void work() {
        try {
            while (!stopped) {
                places.acquire();
                @Nullable K key = stopped ? null : nextKey();
                if (key == null) {
                    // Whoever waits for a place finds no key either.
                    places.release();
                    return;
                }
                told.add(new Told<>(action.apply(key)));
            }
        } catch (InterruptedException e) {
            // The calling thread ends the work this way.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            stopped = true;
            places.release();
            failure.compareAndSet(null, e);
        } finally {
            told.add(new Told<>(null));
        }
    }

    private synchronized @Nullable K nextKey() {
        return keys.hasNext() ? keys.next() : null;
    }

    private synchronized boolean hasNext() {
        return keys.hasNext();
    }

    private static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException known) {
            throw known;
        }
    }
}
