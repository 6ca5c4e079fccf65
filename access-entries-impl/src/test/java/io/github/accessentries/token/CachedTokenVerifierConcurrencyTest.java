package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** Two hundred threads before an STS that is slow, throttles, fails and denies, each token in its own way. */
@Isolated("it measures time, which others must not take away")
@Timeout(60)
class CachedTokenVerifierConcurrencyTest {

    private static final int THREADS = 200;
    private static final int TOKENS = 20;
    private static final int PLACES = 8;
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Map<Integer, String> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private volatile CountDownLatch answers = new CountDownLatch(1);
    private final StubSts sts = new StubSts(this::answerSlowly);
    private StsTokenVerifier direct = verifier(LONG, PLACES);
    private CachedTokenVerifier cached = cached(LONG);

    private StsTokenVerifier verifier(Duration timeout, int places) {
        return StsTokenVerifier.builder()
                .httpClient(sts)
                .clock(GoodToken.CLOCK)
                .timeout(timeout)
                .maxConcurrentCalls(places)
                .build();
    }

    private CachedTokenVerifier cached(Duration maxWait) {
        return CachedTokenVerifier.builder(direct)
                .clock(GoodToken.CLOCK)
                .maxWait(maxWait)
                .build();
    }

    @AfterEach
    void close() {
        direct.close();
    }

    private HttpExecuteResponse answerSlowly(StubSts.Request request) throws IOException {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            underWay.decrementAndGet();
        }
        int token = number(request);
        return switch (token % 5) {
            case 0, 1 -> StubSts.response(200, StubSts.identity("123456789012", arn(token), "AIDA" + token));
            case 2 -> StubSts.response(400, StubSts.error("Throttling", "no"));
            case 3 -> throw new IOException("connection reset");
            default -> StubSts.response(403, StubSts.error("SignatureDoesNotMatch", "no"));
        };
    }

    private static String expected(int token) {
        return switch (token % 5) {
            case 0, 1 -> arn(token);
            case 2 -> "throttled";
            case 3 -> "unavailable";
            default -> RejectionReason.STS_DENIED.name();
        };
    }

    private static String arn(int token) {
        return "arn:aws:iam::123456789012:user/u" + token;
    }

    private static int number(StubSts.Request request) {
        String credential = request.http()
                .firstMatchingRawQueryParameter("X-Amz-Credential")
                .orElseThrow();
        return Integer.parseInt(credential.substring(16, 20));
    }

    private static String token(int number) {
        return TokenText.signedAt(GoodToken.NOW)
                .with(
                        "X-Amz-Credential",
                        "ASIAEXAMPLEEXAMP%04d%%2F20261123%%2Fus-west-2%%2Fsts%%2Faws4_request".formatted(number))
                .token();
    }

    private void verify(int thread, int token) {
        String outcome;
        try {
            Verification verification = cached.verify(token(token), "prod");
            outcome = verification instanceof Verified verified
                    ? verified.identity().arn()
                    : ((Rejected) verification).reason().name();
        } catch (ThrottledException e) {
            outcome = "throttled";
        } catch (UnavailableException e) {
            outcome = "unavailable";
        }
        outcomes.put(thread, outcome);
    }

    private List<Thread> start(int tokens) {
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(number -> new Thread(() -> verify(number, number % tokens)))
                .toList();
        threads.forEach(Thread::start);
        return threads;
    }

    /** Those that wait for another thread have nothing else to do any more, and those that ask STS have begun. */
    private static void awaitThreadsIn(Class<?> place, String method, int count, List<Thread> threads) {
        while (threads.stream().filter(thread -> isIn(place, method, thread)).count() < count) {
            Thread.onSpinWait();
        }
    }

    private static boolean isIn(Class<?> place, String method, Thread thread) {
        Thread.State state = thread.getState();
        return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(place.getName())
                                && frame.getMethodName().equals(method));
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void verify_manyThreadsWithFewTokens_askStsOncePerTokenAndGetTheOutcomeOfTheirs() throws Exception {
        List<Thread> first = start(TOKENS);
        awaitThreadsIn(SharedVerification.class, "await", THREADS - TOKENS, first);
        awaitThreadsIn(BoundedHttp.class, "send", TOKENS, first);
        answers.countDown();
        join(first);

        assertOutcomes();
        assertThat(sts.requests()).hasSize(TOKENS);
        assertThat(mostUnderWay).hasValue(PLACES);

        // Identities are remembered, all else is asked for again, once.
        sts.requests().clear();
        answers = new CountDownLatch(1);
        int failing = TOKENS * 3 / 5;
        List<Thread> second = start(TOKENS);
        awaitThreadsIn(SharedVerification.class, "await", (THREADS / TOKENS - 1) * failing, second);
        answers.countDown();
        join(second);

        assertOutcomes();
        assertThat(sts.requests()).hasSize(failing);
    }

    private void assertOutcomes() {
        assertThat(outcomes).hasSize(THREADS);
        outcomes.forEach((thread, outcome) -> assertThat(outcome).isEqualTo(expected(thread % TOKENS)));
        outcomes.clear();
    }

    @Test
    void verify_moreTokensThanPlaces_isThrottledAfterTheTimeout() throws Exception {
        direct.close();
        direct = verifier(Duration.ofMillis(50), PLACES);
        cached = cached(LONG);

        List<Thread> threads = start(THREADS);
        // Whoever has a place may not have come to its request yet when the others give up.
        while (outcomes.size() < THREADS - PLACES || sts.requests().size() < PLACES) {
            Thread.onSpinWait();
        }
        assertThat(outcomes.values()).containsOnly("throttled");
        assertThat(sts.requests()).hasSize(PLACES);
        answers.countDown();
        join(threads);
        assertThat(sts.requests()).hasSize(PLACES);
    }

    @Test
    void verify_threadThatVerifiesForAllIsInterrupted_isReplacedByAnother() throws Exception {
        Thread first = new Thread(() -> verify(0, 0));
        first.start();
        awaitThreadsIn(BoundedHttp.class, "send", 1, List.of(first));
        Thread second = new Thread(() -> verify(1, 0));
        second.start();
        awaitThreadsIn(SharedVerification.class, "await", 1, List.of(second));

        first.interrupt();
        first.join();
        answers.countDown();
        second.join();

        assertThat(outcomes).isEqualTo(Map.of(0, "unavailable", 1, arn(0)));
        assertThat(sts.requests()).hasSize(2);
    }

    @Test
    void verify_interruptedWhileWaitingForAPlace_throwsUnavailableWithoutAsking() throws Exception {
        direct.close();
        direct = verifier(LONG, 1);
        cached = cached(LONG);
        Thread first = new Thread(() -> verify(0, 0));
        first.start();
        awaitThreadsIn(BoundedHttp.class, "send", 1, List.of(first));
        Thread second = new Thread(() -> verify(1, 1));
        second.start();
        awaitThreadsIn(BoundedHttp.class, "send", 1, List.of(second));

        second.interrupt();
        second.join();
        answers.countDown();
        first.join();

        assertThat(outcomes).isEqualTo(Map.of(0, arn(0), 1, "unavailable"));
        assertThat(sts.requests()).hasSize(1);
    }
}
