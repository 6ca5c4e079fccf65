package io.github.accessentries.snapshot;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.Health;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.snapshot.OncePerValue;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.internal.waiting.PlannableTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * A value that is read repeatedly in the background, for example the access entries of a cluster:
 *
 * <pre>{@code
 * RefreshedSnapshot<List<AccessEntry>> entries =
 *         RefreshedSnapshot.builder("access entries of prod", prod::list).interval(Duration.ofSeconds(20)).start();
 * }</pre>
 *
 * <p>Getting the value never waits for a reading, except for the first one. A change is seen after one interval at most, or after {@link
 * #refresh()}. If a reading fails, be it by an {@code Error} or because it takes too long, the last value stays, and readings continue
 * after a growing delay; each failure is one WARN line. A value that could not be refreshed for too long is refused, see {@link
 * Builder#staleAfter(Duration)}, until one was read anew: neither putting the clock back nor a machine that slept makes it younger.
 *
 * <p>A reading that equals the last value keeps its object, so that what {@link #map} derived from it stays as well. Thread-safe. It has
 * one daemon thread of its own, until it is closed, or none if it is given a scheduler.
 *
 * @param <T> an immutable value with a useful {@code equals}
 */
public final class RefreshedSnapshot<T> implements Snapshot<T>, AutoCloseable {

    private final String name;
    private final Duration interval;
    private final double jitter;
    private final Duration staleAfter;
    private final Duration firstReadPatience;
    private final Duration readingTimeout;
    private final RefreshSchedule schedule;
    private final Readings<T> readings;

    private RefreshedSnapshot(Builder<T> options) {
        this.name = options.name;
        this.interval = options.interval;
        this.jitter = options.jitter;
        this.staleAfter = options.staleAfter;
        this.firstReadPatience = options.firstReadPatience;
        this.readingTimeout = options.readingTimeout();
        this.schedule = new RefreshSchedule(options, this::attempt);
        this.readings = new Readings<>(options, this, schedule);
    }

    private void attempt() {
        readings.attempt();
    }

    /**
     * Starts with the default for every option.
     *
     * @param name what is read, for messages, for example {@code access entries of prod}
     * @param reader reads the value; called by one thread at a time. It should end in bounded time, and with an exception if
     *     it cannot read everything
     * @param <T> the value
     * @return a new builder
     * @throws IllegalArgumentException if the name is blank
     */
    public static <T> Builder<T> builder(String name, Supplier<? extends T> reader) {
        requireNonNull(name, "name");
        return new Builder<>(name, reader);
    }

    /** {@return what is read, the name that it was given} */
    public String name() {
        return name;
    }

    /** {@return how long it waits between the end of one good reading and the next, without the jitter} */
    public Duration interval() {
        return interval;
    }

    /** {@return the fraction of the interval by which one is longer or shorter at most} */
    public double jitter() {
        return jitter;
    }

    /** {@return the greatest age at which a value counts if it cannot be refreshed} */
    public Duration staleAfter() {
        return staleAfter;
    }

    /** {@return how long the first question waits for the first reading} */
    public Duration firstReadPatience() {
        return firstReadPatience;
    }

    /** {@return how long one reading may take} */
    public Duration readingTimeout() {
        return readingTimeout;
    }

    /**
     * The value that was read last. Waits only for the first reading, at most as long as
     * {@link Builder#firstReadPatience(Duration)} says, and only once: while nothing could be read, questions fail at once.
     *
     * @throws UnavailableException if nothing could be read yet, or not for too long; the cause is the latest failure
     */
    @Override
    public T get() {
        Readings.Reading<T> current = readings.latest();
        if (current == null) {
            schedule.begin();
            current = readings.awaitFirst(firstReadPatience);
        }
        return readings.fresh(current);
    }

    /**
     * {@return how it is doing: failing while {@link #get()} would fail; degraded while the last reading failed, or it is closed, and
     * the value still counts} Asking begins to read where that has not begun, or what is only asked this would never be ready.
     */
    @Override
    public Health health() {
        return readings.health();
    }

    /**
     * Reads now, on the calling thread. The value then includes everything that existed before the call.
     *
     * @return the new value
     * @throws UnavailableException if it takes longer than {@link Builder#readingTimeout(Duration)}, or one under way does
     * @throws RuntimeException what the reader throws; the last value stays then
     */
    public T refresh() {
        RefreshFailure failed = readings.attempt();
        if (failed != null) {
            throw failed.cause();
        }
        return get();
    }

    /**
     * A snapshot of what is made of each value. The thread that reads derives it before the value becomes visible; if
     * that fails, the reading has failed. Only the first may be derived by the thread that asks for it.
     */
    @Override
    public <R> Snapshot<R> map(Function<? super T, ? extends R> make) {
        OncePerValue<T, R> once = new OncePerValue<>(this, make);
        readings.prepare(once);
        return new MappedSnapshot<>(this, once);
    }

    @Override
    public Optional<Instant> readAt() {
        return Optional.ofNullable(readings.latest()).map(Readings.Reading::readAt);
    }

    @Override
    public Optional<Duration> age() {
        return Optional.ofNullable(readings.latest()).map(readings::ageOf);
    }

    @Override
    public Optional<RefreshFailure> failure() {
        return Optional.ofNullable(readings.failure());
    }

    /** Stops reading, at once if the thread is its own; a scheduler that was passed in goes on. The last value stays until it is too old. */
    @Override
    public void close() {
        schedule.close();
        readings.waitNoLonger();
    }

    /** {@return what is read, and when it was, without the value} */
    @Override
    public String toString() {
        return name + ", " + readAt().map(at -> "read at " + at).orElse("not read yet");
    }

    /**
     * Builds {@link RefreshedSnapshot}. Not thread-safe.
     *
     * @param <T> the value
     */
    public static final class Builder<T> {

        final String name;
        final Supplier<? extends T> reader;
        Clock clock = Clock.systemUTC();
        Duration interval = Duration.ofSeconds(30);
        double jitter = 0.1;
        BackoffStrategy backoff =
                BackoffStrategy.exponentialDelayHalfJitter(Duration.ofSeconds(1), Duration.ofMinutes(1));
        Duration staleAfter = Duration.ofMinutes(15);
        Duration firstReadPatience = Duration.ofSeconds(10);
        RefreshListener listener = new RefreshListener() {};
        LongSupplier ticks = System::nanoTime;
        Function<Duration, CompletableFuture<Void>> timers =
                time -> new CompletableFuture<Void>().orTimeout(time.toNanos(), TimeUnit.NANOSECONDS);
        RandomGenerator random = new SplittableRandom();

        @Nullable
        ScheduledExecutorService scheduler;

        private @Nullable Duration readingTimeout;

        private Builder(String name, Supplier<? extends T> reader) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("The name of the snapshot is blank; name what is read");
            }
            this.name = name;
            this.reader = requireNonNull(reader, "reader");
        }

        /**
         * How long to wait between the end of one good reading and the next.
         *
         * @param interval 30 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 365 days
         */
        public Builder<T> interval(Duration interval) {
            requireNonNull(interval, "interval");
            this.interval = PlannableTime.checked("interval", interval);
            return this;
        }

        /**
         * By how much intervals differ, so that many processes do not read at the same moment.
         *
         * @param fraction of the interval by which it is longer or shorter at most, 0 to 1; 0.1 by default
         * @return this builder
         * @throws IllegalArgumentException if the fraction is out of range
         */
        public Builder<T> jitter(double fraction) {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("jitter " + fraction + " is out of range; use 0 to 1");
            }
            jitter = fraction;
            return this;
        }

        /**
         * How long to wait after readings that failed.
         *
         * @param backoff the delay before the second, third… attempt; by default exponential, from one second to one minute,
         *     half of it random
         * @return this builder
         */
        public Builder<T> backoff(BackoffStrategy backoff) {
            this.backoff = requireNonNull(backoff, "backoff");
            return this;
        }

        /**
         * Sets how long a value counts if it cannot be refreshed. The shorter, the earlier an outage of the source
         * becomes one of this program; the longer, the longer revoked access counts.
         *
         * @param age the greatest age, 15 minutes by default
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 365 days
         */
        public Builder<T> staleAfter(Duration age) {
            requireNonNull(age, "age");
            staleAfter = PlannableTime.checked("staleAfter", age);
            return this;
        }

        /**
         * How long {@link #start()}, or the first question, waits for the first reading.
         *
         * @param duration ten seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 365 days
         */
        public Builder<T> firstReadPatience(Duration duration) {
            requireNonNull(duration, "duration");
            firstReadPatience = PlannableTime.checked("firstReadPatience", duration);
            return this;
        }

        /**
         * Sets how long one reading may take, with what {@link #map} makes of it. Then it is interrupted and has failed, and
         * the last value stays. A reader that does not heed the interrupt holds up further readings until it ends.
         *
         * @param duration a third of {@link #staleAfter(Duration)} by default, so that there is time for others
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 365 days
         */
        public Builder<T> readingTimeout(Duration duration) {
            requireNonNull(duration, "duration");
            readingTimeout = PlannableTime.checked("readingTimeout", duration);
            return this;
        }

        Duration readingTimeout() {
            return readingTimeout == null ? staleAfter.dividedBy(3) : readingTimeout;
        }

        /**
         * Tells of readings.
         *
         * @param listener who wants to know, nobody by default
         * @return this builder
         */
        public Builder<T> listener(RefreshListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Reads on the threads of a scheduler, for example one that many snapshots share. The caller shuts it down.
         *
         * @param scheduler the scheduler; by default one is made, with one daemon thread
         * @return this builder
         */
        public Builder<T> scheduler(ScheduledExecutorService scheduler) {
            this.scheduler = requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Sets the clock, for tests: no other time counts then, unless it is the system's.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder<T> clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            ticks = AgeClock.of(clock).ticks();
            return this;
        }

        /**
         * Sets the source of the jitter, for tests.
         *
         * @param random the source; used by one thread at a time
         * @return this builder
         */
        public Builder<T> random(RandomGenerator random) {
            this.random = requireNonNull(random, "random");
            return this;
        }

        /**
         * Builds the snapshot. Reads when the value is asked for the first time.
         *
         * @return the snapshot, to be closed when it is no longer needed
         * @throws IllegalStateException if a value would be too old before it is read again
         */
        @CheckReturnValue
        public RefreshedSnapshot<T> build() {
            if (staleAfter.compareTo(interval) <= 0) {
                throw new IllegalStateException("staleAfter " + staleAfter + " is not longer than the interval "
                        + interval + ", so valid values would be refused; make it several times as long");
            }
            return new RefreshedSnapshot<>(this);
        }

        /**
         * Builds the snapshot, starts to read at once, and waits for the first reading.
         *
         * @return the snapshot with a value, to be closed when it is no longer needed
         * @throws UnavailableException if nothing could be read within {@link #firstReadPatience(Duration)}; nothing goes on
         *     then. Use {@link #build()} to start without the source
         * @throws IllegalStateException if a value would be too old before it is read again
         */
        @CheckReturnValue
        public RefreshedSnapshot<T> start() {
            RefreshedSnapshot<T> snapshot = build();
            try {
                snapshot.get();
                return snapshot;
            } catch (UnavailableException e) {
                snapshot.close();
                throw e;
            }
        }
    }
}
