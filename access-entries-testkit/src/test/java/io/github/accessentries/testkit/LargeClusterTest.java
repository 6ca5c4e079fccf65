package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.RateLimit;
import io.github.accessentries.eks.EksAccessEntries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.eks.EksClient;

/** Reads as many entries as EKS allows, from a service that allows so many calls a second; all time is virtual. */
@Tag("slow")
class LargeClusterTest {

    private static final int ENTRIES = 3_000;
    private static final int PAGES = ENTRIES / 100;
    private static final int CALLS_PER_SECOND = 50;

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));

    @Test
    void list_threeThousandEntries_isAsFastAsTheServiceAllowsAndMeetsNoThrottling() {
        try (FakeEks fake =
                FakeEks.builder().clock(clock).signatureChecks(false).build()) {
            fake.createCluster("prod");
            EksClient filler = fake.eksClient();
            for (int i = 0; i < ENTRIES; i++) {
                String arn = "arn:aws:iam::111122223333:role/team/role-" + i;
                filler.createAccessEntry(r -> r.clusterName("prod").principalArn(arn));
            }
            LimitedService service = new LimitedService(fake.sdkHttpClient());
            try (EksClient client = PlanTroubleTest.client(service)) {
                EksAccessEntries prod = EksAccessEntries.builder()
                        .cluster("prod")
                        .eksClient(client)
                        .rateLimit(RateLimit.perSecond(CALLS_PER_SECOND, clock, clock))
                        .build();
                Instant start = clock.instant();

                assertThat(prod.list()).hasSize(ENTRIES);

                int calls = service.calls.get();
                assertThat(calls).isLessThanOrEqualTo(2 * ENTRIES + PAGES);
                double allowed = (double) calls / CALLS_PER_SECOND;
                double taken = Duration.between(start, clock.instant()).toMillis() / 1_000.0;
                assertThat(taken).isBetween(0.9 * allowed, 1.2 * allowed);
                assertThat(service.throttled.get()).isZero();
                assertThat(service.twoAtOnce.getCount())
                        .as("calls at the same time")
                        .isZero();
            }
        }
    }

    /** Counts calls, and those that come too fast: more than its calls a second, with one second's calls saved up at most. */
    private final class LimitedService implements SdkHttpClient {

        private final SdkHttpClient fake;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger throttled = new AtomicInteger();
        private final CountDownLatch twoAtOnce = new CountDownLatch(2);
        private double tokens = 1;
        private Instant filled = clock.instant();

        private LimitedService(SdkHttpClient fake) {
            this.fake = fake;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = fake.prepareRequest(request);
            boolean describes = request.httpRequest().encodedPath().contains("/access-entries/");
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    take();
                    if (describes && twoAtOnce.getCount() > 0) {
                        meet();
                    }
                    return prepared.call();
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        private synchronized void take() {
            Instant now = clock.instant();
            double refill = Duration.between(filled, now).toNanos() / 1e9 * CALLS_PER_SECOND;
            tokens = Math.min(CALLS_PER_SECOND, tokens + refill);
            filled = now;
            calls.incrementAndGet();
            if (tokens < 1 - 1e-6) {
                throttled.incrementAndGet();
            } else {
                tokens -= 1;
            }
        }

        /** The first call waits for a second one, which only comes if calls run at the same time. */
        private void meet() {
            twoAtOnce.countDown();
            try {
                twoAtOnce.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            fake.close();
        }
    }
}
