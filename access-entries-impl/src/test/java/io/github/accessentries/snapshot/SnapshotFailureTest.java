package io.github.accessentries.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Readings that end badly, or not at all, and clocks that do not go on: the value counts until its bound, and is never younger. */
class SnapshotFailureTest {

    private static final Duration STALE_AFTER = Duration.ofMinutes(10);

    private final VirtualTime time = new VirtualTime();
    private final List<String> heard = new ArrayList<>();
    private final AtomicReference<@Nullable Supplier<Throwable>> trouble = new AtomicReference<>();
    private final AtomicInteger readings = new AtomicInteger();
    private @Nullable RefreshedSnapshot<String> snapshot;

    @AfterEach
    void close() {
        RefreshedSnapshot<String> open = snapshot;
        if (open != null) {
            open.close();
        }
    }

    private String read() {
        Supplier<Throwable> current = trouble.get();
        if (current != null) {
            throw SnapshotFailureTest.<RuntimeException>undeclared(current.get());
        }
        return "value " + readings.incrementAndGet();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // What code in another language does without asking.
    private static <E extends Throwable> E undeclared(Throwable any) throws E {
        throw (E) any;
    }

    private RefreshedSnapshot.Builder<String> builder(Supplier<String> reader) {
        return RefreshedSnapshot.<String>builder("things of prod", reader)
                .interval(Duration.ofSeconds(30))
                .jitter(0)
                .backoff(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofSeconds(10)))
                .staleAfter(STALE_AFTER)
                .clock(time)
                .scheduler(time.scheduler())
                .listener(new RefreshListener() {
                    @Override
                    public void failed(RefreshedSnapshot<?> which, RefreshFailure failure) {
                        heard.add(failure.cause().toString());
                    }
                });
    }

    private RefreshedSnapshot<String> start(RefreshedSnapshot.Builder<String> builder) {
        RefreshedSnapshot<String> started = builder.start();
        snapshot = started;
        return started;
    }

    private static void assertRefused(RefreshedSnapshot<?> snapshot) {
        assertThatThrownBy(snapshot::get)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("valid for at most " + STALE_AFTER);
        assertThat(snapshot.age()).hasValueSatisfying(age -> assertThat(age).isGreaterThan(STALE_AFTER));
    }

    @Test
    void timesWithoutAnEnd_areRefused() {
        Duration endless = Duration.ofDays(365000);
        RefreshedSnapshot.Builder<String> builder = builder(this::read);

        for (ThrowingCallable set : List.<ThrowingCallable>of(
                () -> builder.interval(endless),
                () -> builder.staleAfter(endless),
                () -> builder.firstReadPatience(endless),
                () -> builder.readingTimeout(endless))) {
            assertThatThrownBy(set)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PT8760000H is longer than 365 days; use a shorter one");
        }
    }

    @Test
    void backoffWithoutAnEnd_isTheInterval() {
        RefreshedSnapshot<String> things =
                start(builder(this::read).backoff(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofDays(365000))));
        trouble.set(() -> new IllegalStateException("somewhere"));
        time.advance(Duration.ofSeconds(30));
        trouble.set(null);
        time.advance(Duration.ofSeconds(30));

        assertThat(things.get()).isEqualTo("value 2");
    }

    static Stream<Supplier<Throwable>> waysToBreak() {
        return Stream.of(
                () -> new OutOfMemoryError("Java heap space"),
                StackOverflowError::new,
                () -> new NoClassDefFoundError("somewhere"),
                () -> new ExceptionInInitializerError("somewhere"),
                () -> new AssertionError("somewhere"),
                () -> new IllegalStateException("somewhere"),
                () -> new IOException("not declared"),
                () -> new InterruptedException("not declared"));
    }

    @ParameterizedTest
    @MethodSource("waysToBreak")
    void readingThatBreaks_isAFailure_andReadingsGoOn(Supplier<Throwable> way) {
        RefreshedSnapshot<String> things = start(builder(this::read));
        trouble.set(way);

        time.advance(Duration.ofMinutes(5));

        assertThat(things.get()).isEqualTo("value 1");
        assertThat(heard)
                .hasSize(28)
                .allMatch(said -> said.contains(way.get().getClass().getName()));
        assertThat(things.failure())
                .hasValueSatisfying(failure -> assertThat(failure.attempts()).isEqualTo(28));

        time.advance(Duration.ofMinutes(6));
        assertRefused(things);

        trouble.set(null);
        time.advance(Duration.ofSeconds(10));
        assertThat(things.get()).isEqualTo("value 2");
        assertThat(things.failure()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("waysToBreak")
    void whatIsMadeThatBreaks_isAFailure_andReadingsGoOn(Supplier<Throwable> way) {
        AtomicReference<@Nullable Supplier<Throwable>> madeTrouble = new AtomicReference<>();
        RefreshedSnapshot<String> things = start(builder(this::read));
        Snapshot<Integer> made = things.map(value -> {
            Supplier<Throwable> current = madeTrouble.get();
            if (current != null) {
                throw SnapshotFailureTest.<RuntimeException>undeclared(current.get());
            }
            return value.length();
        });
        assertThat(made.get()).isEqualTo(7);
        madeTrouble.set(way);

        time.advance(Duration.ofMinutes(5));
        assertThat(things.get()).isEqualTo("value 1");
        assertThat(made.get()).isEqualTo(7);
        assertThat(made.failure()).isPresent();
        assertThat(heard).hasSize(28);

        time.advance(Duration.ofMinutes(6));
        assertThatThrownBy(made::get).isInstanceOf(UnavailableException.class);

        madeTrouble.set(null);
        time.advance(Duration.ofSeconds(10));
        assertThat(made.get()).isPositive();
    }

    /** Nothing would be read any more if whoever says when to read next could end it. */
    @Test
    void planThatFails_isMadeOtherwise() {
        BackoffStrategy broken = new BackoffStrategy() {
            @Override
            public Duration computeDelay(int attempt) {
                throw new IllegalStateException("no idea");
            }
        };
        RefreshedSnapshot<String> things =
                start(builder(this::read).backoff(broken).listener(new RefreshListener() {
                    @Override
                    public void failed(RefreshedSnapshot<?> which, RefreshFailure failure) {
                        throw new StackOverflowError("the listener");
                    }
                }));
        trouble.set(() -> new IllegalStateException("somewhere"));
        time.advance(Duration.ofSeconds(45));
        trouble.set(null);
        time.advance(Duration.ofSeconds(30));

        assertThat(things.get()).isEqualTo("value 2");
    }

    @Test
    void noMemoryForThePlan_isTriedOnceMore() {
        AtomicInteger refusals = new AtomicInteger();
        ScheduledExecutorService scarce = new ScheduledThreadPoolExecutor(1) {
            @Override
            public void execute(Runnable command) {
                command.run();
            }

            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                if (refusals.getAndIncrement() == 0) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return time.scheduler().schedule(command, delay, unit);
            }
        };
        RefreshedSnapshot<String> things = start(builder(this::read).scheduler(scarce));
        time.advance(Duration.ofSeconds(30));

        assertThat(things.get()).isEqualTo("value 2");
    }

    /** By the wall clock, by the machine's count of time, and by what was said before. */
    @Test
    void valueThatWasRefused_staysRefused_whereverTheClockIsPut() {
        RefreshedSnapshot<String> things = start(builder(this::read));
        trouble.set(() -> new IllegalStateException("somewhere"));
        time.advance(STALE_AFTER.plusSeconds(1));
        assertRefused(things);

        Instant late = time.instant();
        time.putBack(Duration.ofMinutes(9));
        assertRefused(things);
        time.putBack(Duration.ofDays(400));
        assertRefused(things);
        assertThatThrownBy(things::refresh).hasMessage("somewhere");
        assertRefused(things);

        trouble.set(null);
        assertThat(things.refresh()).isEqualTo("value 2");
        assertThat(things.age()).contains(Duration.ZERO);
        assertThat(things.readAt()).hasValueSatisfying(at -> assertThat(at).isBefore(late));
    }

    @Test
    void valueThatGrowsTooOldWhileTheClockIsPutBack_isRefused() {
        AtomicLong sinceStart = new AtomicLong();
        RefreshedSnapshot.Builder<String> builder = builder(this::read);
        builder.ticks = sinceStart::get;
        RefreshedSnapshot<String> things = start(builder);
        trouble.set(() -> new IllegalStateException("somewhere"));
        time.putBack(Duration.ofHours(1));

        sinceStart.set(STALE_AFTER.toNanos());
        assertThat(things.age()).contains(STALE_AFTER);
        assertThat(things.get()).isEqualTo("value 1");

        sinceStart.set(STALE_AFTER.toNanos() + 1);
        assertRefused(things);
    }

    /** The reader waits for what never comes; the test is the timer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readingThatHangs_isInterruptedAtTheEndOfItsTime_andIsAFailure(boolean heeds) throws Exception {
        BlockingQueue<CompletableFuture<Void>> timers = new LinkedBlockingQueue<>();
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        ScheduledExecutorService ownThread = Executors.newSingleThreadScheduledExecutor();
        RefreshedSnapshot.Builder<String> builder = builder(() -> {
                    int current = count.incrementAndGet();
                    while (current == 2 && release.getCount() > 0) {
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            said.add("interrupted");
                            if (heeds) {
                                throw new IllegalStateException("interrupted");
                            }
                        }
                    }
                    return "value " + current;
                })
                .readingTimeout(Duration.ofMinutes(3))
                .interval(Duration.ofNanos(1))
                .backoff(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofHours(1)))
                .scheduler(ownThread)
                .listener(new RefreshListener() {
                    @Override
                    public void failed(RefreshedSnapshot<?> which, RefreshFailure failure) {
                        said.add("failed " + failure.attempts());
                    }
                });
        builder.timers = limit -> {
            assertThat(limit).isEqualTo(Duration.ofMinutes(3));
            CompletableFuture<Void> timer = new CompletableFuture<>();
            timers.add(timer);
            return timer;
        };
        try {
            RefreshedSnapshot<String> things = start(builder);
            timers.take();
            assertThat(timers.take().completeExceptionally(new TimeoutException()))
                    .isTrue();

            assertThat(List.of(said.take(), said.take())).containsExactlyInAnyOrder("interrupted", "failed 1");
            assertThat(things.get()).isEqualTo("value 1");
            assertThat(things.failure())
                    .hasValueSatisfying(
                            failure -> assertThat(failure.cause())
                                    .isInstanceOf(UnavailableException.class)
                                    .hasMessage(
                                            "The things of prod could not be read within PT3M, so the reading was interrupted"));

            release.countDown();
            assertThat(things.refresh())
                    .as("the thread lives, and what came too late was dropped")
                    .isNotIn("value 1", "value 2");
            assertThat(things.failure()).isEmpty();
            assertThat(said).isEmpty();
        } finally {
            release.countDown();
            ownThread.shutdownNow();
        }
    }

    @Test
    void interruptAtTheEndOfItsTime_isNotLeftToWhoeverRefreshes() {
        RefreshedSnapshot.Builder<String> builder = builder(() -> {
            if (readings.incrementAndGet() == 1) {
                return "value 1";
            }
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return "too late";
        });
        builder.timers = limit -> readings.get() == 0 ? new CompletableFuture<>() : overAtOnce();
        RefreshedSnapshot<String> things = start(builder);

        assertThatThrownBy(things::refresh)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("could not be read within PT3M20S");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(things.get()).isEqualTo("value 1");
    }

    private static CompletableFuture<Void> overAtOnce() {
        return CompletableFuture.failedFuture(new TimeoutException());
    }

    @Test
    void readingTimeout_isAThirdOfTheGreatestAge_unlessItIsSet() {
        assertThat(start(builder(this::read)).readingTimeout()).isEqualTo(Duration.ofSeconds(200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(this::read).readingTimeout(Duration.ZERO));
    }

    /** With a real timer, which nobody waits for unless it fails to come. */
    @Test
    void readingThatHangs_endsByItself() {
        RefreshedSnapshot<String> things = start(builder(() -> {
                    if (readings.incrementAndGet() == 1) {
                        return "value 1";
                    }
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "never";
                })
                .readingTimeout(Duration.ofSeconds(1)));

        assertThatThrownBy(things::refresh).hasMessageContaining("could not be read within PT1S");
        assertThat(things.get()).isEqualTo("value 1");
    }
}
