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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.http.HttpExecuteResponse;

@Isolated("it measures time, which others must not take away")
class StsTokenVerifierConcurrencyTest {

    private static final int THREADS = 64;
    private static final int ROUNDS = 8;

    /** Each caller meets another behaviour of STS, told by its access key id, and must see that and no other's. */
    private static HttpExecuteResponse answer(StubSts.Request request) throws IOException {
        String credential = request.http()
                .firstMatchingRawQueryParameter("X-Amz-Credential")
                .orElseThrow();
        int caller = Integer.parseInt(credential.substring(16, 20));
        return switch (caller % 5) {
            case 0 -> StubSts.response(200, StubSts.identity("123456789012", arn(caller), "AIDA" + caller));
            case 1 -> StubSts.response(403, StubSts.error("ExpiredToken", "no"));
            case 2 -> StubSts.response(400, StubSts.error("Throttling", "no"));
            case 3 -> throw new IOException("connection reset");
            default -> {
                request.awaitAbort();
                throw new AssertionError("unreachable");
            }
        };
    }

    private static String arn(int caller) {
        return "arn:aws:iam::123456789012:user/u" + caller;
    }

    @Test
    @Timeout(60)
    void verify_manyCallersOfASlowAndFailingSts_getEachTheirOwnOutcome() throws Exception {
        StubSts sts = new StubSts(StsTokenVerifierConcurrencyTest::answer);
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                .httpClient(sts)
                .clock(GoodToken.CLOCK)
                .timeout(Duration.ofMillis(250))
                .build()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < THREADS; caller++) {
                int number = caller;
                callers.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        together.await();
                        assertThat(outcome(verifier, number)).isEqualTo(expected(number));
                    }
                    return null;
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(sts.requests()).hasSize(THREADS * ROUNDS);
    }

    private static String expected(int caller) {
        return switch (caller % 5) {
            case 0 -> arn(caller);
            case 1 -> RejectionReason.STS_DENIED.name();
            case 2 -> "throttled";
            default -> "unavailable";
        };
    }

    private static String outcome(StsTokenVerifier verifier, int caller) {
        String token = TokenText.signedAt(GoodToken.NOW)
                .with(
                        "X-Amz-Credential",
                        "ASIAEXAMPLEEXAMP%04d%%2F20261123%%2Fus-west-2%%2Fsts%%2Faws4_request".formatted(caller))
                .token();
        try {
            Verification verification = verifier.verify(token, "prod");
            return verification instanceof Verified verified
                    ? verified.identity().arn()
                    : ((Rejected) verification).reason().name();
        } catch (ThrottledException e) {
            return "throttled";
        } catch (UnavailableException e) {
            return "unavailable";
        }
    }
}
