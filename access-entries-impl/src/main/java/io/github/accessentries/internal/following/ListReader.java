package io.github.accessentries.internal.following;

import io.github.accessentries.internal.waiting.Attempt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reads one list, each time within its time. It is read on a thread of its own: an API that does not heed the interrupt at the end holds
 * up that thread and nobody else. Few such readings are left behind at a time. Thread-safe.
 *
 * @param <T> what an object is decoded to
 */
final class ListReader<T> {

    /** One that is under way, and others that should have ended. */
    private static final int MOST_AT_ONCE = 4;

    private final FollowedApi api;
    private final ListSource source;
    private final ListState<T> state;
    private final Supplier<KnownObjects.Read<T>> reader;
    private final AtomicInteger underWay = new AtomicInteger();

    ListReader(FollowedApi api, ListSource source, ListState<T> state, Supplier<KnownObjects.Read<T>> reader) {
        this.api = api;
        this.source = source;
        this.state = state;
        this.reader = reader;
    }

    /**
     * Reads it, and waits for that.
     *
     * @throws RuntimeException what went wrong
     */
    KnownObjects.Read<T> read() {
        Attempt attempt = new Attempt();
        CompletableFuture<KnownObjects.Read<T>> result = new CompletableFuture<>();
        Runnable cancel = api.later(api.options().reading(), () -> timeIsUp(attempt, result));
        try {
            begin(attempt, result);
            return result.get();
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (InterruptedException e) {
            boolean unused = attempt.interrupt(() -> {});
            Thread.currentThread().interrupt();
            throw api.unavailable("could not be read: the thread was interrupted", e);
        } finally {
            cancel.run();
        }
    }

    private RuntimeException rethrown(ExecutionException e) {
        Throwable failure = e.getCause();
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : api.unavailable("could not be read", e);
    }

    private void begin(Attempt attempt, CompletableFuture<KnownObjects.Read<T>> result) {
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            throw api.unavailable(
                    "could not be read: " + MOST_AT_ONCE + " readings of " + source.path() + " took longer than "
                            + api.options().reading() + " and have not ended although they were interrupted; give the"
                            + " KubernetesApi time limits of its own",
                    null);
        }
        if (!api.onThread(() -> run(attempt, result))) {
            underWay.decrementAndGet();
            throw api.unavailable("could not be read: there is no thread for it now", null);
        }
    }

    private void run(Attempt attempt, CompletableFuture<KnownObjects.Read<T>> result) {
        try {
            attempt.during(() -> {
                KnownObjects.Read<T> read = reader.get();
                boolean unused = attempt.end(() -> result.complete(read));
            });
        } catch (RuntimeException | Error e) {
            boolean unused = attempt.end(() -> result.completeExceptionally(e));
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void timeIsUp(Attempt attempt, CompletableFuture<KnownObjects.Read<T>> result) {
        Duration limit = api.options().reading();
        RuntimeException failure = api.unavailable(
                "could not be read: " + source.path() + " took longer than " + limit + ", so it was interrupted", null);
        if (attempt.interrupt(() -> {})) {
            state.failed(failure);
            result.completeExceptionally(failure);
        }
    }
}
