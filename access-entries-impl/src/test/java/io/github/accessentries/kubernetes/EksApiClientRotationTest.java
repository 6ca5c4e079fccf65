package io.github.accessentries.kubernetes;

import static io.github.accessentries.tls.ChangingTls.Identity.ELSEWHERE;
import static io.github.accessentries.tls.ChangingTls.Identity.FIRST;
import static io.github.accessentries.tls.ChangingTls.Identity.SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.MovingClock;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.tls.ChangingTls;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.TokenSource;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** A client that lives on while the authority of its cluster is replaced, in virtual time over real TLS. */
@Timeout(60)
class EksApiClientRotationTest {

    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-27T12:00:00Z"));
    private final TokenSource tokens = EksTokens.builder()
            .credentialsProvider(() -> AwsBasicCredentials.create("AKIDEXAMPLE", "s"))
            .region(Region.US_WEST_2)
            .clock(clock)
            .build()
            .source("prod");
    private final ChangingTls tls = new ChangingTls(FIRST);
    private final CountDownLatch slowIsHere = new CountDownLatch(1);
    private final CountDownLatch slowMayGo = new CountDownLatch(1);
    private StubApiServer server;
    private DescribingEks eks;

    @BeforeEach
    void serve() throws IOException {
        server = new StubApiServer(this::answer, tls.context());
        eks = new DescribingEks(cluster(FIRST).build());
    }

    @AfterEach
    void close() {
        slowMayGo.countDown();
        server.close();
    }

    private void answer(StubApiServer.Asked asked, HttpExchange exchange) throws IOException {
        if (!asked.path().equals("/slow")) {
            // Each request meets the identity of its time.
            exchange.getResponseHeaders().set("Connection", "close");
        } else {
            slowIsHere.countDown();
            try {
                slowMayGo.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        StubApiServer.answer(exchange, 200, "{}");
    }

    private Cluster.Builder cluster(ChangingTls.Identity... authorities) {
        String pem = Arrays.stream(authorities).map(ChangingTls.Identity::pem).collect(Collectors.joining());
        return server.cluster()
                .createdAt(MADE)
                .certificateAuthority(a -> a.data(Base64.getEncoder().encodeToString(pem.getBytes(UTF_8))));
    }

    private void describe(ChangingTls.Identity... authorities) {
        Cluster answer = cluster(authorities).build();
        eks.describe(() -> answer);
    }

    private ApiClientKubernetesApi client() {
        return client(Runnable::run);
    }

    private ApiClientKubernetesApi client(Executor background) {
        ApiClient client = EksApiClient.builder(eks, "prod", tokens)
                .clock(clock)
                .background(background)
                .build();
        return ApiClientKubernetesApi.of(client);
    }

    @Test
    void authorityThatIsReplaced_isFollowed_bothCountMeanwhile_andTheOldOneNoMore() {
        ApiClientKubernetesApi client = client();
        assertThat(client.get("/a")).isPresent();
        describe(FIRST, SECOND);
        clock.advance(Duration.ofMinutes(59));
        assertThat(client.get("/b")).isPresent();
        assertThat(eks.asked()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        assertThat(client.get("/c")).isPresent();
        assertThat(eks.asked()).as("hourly").isEqualTo(2);
        tls.become(SECOND);
        assertThat(client.get("/d")).as("by the second of the bundle").isPresent();
        assertThat(eks.asked()).isEqualTo(2);
        describe(SECOND);
        clock.advance(Duration.ofHours(1));
        assertThat(client.get("/e")).isPresent();

        tls.become(FIRST);
        assertThatThrownBy(() -> client.get("/f"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("The server at 127.0.0.1 has no certificate that is trusted for cluster prod")
                .hasMessageContaining("EKS still describes the authority that is trusted");
        assertThat(server.asked()).extracting(StubApiServer.Asked::path).containsExactly("/a", "/b", "/c", "/d", "/e");
    }

    @Test
    void manyRequestsThatFailAtATime_askOnce_andAllAreAnswered_thoseInProgressToo() throws Exception {
        ApiClientKubernetesApi client = client();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> slow = threads.submit(() -> client.get("/slow"));
            slowIsHere.await();
            tls.become(SECOND);
            CountDownLatch allTried = new CountDownLatch(1);
            Cluster renewed = cluster(SECOND).build();
            eks.describe(() -> {
                awaitUninterrupted(allTried);
                return renewed;
            });
            List<Future<?>> burst = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                burst.add(threads.submit(() -> client.create("/many", "{\"a\":1}")));
            }
            allTried.countDown();
            for (Future<?> one : burst) {
                one.get(30, TimeUnit.SECONDS);
            }
            slowMayGo.countDown();
            slow.get(30, TimeUnit.SECONDS);

            assertThat(eks.asked())
                    .as("once when it was made, and once for all")
                    .isEqualTo(2);
            assertThat(server.asked()).hasSize(21);
            assertThat(server.asked()).extracting(StubApiServer.Asked::body).contains("{\"a\":1}");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void descriptionThatCannotBeHad_leavesTheOldTrust_andIsAskedForSeldom() {
        ApiClientKubernetesApi client = client();
        eks.describe(() -> {
            throw SdkClientException.create("no route to EKS");
        });
        clock.advance(Duration.ofHours(2));

        assertThat(client.get("/a")).isPresent();
        assertThat(client.get("/b")).isPresent();
        assertThat(eks.asked()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(1));
        assertThat(client.get("/c")).isPresent();
        assertThat(eks.asked()).isEqualTo(3);

        tls.become(SECOND);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> client.get("/d"))
                    .hasMessageContaining("EKS could not be asked whether it has another authority")
                    .hasMessageContaining("no route to EKS");
        }
        assertThat(eks.asked()).as("bounded").isEqualTo(4);
        describe(SECOND);
        clock.advance(Duration.ofSeconds(10));
        assertThat(client.get("/e")).isPresent();
        assertThat(eks.asked()).isEqualTo(5);
    }

    @Test
    void anotherClusterOfTheName_isNotFollowed() {
        List<Cluster.Builder> others = List.of(
                cluster(SECOND).createdAt(MADE.plusSeconds(1)),
                cluster(SECOND).endpoint("https://127.0.0.2:1"),
                cluster(SECOND).arn("arn:aws:eks:us-west-2:444455556666:cluster/prod"),
                cluster(SECOND).status(ClusterStatus.DELETING));
        for (Cluster.Builder other : others) {
            tls.become(FIRST);
            describe(FIRST);
            ApiClientKubernetesApi client = client();
            eks.describe(other::build);
            clock.advance(Duration.ofHours(1));

            assertThat(client.get("/a")).as("still its own").isPresent();
            tls.become(SECOND);
            assertThatThrownBy(() -> client.get("/b"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(
                            other.build().status() == ClusterStatus.DELETING
                                    ? "has status DELETING"
                                    : "the cluster of this name is another one now");
        }
        assertThat(server.asked()).extracting(StubApiServer.Asked::path).containsOnly("/a");
    }

    @Test
    void hostname_isChecked_alsoUnderATrustedAuthority() {
        ApiClientKubernetesApi client = client();
        describe(FIRST, ELSEWHERE);
        tls.become(ELSEWHERE);

        assertThatThrownBy(() -> client.get("/a"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("127.0.0.1 not verified");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void otherFailures_areNoReasonToAsk() {
        ApiClientKubernetesApi client = client();
        server.close();

        assertThatThrownBy(() -> client.get("/a")).isInstanceOf(UnavailableException.class);
        assertThat(eks.asked()).isEqualTo(1);
    }

    @Test
    void clientOfAFixedDescription_saysThatItKnowsNoOther() {
        ApiClientKubernetesApi client =
                ApiClientKubernetesApi.of(EksApiClient.of(cluster(FIRST).build(), tokens));
        tls.become(SECOND);

        assertThatThrownBy(() -> client.get("/a"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("made from a fixed description")
                .hasMessageContaining("EksApiClient.of(eks, \"prod\", tokens)");
        assertThat(eks.asked()).isEqualTo(0);
    }

    @Test
    void interruptedWhileAnotherAsks_endsAtOnce_andStaysInterrupted() throws Exception {
        ApiClientKubernetesApi client = client();
        tls.become(SECOND);
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Cluster renewed = cluster(SECOND).build();
        eks.describe(() -> {
            asking.countDown();
            awaitUninterrupted(answer);
            return renewed;
        });
        CompletableFuture<?> first = CompletableFuture.runAsync(() -> client.get("/a"));
        asking.await();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread second = new Thread(() -> {
            try {
                client.get("/b");
                interrupted.complete(false);
            } catch (UnavailableException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        second.start();
        while (Arrays.stream(second.getStackTrace())
                .noneMatch(at -> at.getMethodName().equals("lockInterruptibly"))) {
            Thread.onSpinWait();
        }
        second.interrupt();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        answer.countDown();
        first.get(30, TimeUnit.SECONDS);
        assertThat(eks.asked()).isEqualTo(2);
    }

    @Test
    void connectionOfAWithdrawnAuthority_thatWasInUse_takesNoMoreRequests() throws Exception {
        ApiClientKubernetesApi client = client();
        CompletableFuture<?> slow = CompletableFuture.runAsync(() -> client.get("/slow"));
        slowIsHere.await();
        describe(SECOND);
        clock.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> client.get("/a")).isInstanceOf(UnavailableException.class);
        slowMayGo.countDown();
        slow.get(30, TimeUnit.SECONDS);

        assertThatThrownBy(() -> client.get("/b"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("has no certificate that is trusted");
        assertThat(server.asked()).extracting(StubApiServer.Asked::path).containsExactly("/slow");
    }

    @Test
    void connectionInUse_whoseAuthorityIsStillDescribed_isUsedAgain() throws Exception {
        ApiClientKubernetesApi client = client();
        CompletableFuture<?> slow = CompletableFuture.runAsync(() -> client.get("/slow"));
        slowIsHere.await();
        describe(FIRST, SECOND);
        clock.advance(Duration.ofHours(1));
        assertThat(client.get("/a")).isPresent();
        slowMayGo.countDown();
        slow.get(30, TimeUnit.SECONDS);
        tls.become(ELSEWHERE);

        assertThat(client.get("/b")).as("no other connection can be made").isPresent();
    }

    @Test
    void interruptWhileEksIsAsked_isNoFailure_soTheNextAsksAtOnce() {
        List<Runnable> background = new ArrayList<>();
        ApiClientKubernetesApi client = client(background::add);
        eks.describe(() -> {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Thread was interrupted");
        });
        clock.advance(Duration.ofHours(1));
        assertThat(client.get("/a")).isPresent();
        background.remove(0).run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(client.get("/b")).isPresent();
        assertThat(background).as("at once").hasSize(1);

        tls.become(SECOND);
        assertThatThrownBy(() -> client.get("/c")).isInstanceOf(UnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
        describe(SECOND);
        assertThat(client.get("/d")).isPresent();
    }

    @Test
    void clockThatIsPutBack_keepsNobodyFromAsking() {
        ApiClientKubernetesApi client = client();
        tls.become(SECOND);
        assertThatThrownBy(() -> client.get("/a")).isInstanceOf(UnavailableException.class);
        describe(SECOND);
        clock.advance(Duration.ofDays(-1));

        assertThat(client.get("/b")).isPresent();
        describe(FIRST, SECOND);
        clock.advance(Duration.ofDays(-1));
        assertThat(client.get("/c")).isPresent();
        assertThat(eks.asked()).isEqualTo(4);
    }

    @Test
    void slowEks_delaysNoCall_toAClusterThatIsTrusted() {
        List<Runnable> background = new ArrayList<>();
        ApiClientKubernetesApi client = client(background::add);
        describe(SECOND);
        clock.advance(Duration.ofHours(1));

        assertThat(client.get("/a")).isPresent();
        assertThat(client.get("/b")).isPresent();
        assertThat(eks.asked()).isEqualTo(1);
        assertThat(background).as("one at a time").hasSize(1);
        background.remove(0).run();
        assertThat(eks.asked()).isEqualTo(2);
        tls.become(SECOND);
        assertThat(client.get("/c")).isPresent();
        assertThat(background).isEmpty();
    }

    @Test
    void clusterThatCannotBeDescribed_makesNoClient() {
        eks.describe(() -> {
            throw SdkClientException.create("no route to EKS");
        });

        assertThatThrownBy(this::client)
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("read cluster prod");
        assertThatThrownBy(() -> EksApiClient.builder(eks, "not a name", tokens))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
