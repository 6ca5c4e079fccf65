package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.tls.LoopbackTls;
import io.github.accessentries.token.JsonCases;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it measures time, which others must not take away")
@Timeout(60)
class WebhookServerTest {

    private static final String ACCESS_REVIEW = "{\"apiVersion\":\"authorization.k8s.io/v1\","
            + "\"kind\":\"SubjectAccessReview\",\"spec\":{\"user\":\"ana\",\"resourceAttributes\":{\"verb\":\"get\","
            + "\"resource\":\"pods\"}}}";

    private static Authentication user(String token) {
        return new Authenticated(
                KubernetesUser.builder().username("user of " + token).build(),
                IamIdentity.builder()
                        .arn("arn")
                        .canonicalArn("arn")
                        .accountId("111122223333")
                        .principalId("AROAEXAMPLE")
                        .accessKeyId("")
                        .build(),
                Mapped.builder().username("u").source("test").build());
    }

    private static WebhookServer.Builder server(Authenticator authenticator) {
        return WebhookServer.builder().sslContext(LoopbackTls.context()).port(0).authenticator(authenticator);
    }

    /** Lets in, once it is told to. */
    private static final class Slow implements Authenticator {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicBoolean interrupted = new AtomicBoolean();

        @Override
        public Authentication authenticate(String token) {
            entered.countDown();
            try {
                assertThat(released.await(50, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw new IllegalStateException(e);
            }
            return user(token);
        }
    }

    static List<JsonObject> cases() {
        return JsonCases.objects(
                JsonCases.read(WebhookServerTest.class, "webhook-cases.json").getAsJsonArray("http"));
    }

    /** Where our recommendation differs from the reference, it stands in the case as what is desired. */
    @ParameterizedTest
    @MethodSource("cases")
    void documentedCase_isAnsweredAsDocumentedOrRecommended(JsonObject example) {
        try (WebhookServer server = server(token -> outcome(example)).start()) {
            JsonObject request = example.getAsJsonObject("request");
            HttpResponse<String> answer = request == null
                    ? new WebhookClient(server).authenticate("t").join()
                    : new WebhookClient(server)
                            .send(
                                    request.get("method").getAsString(),
                                    request.get("path").getAsString(),
                                    JsonCases.text(request, "body").getBytes(UTF_8));

            assertThat(answer.statusCode()).isEqualTo(expectedStatus(example));
            assertThat(answer.body().toLowerCase(Locale.ROOT))
                    .contains(JsonCases.text(example, "bodyContains").toLowerCase(Locale.ROOT))
                    .contains(JsonCases.text(example, "body"));
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            }
            if (answer.statusCode() == 200 && request == null) {
                assertThat(status(answer).get("authenticated").getAsBoolean())
                        .isEqualTo(example.get("name").getAsString().equals("success"));
            }
        }
    }

    private static int expectedStatus(JsonObject example) {
        JsonObject desired = example.has("desired") ? example.getAsJsonObject("desired") : example;
        return Integer.parseInt(desired.get("status").getAsString().substring(0, 3));
    }

    private static Authentication outcome(JsonObject example) {
        return switch (JsonCases.text(example, "verify")) {
            case "format error" -> new Rejected(RejectionReason.BAD_PREFIX, "no token");
            case "sts error" -> new Rejected(RejectionReason.STS_DENIED, "STS refused");
            case "sts throttling" ->
                throw new ThrottledException("slower", ErrorContext.builder().build(), null);
            default ->
                example.has("map") && example.get("map").getAsString().equals("none")
                        ? new Rejected(RejectionReason.NOT_MAPPED, "no entry")
                        : user("t");
        };
    }

    private static JsonObject status(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("status");
    }

    @Test
    void unreachableSts_is503_withRetryAfter() {
        try (WebhookServer server = server(token -> {
                    throw new UnavailableException(
                            "gone", ErrorContext.builder().build(), null);
                })
                .start()) {
            HttpResponse<String> answer =
                    new WebhookClient(server).authenticate("t").join();

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void reviews_areAnsweredOverTls_onOneConnectionAfterAnother() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (WebhookServer server = server(WebhookServerTest::user)
                .authorizer((who, what) -> Decision.of(List.of(), List.of()))
                .listener((path, status, took) -> told.add(path + " " + status + " " + took.isNegative()))
                .start()) {
            WebhookClient client = new WebhookClient(server);

            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = client.authenticate("t" + i).join();
                assertThat(status(answer)
                                .getAsJsonObject("user")
                                .get("username")
                                .getAsString())
                        .isEqualTo("user of t" + i);
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            }
            assertThat(status(client.post("/authorize", ACCESS_REVIEW))
                            .get("allowed")
                            .getAsBoolean())
                    .isFalse();
            assertThat(told).hasSize(21).contains("/authenticate 200 false", "/authorize 200 false");
        }
    }

    @Test
    void webhookThatIsNotServed_isNotThere() {
        try (WebhookServer server = server(WebhookServerTest::user).start()) {
            assertThat(new WebhookClient(server)
                            .post("/authorize", ACCESS_REVIEW)
                            .statusCode())
                    .isEqualTo(404);
            assertThatThrownBy(server::authorizationKubeconfig)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not serve /authorize");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/authenticate/", "/authenticate/x", "/Authenticate", "/%61uthenticate", "/"})
    void pathThatOnlyResemblesOne_isNotThere(String path) {
        try (WebhookServer server = server(WebhookServerTest::user).start()) {
            assertThat(new WebhookClient(server).post(path, "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void otherMethods_are405_andSayWhichIsRight() {
        try (WebhookServer server = server(WebhookServerTest::user).start()) {
            WebhookClient client = new WebhookClient(server);

            assertThat(client.send("PUT", "/authenticate", new byte[] {1})
                            .headers()
                            .firstValue("Allow"))
                    .contains("POST");
            assertThat(client.post("/healthz", "x").statusCode()).isEqualTo(405);
            assertThat(client.send("HEAD", "/healthz", new byte[0]).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void bodyThatIsTooLong_is413() {
        try (WebhookServer server = server(WebhookServerTest::user).start()) {
            WebhookClient client = new WebhookClient(server);

            assertThat(client.send("POST", "/authenticate", new byte[3 << 20]).statusCode())
                    .isEqualTo(413);
            assertThat(client.authenticate("after").join().statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void anyBytesAsBody_are4xx(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (WebhookServer server = server(token -> new Rejected(RejectionReason.BAD_PREFIX, "none"))
                .authorizer((who, what) -> Decision.of(List.of(), List.of()))
                .start()) {
            WebhookClient client = new WebhookClient(server);
            for (int i = 0; i < 100; i++) {
                byte[] body = new byte[random.nextInt(2_000)];
                random.nextBytes(body);

                assertThat(client.send("POST", i % 2 == 0 ? "/authenticate" : "/authorize", body)
                                .statusCode())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void overload_isRefusedAtOnce_whileHealthIsAnswered_andTheRestServedLater() {
        Slow slow = new Slow();
        try (WebhookServer server = server(slow)
                .limits(WebhookLimits.builder().threads(1).queue(1).build())
                .start()) {
            WebhookClient client = new WebhookClient(server);
            CompletableFuture<HttpResponse<String>> first = client.authenticate("first");
            await(slow.entered);
            CompletableFuture<HttpResponse<String>> second = client.authenticate("second");
            CompletableFuture<HttpResponse<String>> third = client.authenticate("third");

            HttpResponse<?> refused =
                    (HttpResponse<?>) CompletableFuture.anyOf(second, third).join();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(client.get("/healthz").body()).isEqualTo("ok");
            slow.released.countDown();

            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(List.of(second.join().statusCode(), third.join().statusCode()))
                    .containsExactlyInAnyOrder(200, 503);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stop_letsReviewsUnderWayEnd_andTakesNoNewOnes() {
        Slow slow = new Slow();
        WebhookServer server = server(slow).start();
        WebhookClient client = new WebhookClient(server);
        CompletableFuture<HttpResponse<String>> underWay = client.authenticate("t");
        await(slow.entered);

        // Not in the common pool, whose only thread on two cores JDK 25's HTTP client waits for.
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close, task -> new Thread(task).start());
        assertThat(eventually(() -> client.get("/readyz").statusCode() == 503)).isTrue();
        assertThat(client.authenticate("late").join().statusCode()).isEqualTo(503);
        assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(stopped).isNotDone();
        slow.released.countDown();

        assertThat(underWay.join().statusCode()).isEqualTo(200);
        stopped.join();
        assertThatThrownBy(() -> client.get("/healthz")).hasRootCauseInstanceOf(IOException.class);
        server.close();
    }

    private static boolean eventually(Supplier<Boolean> condition) {
        while (!condition.get()) {
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void stop_doesNotWaitLongerThanItMay() {
        Slow slow = new Slow();
        WebhookServer server = server(slow)
                .limits(WebhookLimits.builder().stopTimeout(Duration.ZERO).build())
                .start();
        CompletableFuture<HttpResponse<String>> underWay = new WebhookClient(server).authenticate("t");
        await(slow.entered);

        server.close();

        assertThat(eventually(slow.interrupted::get)).isTrue();
        assertThat(underWay.handle((answer, failure) -> failure == null ? answer.statusCode() : 0)
                        .join())
                .isIn(0, 500);
    }

    /** More of them than there are threads to read with, so that they would stop a server that waits for them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /authenticate HT",
                "POST /authenticate HTTP/1.1\r\nHost: x\r\n",
                "POST /authenticate HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"
            })
    void clientsThatDawdle_areCutOff_andOthersServed(String beginning) throws Exception {
        try (WebhookServer server = server(WebhookServerTest::user)
                        .limits(WebhookLimits.builder()
                                .threads(2)
                                .requestTimeout(Duration.ofMillis(500))
                                .build())
                        .start();
                SSLSocket first = tls(server);
                SSLSocket second = tls(server);
                Socket third = new Socket(
                        server.endpoint().getHost(), server.endpoint().getPort())) {
            third.getOutputStream().write(0x16);
            for (Socket dawdler : List.of(first, second)) {
                dawdler.getOutputStream().write(beginning.getBytes(US_ASCII));
                dawdler.getOutputStream().flush();
            }

            assertThat(new WebhookClient(server).authenticate("t").join().statusCode())
                    .isEqualTo(200);
            for (Socket dawdler : List.of(first, second, third)) {
                assertThat(isCutOff(dawdler)).isTrue();
            }
        }
    }

    private static SSLSocket tls(WebhookServer server) throws IOException {
        return (SSLSocket) LoopbackTls.context()
                .getSocketFactory()
                .createSocket(server.endpoint().getHost(), server.endpoint().getPort());
    }

    private static boolean isCutOff(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void listenerThatFails_changesNothing() {
        try (WebhookServer server = server(WebhookServerTest::user)
                .listener((path, status, took) -> {
                    throw new IllegalStateException("metrics are broken");
                })
                .start()) {
            assertThat(new WebhookClient(server).authenticate("t").join().statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void server_isOnLoopback_unlessToldOtherwise() {
        try (WebhookServer server = server(WebhookServerTest::user).start()) {
            assertThat(server.endpoint().toString()).matches("https://127\\.0\\.0\\.1:[0-9]+");
        }
        try (WebhookServer server =
                server(WebhookServerTest::user).host("webhook.kube-system.svc").start()) {
            assertThat(server.endpoint().getHost()).isEqualTo("webhook.kube-system.svc");
        }
    }

    /** An API server elsewhere would have called itself. */
    @Test
    void serverOnAllAddresses_isInNoKubeconfig_withoutAName() throws UnknownHostException {
        InetAddress all = InetAddress.getByName("0.0.0.0");
        try (WebhookServer server = server(WebhookServerTest::user)
                .address(all)
                .callers(WebhookCallers.whoeverReachesIt())
                .start()) {
            assertThatThrownBy(server::authenticationKubeconfig)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("host(..)");
        }
    }

    @Test
    void portThatIsTaken_isAnError_thatNamesIt() {
        try (WebhookServer server = server(WebhookServerTest::user).start()) {
            int taken = server.endpoint().getPort();

            assertThatThrownBy(() -> server(WebhookServerTest::user).port(taken).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Port " + taken + " of 127.0.0.1 cannot be opened");
        }
    }

    @Test
    void builder_refusesWhatCannotBe() {
        assertThatThrownBy(() -> WebhookServer.builder()
                        .authenticator(WebhookServerTest::user)
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call certificate(..)");
        assertThatThrownBy(() -> WebhookServer.builder()
                        .sslContext(LoopbackTls.context())
                        .start())
                .isInstanceOf(IllegalStateException.class);
        WebhookServer.Builder builder = WebhookServer.builder();
        assertThatThrownBy(() -> builder.port(65_536)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limits_refuseWhatCannotBe() {
        assertThatThrownBy(() -> WebhookLimits.builder().threads(0).build()).hasMessageContaining("threads is 0");
        assertThatThrownBy(() -> WebhookLimits.builder().queue(0).build()).hasMessageContaining("queue is 0");
        assertThatThrownBy(() -> WebhookLimits.builder().arriving(0).build()).hasMessageContaining("arriving is 0");
        assertThatThrownBy(() -> WebhookLimits.builder().arrivingPerAddress(0).build())
                .hasMessageContaining("arrivingPerAddress is 0");
        for (WebhookLimits.Builder each : List.of(
                WebhookLimits.builder().requestTimeout(Duration.ZERO),
                WebhookLimits.builder().headTimeout(Duration.ZERO),
                WebhookLimits.builder().reviewTimeout(Duration.ZERO))) {
            assertThatThrownBy(each::build).hasMessageContaining("Timeout is PT0S; give PT0.001S to 24 hours");
        }
        assertThatThrownBy(() -> WebhookLimits.builder()
                        .stopTimeout(Duration.ofMillis(-1))
                        .build())
                .hasMessageContaining("stopTimeout");
    }

    @ParameterizedTest
    @ValueSource(longs = {86_401, Long.MAX_VALUE})
    void limits_refuseEndlessTimes_whichNoTimerCanHold(long seconds) {
        Duration endless = Duration.ofSeconds(seconds);
        for (WebhookLimits.Builder each : List.of(
                WebhookLimits.builder().requestTimeout(endless),
                WebhookLimits.builder().headTimeout(endless),
                WebhookLimits.builder().reviewTimeout(endless),
                WebhookLimits.builder().stopTimeout(endless))) {
            assertThatThrownBy(each::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Timeout is " + endless + "; give ")
                    .hasMessageContaining("to 24 hours");
        }
        assertThat(WebhookLimits.builder()
                        .reviewTimeout(Duration.ofDays(1))
                        .build()
                        .reviewTimeout())
                .isEqualTo(Duration.ofDays(1));
    }
}
