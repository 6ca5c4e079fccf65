package io.github.accessentries.internal.waiting;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs an action for many keys in parallel, on threads that end with the call. */
public final class InParallel {

    private InParallel() {}

    /**
     * Does it for each key. The first failure ends it: what has not begun is left undone, and what is under way is
     * interrupted and waited for.
     *
     * @param keys what to do it for
     * @param action what to do
     * @param parallelism for how many keys at the same time
     * @param <K> what it is done for
     * @param <V> what it gives
     * @return what it gave, in the order of the keys
     * @throws UnavailableException if the waiting thread is interrupted
     */
    public static <K, V> List<V> of(List<K> keys, Function<K, V> action, int parallelism) {
        if (keys.isEmpty()) {
            return List.of();
        }
        if (keys.size() == 1) {
            return List.of(action.apply(keys.get(0)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, keys.size()));
        try {
            List<Future<V>> results = new ArrayList<>(keys.size());
            for (K key : keys) {
                results.add(threads.submit((Callable<V>) () -> action.apply(key)));
            }
            List<V> values = new ArrayList<>(keys.size());
            for (Future<V> result : results) {
                if (Thread.interrupted()) { // of which a result that is there already would say nothing
                    throw new InterruptedException();
                }
                values.add(result.get());
            }
            return List.copyOf(values);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Interrupted while working on " + keys.size() + " items in parallel",
                    ErrorContext.builder().build(),
                    e);
        } finally {
            end(threads);
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known
                ? known
                : new IllegalStateException("The action threw an undeclared exception", failure);
    }

    /** Nothing is under way any more when the call returns, so that nobody is surprised by a late change. */
    static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
