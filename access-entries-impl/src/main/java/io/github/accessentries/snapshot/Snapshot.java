package io.github.accessentries.snapshot;

import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.internal.snapshot.OncePerValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The last reading of a value that changes. Readers see one reading or the next, never a mixture.
 *
 * <p>Implementations are thread-safe.
 *
 * @param <T> an immutable value
 */
public interface Snapshot<T> extends Supplier<T>, HealthIndicator {

    /**
     * The value that was read last; the same object until something else is read. Blocks for no reading but the first.
     *
     * @return the value
     * @throws io.github.accessentries.UnavailableException if nothing could be read yet, or not for too long
     */
    @Override
    T get();

    /**
     * When the last successful reading began: the value holds everything that was there before.
     *
     * @return the time, empty if nothing could be read yet
     */
    Optional<Instant> readAt();

    /**
     * How long ago that was.
     *
     * @return the age of the value, empty if nothing could be read yet; never negative
     */
    Optional<Duration> age();

    /**
     * The current failure.
     *
     * @return the latest failure, empty if the last reading went well or there was none
     */
    Optional<RefreshFailure> failure();

    /**
     * Failing while there is no value; degraded while the value cannot be refreshed; well otherwise.
     *
     * @return how it is doing, without waiting for a reading
     */
    @Override
    default Health health() {
        return readAt().isEmpty()
                ? Health.of(SnapshotAilments.unread("snapshot", failure()))
                : SnapshotAilments.unrefreshed("snapshot", failure(), readAt());
    }

    /**
     * A snapshot of what is made of each value. It is made once for each value, by the thread that asks for it first.
     *
     * @param make makes it, without side effects
     * @param <R> what is made
     * @return the snapshot, as old as this one
     */
    default <R> Snapshot<R> map(Function<? super T, ? extends R> make) {
        return new MappedSnapshot<>(this, new OncePerValue<>(this, make));
    }
}
