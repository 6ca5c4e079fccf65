package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.MovingClock;
import io.github.accessentries.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.helpers.NOPLogger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.regions.Region;

@Isolated("it measures time, which others must not take away")
class TokenSourceTest {

    private static final Duration LIFE = Duration.ofMinutes(14);
    private static final int THREADS = 200;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final Minter minter = new Minter();
    private final TokenSource source =
            new TokenSource("prod", minter::mint, clock, Runnable::run, NOPLogger.NOP_LOGGER);

    /** Numbers its tokens, and fails while it is told to. */
    private final class Minter {

        private final AtomicInteger minted = new AtomicInteger();
        private volatile boolean failing;
        private volatile Duration life = LIFE;

        EksToken mint() {
            int number = minted.incrementAndGet();
            if (failing) {
                throw new AccessEntriesException(
                        "no credentials, try " + number, ErrorContext.builder().build(), null);
            }
            return EksToken.builder()
                    .value("token-" + number)
                    .expiresAt(clock.instant().plus(life))
                    .build();
        }
    }

    private String ask() {
        EksToken token = source.token();
        assertThat(clock.instant()).isBefore(token.expiresAt());
        return token.value();
    }

    @Test
    void token_isKept_untilThreeMinutesBeforeItsEnd() {
        assertThat(ask()).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(11).minusNanos(1));
        assertThat(ask()).isEqualTo("token-1");
        clock.advance(Duration.ofNanos(1));
        assertThat(ask()).isEqualTo("token-2");
        assertThat(ask()).isEqualTo("token-2");
        assertThat(minter.minted).hasValue(2);
    }

    @Test
    void tokenOfAShortLife_isReplacedInItsLastQuarter() {
        minter.life = Duration.ofSeconds(60);
        ask();
        clock.advance(Duration.ofSeconds(44));
        assertThat(ask()).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(ask()).isEqualTo("token-2");
    }

    @Test
    void clockThatIsPutBack_keepsNoTokenBeyondItsLife() {
        ask();
        clock.advance(Duration.ofHours(-1));
        minter.failing = true;
        assertThat(ask()).isEqualTo("token-1");
        assertThat(ask()).isEqualTo("token-1");
        assertThat(minter.minted).hasValue(2);

        minter.failing = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(ask()).isEqualTo("token-3");
        assertThat(ask()).isEqualTo("token-3");
    }

    @Test
    void refreshThatFails_leavesTheOldToken_andIsTriedAgainAfterTenSeconds() {
        ask();
        minter.failing = true;
        clock.advance(Duration.ofMinutes(11));

        assertThat(ask()).isEqualTo("token-1");
        assertThat(ask()).isEqualTo("token-1");
        assertThat(minter.minted).hasValue(2);

        clock.advance(Duration.ofSeconds(10));
        assertThat(ask()).isEqualTo("token-1");
        assertThat(minter.minted).hasValue(3);

        minter.failing = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(ask()).isEqualTo("token-4");
    }

    @Test
    void failure_whereNoTokenIsGood_isTheCallers_andTheNextCallTriesAgain() {
        ask();
        minter.failing = true;
        clock.advance(LIFE);

        assertThatThrownBy(source::token)
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("try 2");
        assertThatThrownBy(source::token).hasMessageContaining("try 3");
        minter.failing = false;
        assertThat(ask()).isEqualTo("token-4");
    }

    @Test
    void executor_refreshesWhileCallersHaveTheOldToken() {
        Queue<Runnable> later = new ArrayDeque<>();
        TokenSource asynchronous = new TokenSource("prod", minter::mint, clock, later::add);
        asynchronous.token();
        clock.advance(Duration.ofMinutes(12));

        assertThat(asynchronous.token().value()).isEqualTo("token-1");
        assertThat(asynchronous.token().value()).isEqualTo("token-1");
        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(asynchronous.token().value()).isEqualTo("token-2");
    }

    @Test
    void executorThatNeverRuns_costsNoToken() {
        TokenSource forsaken = new TokenSource("prod", minter::mint, clock, task -> {});
        forsaken.token();
        clock.advance(Duration.ofMinutes(12));
        assertThat(forsaken.token().value()).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(2));

        assertThat(forsaken.token().value()).isEqualTo("token-2");
    }

    @Test
    void executorThatRefuses_leavesTheWorkToTheCaller() {
        TokenSource refused = new TokenSource("prod", minter::mint, clock, task -> {
            throw new RejectedExecutionException("closed");
        });
        refused.token();
        clock.advance(Duration.ofMinutes(12));

        assertThat(refused.token().value()).isEqualTo("token-2");
    }

    @Test
    void forgottenToken_isReplacedOnce_howeverManyWereRefusedIt() {
        EksToken refused = source.token();

        source.forget(refused);
        assertThat(ask()).isEqualTo("token-2");
        source.forget(refused);
        assertThat(ask()).isEqualTo("token-2");
    }

    @Test
    @Timeout(60)
    void manyCallersWithoutAToken_shareOneMinting_orItsFailure() throws Exception {
        for (boolean fails : new boolean[] {false, true}) {
            CountDownLatch othersWait = new CountDownLatch(THREADS - 1);
            AtomicInteger minted = new AtomicInteger();
            TokenSource shared = new TokenSource(
                    "prod",
                    () -> {
                        minted.incrementAndGet();
                        awaitOrFail(othersWait);
                        if (fails) {
                            throw new AccessEntriesException(
                                    "none", ErrorContext.builder().build(), null);
                        }
                        return EksToken.builder()
                                .value("the one")
                                .expiresAt(clock.instant().plus(LIFE))
                                .build();
                    },
                    clock,
                    Runnable::run);
            Set<Thread> blocked = new HashSet<>();

            List<String> outcomes = inThreads(() -> outcome(shared), threads -> {
                // Whoever does not mint waits for the one who does; the last of them lets it go on.
                while (othersWait.getCount() > 0) {
                    for (Thread thread : threads) {
                        if (thread.getState() == Thread.State.WAITING && blocked.add(thread)) {
                            othersWait.countDown();
                        }
                    }
                    Thread.onSpinWait();
                }
            });

            assertThat(outcomes).hasSize(THREADS).containsOnly(fails ? "none" : "the one");
            assertThat(minted).hasValue(1);
        }
    }

    private static String outcome(TokenSource source) {
        try {
            return source.token().value();
        } catch (AccessEntriesException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Watch {
        void over(List<Thread> threads) throws InterruptedException;
    }

    private static <T> List<T> inThreads(Callable<T> task, Watch watch) throws Exception {
        List<Thread> started = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work);
            synchronized (started) {
                started.add(thread);
            }
            return thread;
        });
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(task));
            }
            watch.over(List.copyOf(started));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Hours of virtual time in which minting fails at random: no caller ever has a token that has ended. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @Timeout(60)
    void hoursOfManyCallers_meetNoEndedToken_andMintOncePerRefresh(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        int callers = 16;
        int rounds = 400;
        CyclicBarrier step = new CyclicBarrier(callers, () -> {
            clock.advance(Duration.ofSeconds(random.nextInt(1, 90)));
            minter.failing = random.nextInt(4) == 0;
            minter.minted.set(0);
        });
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                futures.add(threads.submit(() -> {
                    int good = 0;
                    for (int round = 0; round < rounds; round++) {
                        step.await(30, TimeUnit.SECONDS);
                        good += tokenIsGood() ? 1 : 0;
                        // All ask in the same moment of virtual time before it moves on.
                        step.await(30, TimeUnit.SECONDS);
                    }
                    return good;
                }));
            }
            for (Future<Integer> future : futures) {
                // A failure lasts for one step; only those right after another can outlast the three minutes.
                assertThat(future.get(60, TimeUnit.SECONDS)).isGreaterThan(rounds * 9 / 10);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean tokenIsGood() {
        try {
            EksToken token = source.token();
            assertThat(clock.instant()).isBefore(token.expiresAt());
            if (!minter.failing) {
                assertThat(minter.minted.get()).isLessThanOrEqualTo(1);
            }
            return true;
        } catch (AccessEntriesException e) {
            assertThat(minter.failing).isTrue();
            return false;
        }
    }

    @Test
    void waitingCaller_canBeInterrupted() throws Exception {
        CountDownLatch minting = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        TokenSource slow = new TokenSource(
                "prod",
                () -> {
                    minting.countDown();
                    awaitOrFail(end);
                    return EksToken.builder()
                            .value("late")
                            .expiresAt(clock.instant().plus(LIFE))
                            .build();
                },
                clock,
                Runnable::run);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<EksToken> first = threads.submit(slow::token);
            assertThat(minting.await(30, TimeUnit.SECONDS)).isTrue();
            Thread.currentThread().interrupt();

            assertThatThrownBy(slow::token)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("Interrupted while waiting for a token for cluster prod");

            assertThat(Thread.interrupted()).isTrue();
            end.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS).value()).isEqualTo("late");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void interruptOfTheOneThatMints_isNoAffairOfThoseThatWait() throws Exception {
        CountDownLatch minting = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        TokenSource shared = EksTokens.builder()
                .credentialsProvider(() -> {
                    if (asked.getAndIncrement() == 0) {
                        minting.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw AbortedException.create("aborted", e);
                        }
                    }
                    return AwsBasicCredentials.create("AKIDEXAMPLE", "s");
                })
                .region(Region.US_WEST_2)
                .clock(clock)
                .build()
                .source("prod");
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        CompletableFuture<Boolean> staysInterrupted = new CompletableFuture<>();
        Thread first = new Thread(() -> {
            Throwable thrown = catchThrowable(shared::token);
            staysInterrupted.complete(Thread.currentThread().isInterrupted());
            failure.complete(thrown);
        });
        first.start();
        minting.await();
        CompletableFuture<EksToken> token = new CompletableFuture<>();
        Thread second = new Thread(() -> {
            try {
                token.complete(shared.token());
            } catch (RuntimeException e) {
                token.completeExceptionally(e);
            }
        });
        second.start();
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        first.interrupt();

        assertThat(failure.get())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Interrupted while looking for AWS credentials");
        assertThat(staysInterrupted).isCompletedWithValue(true);
        assertThat(token.get().expiresAt()).isAfter(clock.instant());
        assertThat(asked).hasValue(2);
    }

    @Test
    void executorThatIsShutDown_andCancelsItsTasks_costsNoToken() {
        List<Runnable> waiting = new ArrayList<>();
        TokenSource forsaken = new TokenSource("prod", minter::mint, clock, waiting::add);
        forsaken.token();
        clock.advance(Duration.ofMinutes(12));
        forsaken.token();
        for (Runnable task : waiting) {
            if (task instanceof Future<?> future) {
                future.cancel(true);
            }
        }
        clock.advance(Duration.ofMinutes(2));

        assertThat(forsaken.token().value()).isEqualTo("token-2");
        assertThat(waiting).hasSize(1);
    }

    @Test
    void sourceOfEksTokens_keepsToItsClock_andRefusesBadNamesAtOnce() {
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "s")))
                .region(Region.US_WEST_2)
                .clock(clock)
                .build();
        TokenSource prod = tokens.source("prod");

        EksToken first = prod.token();
        clock.advance(Duration.ofMinutes(10));
        assertThat(prod.token()).isSameAs(first);
        clock.advance(Duration.ofMinutes(1));
        assertThat(prod.token().expiresAt()).isEqualTo(first.expiresAt().plus(Duration.ofMinutes(11)));
        assertThat(prod).hasToString("TokenSource[prod]");
        assertThatThrownBy(() -> tokens.source("no such\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
