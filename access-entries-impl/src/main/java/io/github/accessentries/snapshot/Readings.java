package io.github.accessentries.snapshot;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.Health;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.snapshot.OncePerValue;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.internal.waiting.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
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

    /** A value as it was read, when reading it began, and how old it was when it was first refused for its age. */
    record Reading<T>(T value, AgeClock.Moment began, AtomicReference<Duration> refused) {

        Reading(T value, AgeClock.Moment began) {
            this(value, began, new AtomicReference<>(Duration.ZERO));
        }

        Instant readAt() {
            return began.at();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(RefreshedSnapshot.class);

    private final String name;
    private final Supplier<? extends T> reader;
    private final AgeClock ages;
    private final Duration staleAfter;
    private final Duration timeout;
    private final Function<Duration, CompletableFuture<Void>> timers;
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
        this.ages = new AgeClock(options.clock, options.ticks);
        this.staleAfter = options.staleAfter;
        this.timeout = options.readingTimeout();
        this.timers = options.timers;
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

    /** The value, unless it is too old. */
    T fresh(Reading<T> reading) {
        if (isStale(reading)) {
            throw unavailable("The " + name + " were last read at " + reading.readAt() + ", " + ageOf(reading) + " ago,"
                    + " and are valid for at most " + staleAfter);
        }
        return reading.value();
    }

    /** Whether it is too old; once it was, it stays so, wherever a clock is put. */
    boolean isStale(Reading<T> reading) {
        Duration age = ageOf(reading);
        boolean stale = age.compareTo(staleAfter) > 0;
        if (stale) {
            reading.refused().set(age);
        }
        return stale;
    }

    /** How {@link #fresh} would do, without waiting; begins to read where that has not begun. */
    Health health() {
        Reading<T> current = latest;
        Optional<RefreshFailure> failed = Optional.ofNullable(failure);
        if (current == null) {
            schedule.begin();
            return Health.of(SnapshotAilments.unread(name, Optional.ofNullable(failure)));
        }
        if (ageOf(current).compareTo(staleAfter) > 0) {
            return Health.of(SnapshotAilments.stale(name, failed, current.readAt(), staleAfter));
        }
        return schedule.isClosed()
                ? Health.of(SnapshotAilments.closed(name, current.readAt()))
                : SnapshotAilments.unrefreshed(name, failed, Optional.of(current.readAt()));
    }

    Duration ageOf(Reading<T> reading) {
        Duration age = ages.since(reading.began());
        Duration refused = requireNonNull(reading.refused().get());
        return age.compareTo(refused) > 0 ? age : refused;
    }

    /** One reading; gives its failure, if it failed. */
    @Nullable
    RefreshFailure attempt() {
        requireTurn();
        try {
            return new OneReading().run();
        } finally {
            try {
                planNext();
            } finally {
                waitNoLonger();
                reads.unlock();
            }
        }
    }

    /** One that does not heed the interrupt at the end of its time is not waited for. */
    private void requireTurn() {
        try {
            if (reads.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            throw unavailable(
                    "The " + name + " could not be read now: another reading has not ended within " + timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Interrupted while waiting for another reading of the " + name,
                    ErrorContext.builder().build(),
                    e);
        }
    }

    /** Once more if there was no memory for it: what the reading took is free by now, and without a plan it was the last. */
    private void planNext() {
        try {
            schedule.next(failures());
        } catch (OutOfMemoryError e) {
            schedule.next(failures());
        }
    }

    /**
     * Ends once: with a value, with what the reader threw, or with its time. Then it is interrupted and has failed, whether
     * the reader heeds that or not, and what it reads after all is dropped.
     */
    private final class OneReading {

        private final AgeClock.Moment began = ages.now();
        private final Attempt attempt = new Attempt();
        private final AtomicReference<T> read = new AtomicReference<>();

        @Nullable
        RefreshFailure run() {
            CompletableFuture<Void> timer = timers.apply(timeout);
            CompletableFuture<Void> unused = timer.whenComplete((nothing, over) -> {
                if (over != null) {
                    isLate();
                }
            });
            try {
                attempt.during(() -> read.set(prepared(requireNonNull(reader.get(), "the value of the reader"))));
                return succeeded(requireNonNull(read.get()));
            } catch (RuntimeException e) {
                return failed(e);
            } catch (Throwable e) {
                // Also what a reader in another language throws without saying so.
                RefreshFailure failed =
                        failed(new IllegalStateException("The reader of the " + name + " failed: " + e, e));
                if (e instanceof Error error) {
                    throw error;
                }
                return failed;
            } finally {
                timer.complete(null);
            }
        }

        /** The value that is to be seen, with everything made of it. */
        private T prepared(T value) {
            Reading<T> before = latest;
            if (before != null && before.value().equals(value)) {
                return before.value();
            }
            made.forEach(each -> each.prepare(value));
            return value;
        }

        @SuppressWarnings("ReferenceEquality") // Another object is another value, see above.
        private @Nullable RefreshFailure succeeded(T value) {
            Reading<T> before = latest;
            boolean changed = before == null || before.value() != value;
            boolean inTime = attempt.end(() -> {
                latest = new Reading<>(value, began);
                failure = null;
            });
            if (!inTime) {
                return failure;
            }
            if (changed) {
                made.forEach(OncePerValue::adopt);
            }
            tell(to -> to.refreshed(owner, changed));
            return null;
        }

        private RefreshFailure failed(RuntimeException cause) {
            RefreshFailure current = noted(cause);
            if (attempt.end(() -> failure = current)) {
                announce(current);
                return current;
            }
            return requireNonNull(failure);
        }

        /** On the thread of the timer, which has others to serve. */
        private void isLate() {
            RefreshFailure current = noted(new UnavailableException(
                    "The " + name + " could not be read within " + timeout + ", so the reading was interrupted",
                    ErrorContext.builder().build(),
                    null));
            if (attempt.interrupt(() -> failure = current)) {
                waitNoLonger();
                ForkJoinPool.commonPool().execute(() -> announce(current));
            }
        }

        private RefreshFailure noted(RuntimeException cause) {
            return RefreshFailure.builder()
                    .at(ages.now().at())
                    .attempts(failures() + 1)
                    .cause(cause)
                    .build();
        }

        private void announce(RefreshFailure current) {
            LOG.warn(
                    "Could not read the {} (attempt {}): {}",
                    name,
                    current.attempts(),
                    PlainText.of(current.cause().toString()));
            tell(to -> to.failed(owner, current));
        }
    }

    private int failures() {
        RefreshFailure current = failure;
        return current == null ? 0 : current.attempts();
    }

    private void tell(Consumer<RefreshListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | Error e) {
            LOG.warn("A listener to the {} failed", name, e);
        }
    }
}
