package io.github.accessentries.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.github.accessentries.MovingClock;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.TokenSource;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

@Isolated("it measures time, which others must not take away")
@Timeout(60)
class EksApiClientTest {

    private static final String CONFIG_MAP =
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\",\"namespace\":\"n\"}}";
    private static final String UNAUTHORIZED =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"Unauthorized\",\"code\":401}";

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final AtomicInteger keys = new AtomicInteger();
    private final TokenSource tokens = EksTokens.builder()
            // Another key for each token, so that no two are alike.
            .credentialsProvider(() -> AwsBasicCredentials.create("AKIDEXAMPLE" + keys.incrementAndGet(), "s"))
            .region(Region.US_WEST_2)
            .clock(clock)
            .build()
            .source("prod");

    private static V1ConfigMap read(ApiClient client) throws ApiException {
        return new CoreV1Api(client).readNamespacedConfigMap("c", "n").execute();
    }

    private static List<String> tokensOf(StubApiServer server) {
        return server.asked().stream().map(StubApiServer.Asked::token).toList();
    }

    private static void letIn(StubApiServer.Asked asked, HttpExchange exchange) throws IOException {
        StubApiServer.answer(exchange, 200, CONFIG_MAP);
    }

    @Test
    void calls_carryOneToken_untilItIsRefreshed() throws Exception {
        try (StubApiServer server = new StubApiServer(EksApiClientTest::letIn)) {
            ApiClient client = EksApiClient.of(server.cluster().build(), tokens);

            assertThat(read(client).getMetadata().getName()).isEqualTo("c");
            read(client);
            clock.advance(Duration.ofMinutes(12));
            read(client);

            List<String> sent = tokensOf(server);
            assertThat(sent).allMatch(token -> token.startsWith("k8s-aws-v1."));
            assertThat(sent.get(1)).isEqualTo(sent.get(0));
            assertThat(sent.get(2)).isNotEqualTo(sent.get(0));
            assertThat(server.asked().get(0).path()).startsWith("/api/v1/namespaces/n/configmaps/c");
        }
    }

    /** Before there is a connection, for which OkHttp 5 waits in another way than for an answer. */
    @Test
    void interruptedThread_staysInterrupted_andGetsTheDocumentedException() throws Exception {
        try (StubApiServer server = new StubApiServer(EksApiClientTest::letIn)) {
            ApiClientKubernetesApi api =
                    ApiClientKubernetesApi.of(EksApiClient.of(server.cluster().build(), tokens));
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> api.get("/version"),
                    () -> api.watch("/version?watch=true").open())) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(call)
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("interrupt");
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void refusedToken_isReplacedOnce_andTheBodySentAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (StubApiServer server = new StubApiServer((asked, exchange) -> {
            if (calls.incrementAndGet() == 1) {
                StubApiServer.answer(exchange, 401, UNAUTHORIZED);
            } else {
                StubApiServer.answer(exchange, 201, CONFIG_MAP);
            }
        })) {
            ApiClient client = EksApiClient.of(server.cluster().build(), tokens);

            new CoreV1Api(client)
                    .createNamespacedConfigMap("n", new V1ConfigMap().putDataItem("k", "v"))
                    .execute();

            assertThat(server.asked()).hasSize(2);
            assertThat(server.asked().get(1).body())
                    .contains("\"k\":\"v\"")
                    .isEqualTo(server.asked().get(0).body());
            assertThat(tokensOf(server)).doesNotHaveDuplicates();
        }
    }

    @Test
    void stranger_isRefusedAfterTwoTries() throws Exception {
        try (StubApiServer server =
                new StubApiServer((asked, exchange) -> StubApiServer.answer(exchange, 401, UNAUTHORIZED))) {
            ApiClient client = EksApiClient.of(server.cluster().build(), tokens);

            assertThatThrownBy(() -> read(client))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.getCode()).isEqualTo(401));
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void bodyThatCanBeReadOnce_isNotSentAgain() throws Exception {
        try (StubApiServer server =
                new StubApiServer((asked, exchange) -> StubApiServer.answer(exchange, 401, UNAUTHORIZED))) {
            ApiClient client = EksApiClient.of(server.cluster().build(), tokens);
            RequestBody once = new RequestBody() {
                @Override
                public MediaType contentType() {
                    return MediaType.get("application/json");
                }

                @Override
                public boolean isOneShot() {
                    return true;
                }

                @Override
                public void writeTo(BufferedSink sink) throws IOException {
                    sink.writeUtf8("{}");
                }
            };

            try (Response response = client.getHttpClient()
                    .newCall(new Request.Builder()
                            .url(server.url() + "/x")
                            .post(once)
                            .build())
                    .execute()) {
                assertThat(response.code()).isEqualTo(401);
            }
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void otherServers_getNoToken_andRedirectsAreNotFollowed() throws Exception {
        try (StubApiServer other = new StubApiServer(EksApiClientTest::letIn);
                StubApiServer server = new StubApiServer((asked, exchange) -> {
                    exchange.getResponseHeaders().set("Location", other.url() + "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                })) {
            ApiClient client = EksApiClient.of(server.cluster().build(), tokens);

            try (Response direct = get(client, other.url() + "/direct");
                    Response redirected = get(client, server.url() + "/redirected")) {
                assertThat(direct.code()).isEqualTo(200);
                assertThat(redirected.code()).isEqualTo(307);
            }
            assertThat(tokensOf(other)).containsExactly("");
            assertThat(tokensOf(server)).hasSize(1).doesNotContain("");
        }
    }

    private static Response get(ApiClient client, String url) throws IOException {
        return client.getHttpClient()
                .newCall(new Request.Builder().url(url).build())
                .execute();
    }

    @Test
    void watch_outlastsTheReadTimeout_whileOtherCallsDoNot() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (StubApiServer server = new StubApiServer((asked, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write("{}\n".getBytes(UTF_8));
            body.flush();
            awaitQuietly(over);
        })) {
            ApiClient client = EksApiClient.builder(server.cluster().build(), tokens)
                    .readTimeout(Duration.ofMillis(50))
                    .build();
            CompletableFuture<String> watched = new CompletableFuture<>();
            try (Response watch = get(client, server.url() + "/api/v1/pods?watch=true")) {
                Thread reader = new Thread(() -> {
                    try {
                        watched.complete(watch.body().string());
                    } catch (IOException e) {
                        watched.completeExceptionally(e);
                    }
                });
                reader.start();
                assertThatThrownBy(() -> {
                            try (Response plain = get(client, server.url() + "/api/v1/pods")) {
                                plain.body().string();
                            }
                        })
                        .isInstanceOf(SocketTimeoutException.class);
                assertThat(watched).isNotDone();
                over.countDown();
                assertThat(watched.get(30, TimeUnit.SECONDS)).isEqualTo("{}\n");
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void missingCredentials_failTheCall_bothWays() throws Exception {
        TokenSource none = EksTokens.builder()
                .credentialsProvider(() -> {
                    throw SdkClientException.create("nothing there");
                })
                .region(Region.US_WEST_2)
                .build()
                .source("prod");
        try (StubApiServer server = new StubApiServer(EksApiClientTest::letIn)) {
            ApiClient client = EksApiClient.of(server.cluster().build(), none);

            assertThatThrownBy(() -> read(client))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("No AWS credentials were found to sign a token for cluster prod");
            CompletableFuture<IOException> asynchronous = new CompletableFuture<>();
            client.getHttpClient()
                    .newCall(new Request.Builder().url(server.url()).build())
                    .enqueue(new Callback() {
                        @Override
                        public void onFailure(Call call, IOException e) {
                            asynchronous.complete(e);
                        }

                        @Override
                        public void onResponse(Call call, Response response) {
                            response.close();
                        }
                    });
            assertThat(asynchronous.get(30, TimeUnit.SECONDS)).hasMessageContaining("No AWS credentials");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void refusedToken_afterWhichCredentialsFailByAnyException_isARefusal() throws Exception {
        TokenSource lost = EksTokens.builder()
                .credentialsProvider(() -> {
                    if (keys.incrementAndGet() > 1) {
                        throw new IllegalStateException("Failed to refresh process-based credentials.");
                    }
                    return AwsBasicCredentials.create("AKIDEXAMPLE", "s");
                })
                .region(Region.US_WEST_2)
                .build()
                .source("prod");
        try (StubApiServer server =
                new StubApiServer((asked, exchange) -> StubApiServer.answer(exchange, 401, UNAUTHORIZED))) {
            ApiClient client = EksApiClient.of(server.cluster().build(), lost);

            assertThatThrownBy(() -> read(client))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.getCode()).isEqualTo(401));
            assertThatThrownBy(() -> read(client))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("No AWS credentials were found");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void serverOfAnotherAuthority_isNotTrusted() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        byte[] publicAuthority = ((X509TrustManager) trust.getTrustManagers()[0]).getAcceptedIssuers()[0].getEncoded();
        String pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(publicAuthority)
                + "\n-----END CERTIFICATE-----\n";
        try (StubApiServer server = new StubApiServer(EksApiClientTest::letIn)) {
            Cluster other = server.cluster()
                    .certificateAuthority(a -> a.data(Base64.getEncoder().encodeToString(pem.getBytes(UTF_8))))
                    .build();
            ApiClient client = EksApiClient.of(other, tokens);

            assertThatThrownBy(() -> read(client)).rootCause().isInstanceOf(CertPathBuilderException.class);
            assertThat(server.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ClusterStatus.class,
            names = {"CREATING", "DELETING", "FAILED", "PENDING", "UNKNOWN_TO_SDK_VERSION"})
    void clusterThatIsNotReady_isRefused(ClusterStatus status) {
        Cluster cluster =
                StubApiServer.describe("https://example.eks").status(status).build();

        assertThatThrownBy(() -> EksApiClient.of(cluster, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cluster prod has status " + status)
                .hasMessageContaining("when it is ACTIVE");
    }

    @Test
    void clusterThatIsUpdated_canBeReached() {
        Cluster cluster = StubApiServer.describe("https://example.eks")
                .status(ClusterStatus.UPDATING)
                .build();

        assertThat(EksApiClient.of(cluster, tokens).getBasePath()).isEqualTo("https://example.eks");
    }

    @Test
    void clusterWithoutEndpointOrAuthority_isRefused() {
        Cluster.Builder good = StubApiServer.describe("https://example.eks");
        assertThatThrownBy(() -> EksApiClient.of(good.copy().endpoint(null).build(), tokens))
                .hasMessageContaining("has no endpoint");
        assertThatThrownBy(() -> EksApiClient.of(good.copy().arn(null).build(), tokens))
                .hasMessageContaining("has no ARN");
        for (String data : new String[] {null, ""}) {
            assertThatThrownBy(() -> EksApiClient.of(
                            good.copy().certificateAuthority(a -> a.data(data)).build(), tokens))
                    .hasMessageContaining("has no certificate authority");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.eks", "https://user@example.eks", "example.eks", "https:///x"})
    void endpointThatIsNoHttpsUrl_isRefused(String endpoint) {
        Cluster cluster = StubApiServer.describe(endpoint).build();

        assertThatThrownBy(() -> EksApiClient.of(cluster, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an https URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"???", "bm8gY2VydGlmaWNhdGU="})
    void authorityThatIsNoCertificate_isRefused(String data) {
        Cluster cluster = StubApiServer.describe("https://example.eks")
                .certificateAuthority(a -> a.data(data))
                .build();

        assertThatThrownBy(() -> EksApiClient.of(cluster, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The certificate authority of cluster prod");
    }

    @Test
    void tokensForAnotherCluster_areRefused_andThoseOfALocalClusterAreForItsId() {
        Cluster.Builder stage = StubApiServer.describe("https://example.eks").name("stage");

        assertThatThrownBy(() -> EksApiClient.of(stage.build(), tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The tokens are for cluster prod");
        Cluster local =
                stage.id("prod").outpostConfig(o -> o.outpostArns("arn:o")).build();
        assertThat(EksApiClient.of(local, tokens).getBasePath()).isEqualTo("https://example.eks");
    }

    @Test
    void timeoutsMustBePositive() {
        EksApiClient.Builder builder = EksApiClient.builder(
                StubApiServer.describe("https://example.eks").build(), tokens);

        assertThatThrownBy(() -> builder.readTimeout(Duration.ZERO)).hasMessageContaining("readTimeout is PT0S");
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ofSeconds(-1)))
                .hasMessageContaining("connectTimeout is PT-1S");
    }
}
