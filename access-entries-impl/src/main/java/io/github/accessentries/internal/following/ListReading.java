package io.github.accessentries.internal.following;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.waiting.Alarm;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a list, which ends once: with what was read, with what was thrown, or with its time. Then it is interrupted and has
 * failed, whether the API heeds that or not, and what is read after all is dropped.
 *
 * @param <T> what an object is decoded to
 */
final class ListReading<T> {

    private final FollowedApi api;
    private final ListSource source;
    private final ListState<T> state;
    private final Supplier<KnownObjects.Read<T>> reader;
    private final Alarm alarm = new Alarm();
    private final AtomicReference<KnownObjects.@Nullable Read<T>> read = new AtomicReference<>();
    private boolean ended;
    private @Nullable RuntimeException late;

    ListReading(FollowedApi api, ListSource source, ListState<T> state, Supplier<KnownObjects.Read<T>> reader) {
        this.api = api;
        this.source = source;
        this.state = state;
        this.reader = reader;
    }

    /**
     * Reads on the calling thread.
     *
     * @throws RuntimeException what went wrong
     */
    KnownObjects.Read<T> run() {
        Runnable cancel = api.later(api.options().reading(), this::timeIsUp);
        try {
            alarm.during(() -> read.set(reader.get()));
            if (isEnd(null)) {
                return requireNonNull(read.get());
            }
        } catch (RuntimeException | Error e) {
            if (isEnd(null)) {
                throw e;
            }
        } finally {
            cancel.run();
        }
        throw requireNonNull(late());
    }

    /** Ends it; says whether it had not ended before. */
    private synchronized boolean isEnd(@Nullable RuntimeException failure) {
        boolean first = !ended;
        ended = true;
        late = first ? failure : late;
        return first;
    }

    private synchronized @Nullable RuntimeException late() {
        return late;
    }

    private void timeIsUp() {
        Duration limit = api.options().reading();
        RuntimeException failure = api.unavailable(
                "could not be read: " + source.path() + " took longer than " + limit + ", so it was interrupted", null);
        if (isEnd(failure)) {
            alarm.ring();
            state.failed(failure);
        }
    }
}
