package io.github.accessentries.eks.calls;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Reads many things at once, on threads that end with the call. */
public final class ParallelReads {

    private ParallelReads() {}

    /**
     * Reads each key and leaves out those that are gone.
     *
     * @param keys what to read
     * @param read how to read one of them
     * @param parallelism how many reads run at the same time
     * @return what was read, in the order of the keys
     */
    public static <K, V> List<V> of(List<K> keys, Function<K, Optional<V>> read, int parallelism) {
        if (keys.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, keys.size()));
        try {
            List<Future<Optional<V>>> reads = new ArrayList<>(keys.size());
            for (K key : keys) {
                reads.add(threads.submit((Callable<Optional<V>>) () -> read.apply(key)));
            }
            List<V> values = new ArrayList<>(keys.size());
            for (Future<Optional<V>> one : reads) {
                one.get().ifPresent(values::add);
            }
            return values;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A read failed in a way that it does not declare", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Interrupted while reading " + keys.size() + " access entries",
                    ErrorContext.builder().build(),
                    e);
        } finally {
            threads.shutdownNow();
        }
    }
}
