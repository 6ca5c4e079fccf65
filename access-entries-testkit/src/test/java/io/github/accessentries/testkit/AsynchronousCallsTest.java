package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;

/** Calls that are under way: issued without waiting, timed out, and ended with the fake. */
@Isolated("it measures time, which others must not take away")
@Timeout(60)
class AsynchronousCallsTest {

    private static final Duration LONG = Duration.ofMinutes(50);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String ROLE = "arn:aws:iam::111122223333:role/dev";

    private final FakeEks fake = FakeEks.create();
    private final EksAsyncClient eks = fake.eksAsyncClient();

    AsynchronousCallsTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void eightDelayedCalls_areIssuedWithoutWaiting_andWaitSideBySide() {
        Duration delay = Duration.ofMillis(500);
        fake.faults().on("ListClusters").delay(delay).times(8);
        long start = System.nanoTime();

        List<CompletableFuture<ListClustersResponse>> calls =
                IntStream.range(0, 8).mapToObj(call -> eks.listClusters()).toList();
        calls.forEach(call -> assertThat(call.join().clusters()).containsExactly("prod"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(delay, delay.multipliedBy(5));
    }

    @Test
    void delayOnAFakeClock_costsNoTime() {
        FakeClock clock = FakeClock.at(Instant.parse("2026-01-02T03:04:05Z"));
        try (FakeEks timed = FakeEks.builder().clock(clock).build()) {
            timed.faults().on("*").delay(Duration.ofMinutes(10)).times(2);

            timed.eksAsyncClient().listClusters().join();
            timed.eksAsyncClient().listClusters().join();

            assertThat(clock.instant()).isEqualTo("2026-01-02T03:24:05Z");
        }
    }

    @Test
    void timeoutOfACall_endsIt_andNothingIsChanged() {
        fake.faults().on("CreateAccessEntry").delay(LONG).always();

        assertThatThrownBy(() -> eks.createAccessEntry(r -> r.clusterName("prod")
                                .principalArn(ROLE)
                                .overrideConfiguration(c -> c.apiCallTimeout(SHORT)))
                        .join())
                .hasCauseInstanceOf(ApiCallTimeoutException.class);

        assertThat(fake.eksClient()
                        .listAccessEntries(r -> r.clusterName("prod"))
                        .accessEntries())
                .isEmpty();
    }

    @Test
    void timeoutOfEachAttempt_isOneOfTheCall() {
        fake.faults().on("ListClusters").delay(LONG).times(3);

        assertThatThrownBy(() -> eks.listClusters(r -> r.overrideConfiguration(c -> c.apiCallAttemptTimeout(SHORT)))
                        .join())
                .hasCauseInstanceOf(ApiCallAttemptTimeoutException.class);
        assertThat(eks.listClusters().join().clusters())
                .as("after three attempts")
                .containsExactly("prod");
    }

    @Test
    void continuation_maySafelyWaitForAnotherCall() {
        assertThat(eks.listClusters()
                        .thenApply(first -> eks.listClusters().join().clusters())
                        .join())
                .containsExactly("prod");
    }

    @Test
    void fakeClosed_endsTheCallsUnderWay() {
        fake.faults().on("ListClusters").delay(LONG).always();
        CompletableFuture<ListClustersResponse> call = eks.listClusters();

        fake.close();

        assertThatThrownBy(call::join).hasCauseInstanceOf(SdkClientException.class);
    }
}
