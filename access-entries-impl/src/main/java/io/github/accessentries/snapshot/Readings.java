package io.github.accessentries.snapshot;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.snapshot.OncePerValue;
import io.github.accessentries.internal.text.PlainText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readings of one snapshot: one at a time, the last value that was read, and what has gone wrong since.
 *
 * @param <T> the value
 */
final class Readings<T> {

    /**
     * A value as it was read.
     *
     * @param value the value
     * @param readAt when reading it began
     * @param <T> the value
     */
    record Reading<T>(T value, Instant readAt) {}

    private static final Logger LOG = LoggerFactory.getLogger(RefreshedSnapshot.class);

    private final String name;
    private final Supplier<? extends T> reader;
    private final Clock clock;
    private final RefreshListener listener;
    private final RefreshedSnapshot<T> owner;
    private final RefreshSchedule schedule;
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final ReentrantLock reads = new ReentrantLock();
    private final List<OncePerValue<T, ?>> made = new ArrayList<>();
    private volatile @Nullable Reading<T> latest;
    private volatile @Nullable RefreshFailure failure;

    /** Tells listeners of the owner, and has the schedule plan the next attempt after each. */
    Readings(RefreshedSnapshot.Builder<T> options, RefreshedSnapshot<T> owner, RefreshSchedule schedule) {
        this.name = options.name;
        this.reader = options.reader;
        this.clock = options.clock;
        this.listener = options.listener;
        this.owner = owner;
        this.schedule = schedule;
    }

    @Nullable
    Reading<T> latest() {
        return latest;
    }

    @Nullable
    RefreshFailure failure() {
        return failure;
    }

    /** Lets those go who wait for the first attempt. */
    void waitNoLonger() {
        firstAttempt.countDown();
    }

    /** The value, or what keeps it from being read; waits for the first attempt, and not for a second. */
    Reading<T> awaitFirst(Duration patience) {
        try {
            boolean tried = firstAttempt.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            Reading<T> first = latest;
            if (first == null) {
                throw unavailable("The " + name + " could not be read yet"
                        + (tried || schedule.isClosed() ? "" : ", nor within " + patience));
            }
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Interrupted while waiting for the first reading of the " + name,
                    ErrorContext.builder().build(),
                    e);
        }
    }

    /** A refusal to give a value, with the latest failure if that is why. */
    UnavailableException unavailable(String what) {
        RefreshFailure current = failure;
        String why = current == null
                ? schedule.isClosed() ? "; this snapshot is closed, create a new one" : "; try again later"
                : "; " + current.attempts() + " readings failed since, the latest with: "
                        + current.cause().getMessage();
        ErrorContext context = current != null && current.cause() instanceof AccessEntriesException known
                ? known.context()
                : ErrorContext.builder().build();
        return new UnavailableException(what + why, context, current == null ? null : current.cause());
    }

    /** Has something made of each value that is read from now on, before it can be seen. */
    void prepare(OncePerValue<T, ?> once) {
        reads.lock();
        try {
            made.add(once);
        } finally {
            reads.unlock();
        }
    }

    /** One reading; gives its failure, if it failed. */
    @Nullable
    RefreshFailure attempt() {
        reads.lock();
        try {
            Instant began = clock.instant();
            succeeded(requireNonNull(reader.get(), "the value of the reader"), began);
            return null;
        } catch (RuntimeException e) {
            return failed(e);
        } catch (Error e) {
            failed(new IllegalStateException("The reader of the " + name + " failed: " + e, e));
            throw e;
        } finally {
            schedule.next(failures());
            waitNoLonger();
            reads.unlock();
        }
    }

    private void succeeded(T value, Instant began) {
        Reading<T> before = latest;
        if (before != null && before.value().equals(value)) {
            latest = new Reading<>(before.value(), began);
            failure = null;
            tell(to -> to.refreshed(owner, false));
            return;
        }
        made.forEach(each -> each.prepare(value));
        latest = new Reading<>(value, began);
        failure = null;
        made.forEach(OncePerValue::adopt);
        tell(to -> to.refreshed(owner, true));
    }

    private RefreshFailure failed(RuntimeException cause) {
        RefreshFailure current = RefreshFailure.builder()
                .at(clock.instant())
                .attempts(failures() + 1)
                .cause(cause)
                .build();
        failure = current;
        LOG.warn("Could not read the {} (attempt {}): {}", name, current.attempts(), PlainText.of(cause.toString()));
        tell(to -> to.failed(owner, current));
        return current;
    }

    private int failures() {
        RefreshFailure current = failure;
        return current == null ? 0 : current.attempts();
    }

    private void tell(Consumer<RefreshListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("A listener to the {} failed", name, e);
        }
    }
}
