package io.github.accessentries.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.retries.api.BackoffStrategy;

@Isolated("it measures time, which others must not take away")
@Timeout(60)
class RefreshedSnapshotTest {

    private final ThrottledException throttled = new ThrottledException(
            "Slower", ErrorContext.builder().cluster("prod").build(), null);

    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile String source = "first";
    private final List<String> heard = new ArrayList<>();

    private String read() {
        readings.incrementAndGet();
        if (failing.get()) {
            throw throttled;
        }
        return new String(source); // another object at each reading, as from the wire
    }

    private RefreshedSnapshot.Builder<String> builder() {
        return RefreshedSnapshot.<String>builder("things of prod", this::read)
                .interval(Duration.ofSeconds(30))
                .jitter(0)
                .backoff(BackoffStrategy.exponentialDelayWithoutJitter(Duration.ofSeconds(1), Duration.ofSeconds(60)))
                .staleAfter(Duration.ofMinutes(10))
                .clock(time)
                .scheduler(time.scheduler())
                .listener(new RefreshListener() {
                    @Override
                    public void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {
                        heard.add(changed ? "changed" : "same");
                    }

                    @Override
                    public void failed(RefreshedSnapshot<?> snapshot, RefreshFailure failure) {
                        heard.add("failed " + failure.attempts());
                    }
                });
    }

    @Test
    void change_isSeenAfterOneInterval_andNoQuestionReads() {
        RefreshedSnapshot<String> snapshot = builder().start();
        source = "second";
        time.advance(Duration.ofMillis(29_999));

        assertThat(snapshot.get()).isEqualTo("first");
        assertThat(readings).hasValue(1);

        time.advance(Duration.ofMillis(1));

        assertThat(snapshot.get()).isEqualTo("second");
        assertThat(snapshot.readAt()).contains(time.instant());
        assertThat(readings).hasValue(2);
        assertThat(heard).containsExactly("changed", "changed");
    }

    @Test
    void equalReading_keepsTheObject_andWhatWasMadeOfIt() {
        AtomicInteger made = new AtomicInteger();
        RefreshedSnapshot<String> snapshot = builder().start();
        Snapshot<Integer> length = snapshot.map(text -> {
            made.incrementAndGet();
            return text.length();
        });
        String before = snapshot.get();
        assertThat(length.get()).isEqualTo(5);

        time.advance(Duration.ofSeconds(90));

        assertThat(readings).hasValue(4);
        assertThat(snapshot.get()).isSameAs(before);
        assertThat(length.get()).isEqualTo(5);
        assertThat(made).hasValue(1);
        assertThat(length.readAt()).contains(time.instant());
        assertThat(length.age()).contains(Duration.ZERO);
        assertThat(heard).containsExactly("changed", "same", "same", "same");

        source = "another";
        time.advance(Duration.ofSeconds(30));

        assertThat(length.get()).isEqualTo(7);
        assertThat(made).hasValue(2);
    }

    @Test
    void whatIsMadeOfAValue_isThereBeforeTheValueCanBeSeen() {
        List<String> made = new ArrayList<>();
        List<String> seenMeanwhile = new ArrayList<>();
        RefreshedSnapshot<String> snapshot = builder().start();
        Snapshot<String> shout = snapshot.map(text -> {
            made.add(text + " on " + Thread.currentThread().getName());
            seenMeanwhile.add(snapshot.get());
            return text + "!";
        });
        assertThat(shout.get()).isEqualTo("first!");
        source = "second";

        time.advance(Duration.ofSeconds(30));

        assertThat(made).hasSize(2);
        assertThat(seenMeanwhile).containsExactly("first", "first");
        assertThat(shout.get()).isEqualTo("second!");
        assertThat(made).as("nothing is made when somebody asks").hasSize(2);
    }

    @Test
    void valueOfWhichNothingCanBeMade_isAFailedReading() {
        RefreshedSnapshot<String> snapshot = builder().start();
        Snapshot<Integer> number = snapshot.map(text -> text.equals("first") ? 1 : Integer.parseInt(text));
        assertThat(number.get()).isOne();
        source = "no number";
        time.advance(Duration.ofSeconds(30));

        assertThat(snapshot.get()).isEqualTo("first");
        assertThat(number.get()).isOne();
        assertThat(number.failure())
                .hasValueSatisfying(failure -> assertThat(failure.cause()).isInstanceOf(NumberFormatException.class));

        source = "2";
        time.advance(Duration.ofSeconds(1));
        assertThat(number.get()).isEqualTo(2);
    }

    @Test
    void failingSource_keepsTheValue_backsOff_andIsRefusedOnlyWhenTooOld() {
        RefreshedSnapshot<String> snapshot = builder().start();
        Instant start = time.instant();
        failing.set(true);
        List<Duration> delays = new ArrayList<>();
        time.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 8; i++) {
            delays.add(time.untilNext());
            time.advance(time.untilNext());
        }

        assertThat(delays).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(snapshot.get()).isEqualTo("first");
        assertThat(snapshot.age()).contains(Duration.between(start, time.instant()));
        assertThat(snapshot.failure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .isEqualTo(RefreshFailure.builder()
                                .at(time.instant())
                                .attempts(9)
                                .cause(throttled)
                                .build()));

        time.advance(Duration.between(time.instant(), start.plus(Duration.ofMinutes(10))));
        assertThat(snapshot.get()).as("exactly as old as it may be").isEqualTo("first");

        time.advance(Duration.ofNanos(1));
        assertThatThrownBy(snapshot::get).isInstanceOfSatisfying(UnavailableException.class, refusal -> {
            assertThat(refusal).hasCause(throttled);
            assertThat(refusal.context().cluster()).contains("prod");
            assertThat(refusal)
                    .hasMessageContainingAll(
                            "The things of prod were last read at 2026-11-25T12:00:00Z",
                            "are valid for at most PT10M",
                            "readings failed since, the latest with: Slower");
        });
        assertThat(snapshot.readAt()).contains(start);

        failing.set(false);
        source = "back";
        time.advance(Duration.ofSeconds(60));

        assertThat(snapshot.get()).isEqualTo("back");
        assertThat(snapshot.failure()).isEmpty();
        assertThat(time.untilNext()).as("the next failures begin anew").isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refresh_seesTheChangeAtOnce_andPlansTheNextReadingFromThen() {
        RefreshedSnapshot<String> snapshot = builder().start();
        time.advance(Duration.ofSeconds(20));
        source = "second";

        assertThat(snapshot.refresh()).isEqualTo("second");
        assertThat(snapshot.get()).isEqualTo("second");
        assertThat(time.pending()).isOne();
        assertThat(time.untilNext()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refresh_thatFails_throwsWhatTheReaderThrew_andKeepsTheValue() {
        RefreshedSnapshot<String> snapshot = builder().start();
        failing.set(true);

        assertThatThrownBy(snapshot::refresh).isSameAs(throttled);

        assertThat(snapshot.get()).isEqualTo("first");
        assertThat(time.untilNext()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void build_readsWhenTheFirstQuestionComes() {
        RefreshedSnapshot<String> snapshot = builder().build();
        time.advance(Duration.ofHours(1));
        assertThat(readings).hasValue(0);
        assertThat(snapshot.readAt()).isEmpty();
        assertThat(snapshot.age()).isEmpty();
        assertThat(snapshot).hasToString("things of prod, not read yet");

        assertThat(snapshot.get()).isEqualTo("first");
        assertThat(snapshot.get()).isEqualTo("first");

        assertThat(readings).hasValue(1);
        assertThat(time.pending()).isOne();
    }

    @Test
    void build_overAFailingSource_failsAtOnceAndHealsInTheBackground() {
        failing.set(true);
        RefreshedSnapshot<String> snapshot = builder().build();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(snapshot::get)
                    .isInstanceOf(UnavailableException.class)
                    .hasCause(throttled)
                    .hasMessageContaining("The things of prod could not be read yet");
        }
        assertThat(readings).as("questions do not ask the source").hasValue(1);

        failing.set(false);
        time.advance(Duration.ofSeconds(1));

        assertThat(snapshot.get()).isEqualTo("first");
    }

    @Test
    void start_overAFailingSource_throwsAndStops() {
        failing.set(true);

        assertThatThrownBy(() -> builder().start())
                .isInstanceOf(UnavailableException.class)
                .hasCause(throttled);

        assertThat(time.pending()).isZero();
    }

    @Test
    void start_overASourceThatDoesNotAnswer_waitsNoLongerThanItsPatience() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);

        assertThatThrownBy(() -> RefreshedSnapshot.builder("things of prod", () -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                interrupted.set(true);
                            }
                            ended.countDown();
                            return "too late";
                        })
                        // Long enough for the reading to begin, on a busy machine too: one that never began is not
                        // interrupted.
                        .firstReadPatience(Duration.ofSeconds(1))
                        .start())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("could not be read yet, nor within PT1S");
        assertThat(await(ended)).isTrue();
        assertThat(interrupted).isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void close_stopsReading_andTheValueStaysUntilItIsTooOld() {
        RefreshedSnapshot<String> snapshot = builder().start();
        snapshot.close();

        time.advance(Duration.ofMinutes(10));
        assertThat(snapshot.get()).isEqualTo("first");
        assertThat(readings).hasValue(1);
        assertThat(time.scheduler().isShutdown()).as("it is the caller's").isFalse();

        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(snapshot::get)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("this snapshot is closed");
    }

    @Test
    void close_beforeTheFirstQuestion_answersWithoutWaiting() {
        RefreshedSnapshot<String> snapshot = builder().build();
        snapshot.close();

        assertThatThrownBy(snapshot::get)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("this snapshot is closed");
        assertThat(readings).hasValue(0);
    }

    @Test
    void ownThread_isADaemon_andEndsWithTheSnapshot() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        RefreshedSnapshot<Integer> snapshot = RefreshedSnapshot.<Integer>builder("things of prod", () -> {
                    threads.add(Thread.currentThread());
                    return count.incrementAndGet();
                })
                .start();

        assertThat(snapshot.get()).isOne();
        Thread thread = threads.get(0);
        assertThat(thread).isNotSameAs(Thread.currentThread());
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("refresh of things of prod");

        snapshot.close();
        thread.join();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void jitter_spreadsTheIntervalsWithinTheirBounds() {
        RefreshedSnapshot<String> snapshot =
                builder().jitter(0.2).random(new SplittableRandom(7)).start();
        List<Duration> intervals = IntStream.range(0, 200)
                .mapToObj(i -> {
                    Duration interval = time.untilNext();
                    time.advance(interval);
                    return interval;
                })
                .toList();

        assertThat(intervals)
                .allMatch(each ->
                        each.compareTo(Duration.ofSeconds(24)) >= 0 && each.compareTo(Duration.ofSeconds(36)) <= 0);
        assertThat(intervals).anyMatch(each -> each.compareTo(Duration.ofSeconds(26)) < 0);
        assertThat(intervals).anyMatch(each -> each.compareTo(Duration.ofSeconds(34)) > 0);
        snapshot.close();
    }

    @Test
    void listenerThatThrows_changesNothing() {
        RefreshedSnapshot<String> snapshot = builder()
                .listener(new RefreshListener() {
                    @Override
                    public void refreshed(RefreshedSnapshot<?> which, boolean changed) {
                        throw new IllegalStateException("I am broken");
                    }
                })
                .start();
        source = "second";
        time.advance(Duration.ofSeconds(30));

        assertThat(snapshot.get()).isEqualTo("second");
        assertThat(snapshot.failure()).isEmpty();
    }

    @Test
    void readerThatGivesNullOrBreaks_isAFailureLikeAnyOther() {
        AtomicInteger which = new AtomicInteger();
        RefreshedSnapshot<String> snapshot = RefreshedSnapshot.<String>builder("things of prod", () -> {
                    if (which.get() == 2) {
                        throw new StackOverflowError();
                    }
                    return which.get() == 0 ? "good" : null;
                })
                .clock(time)
                .scheduler(time.scheduler())
                .start();
        which.set(1);
        assertThatThrownBy(snapshot::refresh).isInstanceOf(NullPointerException.class);
        which.set(2);
        assertThatThrownBy(snapshot::refresh).isInstanceOf(StackOverflowError.class);

        assertThat(snapshot.get()).isEqualTo("good");
        assertThat(snapshot.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.cause()).hasMessageContaining("StackOverflowError");
        });
        assertThat(time.pending()).isOne();
    }

    @Test
    void schedulerOfTheCallerThatIsShutDown_failsNoQuestion() {
        RefreshedSnapshot<String> snapshot = builder().scheduler(shutDown()).build();

        assertThat(snapshot.refresh()).isEqualTo("first");
        assertThat(snapshot.get()).isEqualTo("first");
    }

    private static ScheduledExecutorService shutDown() {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        scheduler.shutdown();
        return scheduler;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void jitterOutOfRange_isRefused(double jitter) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().jitter(jitter));
    }

    @Test
    void durationsThatCannotWork_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().interval(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().staleAfter(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().firstReadPatience(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> RefreshedSnapshot.builder(" ", this::read));
        assertThatIllegalStateException()
                .isThrownBy(() -> builder().staleAfter(Duration.ofSeconds(30)).build())
                .withMessageContaining("not longer than the interval");
    }

    @Test
    void manyThreads_seeOnlyWholeValues_neverOlderOnesAfterNewerOnes() throws Exception {
        AtomicInteger version = new AtomicInteger();
        try (RefreshedSnapshot<List<Integer>> snapshot = RefreshedSnapshot.<List<Integer>>builder("versions", () -> {
                    int now = version.incrementAndGet();
                    return List.of(now, now, now);
                })
                .start()) {
            Snapshot<Integer> first = snapshot.map(list -> list.get(0) + list.get(1) + list.get(2));
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService threads = Executors.newFixedThreadPool(64);
            List<Future<Integer>> seen = new ArrayList<>();
            CountDownLatch running = new CountDownLatch(64);
            for (int i = 0; i < 64; i++) {
                seen.add(threads.submit(() -> lastSeen(first, snapshot, done, running)));
            }
            running.await();
            for (int i = 0; i < 300; i++) {
                snapshot.refresh();
            }
            done.set(true);
            for (Future<Integer> each : seen) {
                assertThat(resultOf(each)).isLessThanOrEqualTo(version.get());
            }
            threads.shutdown();
            assertThat(snapshot.get().get(0)).isEqualTo(version.get());
            assertThat(first.get()).isEqualTo(3 * version.get());
        }
    }

    private static int lastSeen(
            Supplier<Integer> sums, Supplier<List<Integer>> lists, AtomicBoolean done, CountDownLatch running) {
        int last = 0;
        running.countDown();
        while (!done.get()) {
            List<Integer> list = lists.get();
            int sum = sums.get();
            assertThat(list).containsOnly(list.get(0));
            assertThat(sum % 3).isZero();
            assertThat(list.get(0)).isGreaterThanOrEqualTo(last);
            assertThat(sum / 3).as("made of a newer value than the one before").isGreaterThanOrEqualTo(list.get(0));
            last = sum / 3;
        }
        return last;
    }

    private static int resultOf(Future<Integer> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
