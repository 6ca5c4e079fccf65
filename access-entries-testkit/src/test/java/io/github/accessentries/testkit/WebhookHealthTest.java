package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.UnavailableException;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.webhook.WebhookServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** What the guides show of live access and of the webhook, together, over HTTPS; nothing is wired for {@code /readyz}. */
class WebhookHealthTest {

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-11-27T12:00:00Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakePrincipal dev = fake.iam().role("team/dev");
    private final EksClient client = fake.eksClient();
    private final EksAccessEntries prod = InFakeTime.prod(client, clock).build();
    private final StsTokenVerifier sts = StsTokenVerifier.builder()
            .httpClient(fake.sdkHttpClient())
            .clock(clock)
            .build();
    private final HttpClient http = LoopbackHttps.client();

    @BeforeEach
    void createCluster() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        sts.close();
        client.close();
        fake.close();
    }

    private WebhookServer server(LiveAccess live) {
        return WebhookServer.builder()
                .sslContext(LoopbackHttps.server())
                .authenticator(IamAuthenticator.builder()
                        .clusterName("prod")
                        .verifier(CachedTokenVerifier.builder(sts).clock(clock).build())
                        .mapper(live.mapper())
                        .build())
                .authorizer(live.authorizer())
                .port(0)
                .start();
    }

    /** It reads by hand, or when its health is asked for the first time. */
    private LiveAccess live() {
        return LiveAccess.of(RefreshedSnapshot.builder(
                        "access data of prod",
                        () -> ClusterReading.read(prod, path -> Optional.of("{\"metadata\":{},\"items\":[]}")))
                .interval(Duration.ofHours(1))
                .staleAfter(Duration.ofHours(2))
                .clock(clock)
                .build());
    }

    private int authenticate(WebhookServer server) {
        String token = EksTokens.builder()
                .credentialsProvider(dev.session("ana"))
                .region(Region.US_WEST_2)
                .clock(clock)
                .build()
                .mint("prod")
                .value();
        return ask(
                        server,
                        "/authenticate",
                        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\""
                                + token + "\"}}")
                .statusCode();
    }

    private int authorize(WebhookServer server) {
        return ask(
                        server,
                        "/authorize",
                        "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\","
                                + "\"spec\":{\"user\":\"ana\",\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}}}")
                .statusCode();
    }

    private int readyz(WebhookServer server) {
        return ask(server, "/readyz", "").statusCode();
    }

    private HttpResponse<String> ask(WebhookServer server, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.endpoint().resolve(path));
        return http.sendAsync(
                        body.isEmpty()
                                ? request.build()
                                : request.POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                        HttpResponse.BodyHandlers.ofString())
                .join();
    }

    @Test
    void readyz_isRedWhileEveryReviewFailsBecauseEksCannotBeRead_andGreenOtherwise() {
        try (LiveAccess live = live();
                WebhookServer server = server(live)) {
            live.refresh();
            assertThat(List.of(authenticate(server), authorize(server), readyz(server)))
                    .containsOnly(200);

            fake.faults().on("DescribeCluster").fail("ServerException", 500).always();
            assertThatThrownBy(live::refresh).isInstanceOf(UnavailableException.class);
            clock.advance(Duration.ofHours(2));
            assertThat(List.of(authenticate(server), authorize(server), readyz(server)))
                    .as("what was read before still counts")
                    .containsOnly(200);
            assertThat(ask(server, "/readyz?verbose", "").body())
                    .startsWith("[+]authenticator ok, degraded: reason withheld\n[+]authorizer ok, degraded");

            clock.advance(Duration.ofSeconds(1));
            for (int review = 0; review < 5; review++) {
                assertThat(List.of(authenticate(server), authorize(server), readyz(server)))
                        .containsOnly(503);
            }
            assertThat(server.health().toString()).contains("access data of prod fails: last read at");

            fake.faults().clear();
            live.refresh();
            assertThat(List.of(readyz(server), authenticate(server), authorize(server)))
                    .containsOnly(200);
        }
    }

    @Test
    void serverThatStartsBeforeItsCluster_becomesReadyByItself_withoutAReview() {
        fake.faults().on("DescribeCluster").fail("ServerException", 500).always();
        try (LiveAccess live = live();
                WebhookServer server = server(live)) {
            assertThat(readyz(server)).isEqualTo(503);

            fake.faults().clear();
            live.refresh();
            assertThat(readyz(server)).isEqualTo(200);
        }
    }

    @Test
    void deadSts_isSeen_andDoesNotKeepTheServerOutOfServiceWhenNobodyAsks() {
        try (LiveAccess live = live();
                WebhookServer server = server(live)) {
            live.refresh();
            fake.faults().on("GetCallerIdentity").cutConnection().always();
            for (int review = 0; review < 3; review++) {
                assertThat(authenticate(server)).isEqualTo(503);
            }
            assertThat(readyz(server)).isEqualTo(503);
            assertThat(authorize(server)).as("needs no STS").isEqualTo(200);
            assertThat(sts.health().isReady()).isFalse();

            clock.advance(Duration.ofSeconds(31));
            assertThat(sts.health().isWell()).isTrue();
            fake.faults().clear();
            assertThat(authenticate(server)).isEqualTo(200);
            assertThat(readyz(server)).isEqualTo(200);
        }
    }
}
