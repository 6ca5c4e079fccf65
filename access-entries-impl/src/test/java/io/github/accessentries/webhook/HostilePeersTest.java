package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.tls.LoopbackTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Peers that hold on to what they can, with time limits so long that only the shape of the server saves the others. */
@Isolated("it opens many connections")
@Timeout(120)
class HostilePeersTest {

    private static final SSLContext TLS = LoopbackTls.context();
    private static final Authenticator NOBODY = token -> new Rejected(RejectionReason.BAD_PREFIX, "none");
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final List<Socket> peers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket peer : peers) {
            peer.close();
        }
    }

    private static WebhookLimits.Builder patient() {
        return WebhookLimits.builder().threads(4).headTimeout(FOR_EVER).requestTimeout(FOR_EVER);
    }

    private static WebhookServer start(Authenticator authenticator, WebhookLimits limits) {
        return WebhookServer.builder()
                .sslContext(TLS)
                .port(0)
                .authenticator(authenticator)
                .limits(limits)
                .start();
    }

    private Socket plain(WebhookServer server, byte... bytes) throws IOException {
        Socket peer = new Socket(server.endpoint().getHost(), server.port());
        peers.add(peer);
        peer.getOutputStream().write(bytes);
        return peer;
    }

    private Socket tls(WebhookServer server, String text) throws IOException {
        SSLSocket peer = (SSLSocket)
                TLS.getSocketFactory().createSocket(server.endpoint().getHost(), server.port());
        peers.add(peer);
        peer.setTcpNoDelay(true);
        peer.setEnabledProtocols(new String[] {"TLSv1.2"}); // of which a session goes on at no cost, without reading
        OutputStream out = peer.getOutputStream();
        out.write(text.getBytes(US_ASCII));
        out.flush();
        return peer;
    }

    private void attack(WebhookServer server, int each) throws IOException {
        for (int i = 0; i < each; i++) {
            plain(server, (byte) 0x16);
            tls(server, "POST /authenticate HTTP/1.1\r\nHost: x\r\nX-Half");
            tls(server, "POST /authenticate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678");
            Socket idle = tls(server, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(idle.getInputStream().read()).isEqualTo('H');
        }
    }

    private static void requireGoodOnesServed(WebhookServer server, int number) {
        WebhookClient client = new WebhookClient(server);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, number)
                .mapToObj(each -> client.authenticate("t" + each))
                .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void peersOfEachKind_holdUpNobody() throws IOException {
        requireNobodyHeldUpBy(15);
    }

    @Test
    @Tag("slow")
    void twoHundredPeersOfEachKind_holdUpNobody() throws IOException {
        requireNobodyHeldUpBy(200);
    }

    private void requireNobodyHeldUpBy(int each) throws IOException {
        try (WebhookServer server = start(
                NOBODY, patient().arriving(2_000).arrivingPerAddress(2_000).build())) {
            attack(server, each);

            requireGoodOnesServed(server, 20);
        }
    }

    @Test
    void peersBeyondTheLimit_costThoseThatTookLongest() throws IOException {
        try (WebhookServer server = start(NOBODY, patient().arriving(20).build())) {
            Socket first = plain(server, (byte) 0x16);
            attack(server, 20);

            assertThat(isCutOff(first)).isTrue();
            requireGoodOnesServed(server, 5);
        }
    }

    @Test
    void peersOfOneAddress_costThatAddress() throws IOException {
        try (WebhookServer server =
                start(NOBODY, patient().arrivingPerAddress(5).build())) {
            Socket first = plain(server, (byte) 0x16);
            attack(server, 5);

            assertThat(isCutOff(first)).isTrue();
            requireGoodOnesServed(server, 1);
        }
    }

    private static boolean isCutOff(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void reviewThatDoesNotEnd_isAnswered_andSoAreThoseThatWaitForIt() {
        CountDownLatch end = new CountDownLatch(1);
        Authenticator hangs = token -> {
            boolean ended = false;
            while (!ended) {
                try {
                    end.await();
                    ended = true;
                } catch (InterruptedException e) {
                    // that is what it is: a dependency that heeds no interrupt
                }
            }
            return NOBODY.authenticate(token);
        };
        WebhookLimits limits = WebhookLimits.builder()
                .threads(1)
                .reviewTimeout(Duration.ofMillis(50))
                .stopTimeout(Duration.ZERO)
                .build();
        try (WebhookServer server = start(hangs, limits)) {
            WebhookClient client = new WebhookClient(server);

            for (CompletableFuture<HttpResponse<String>> each :
                    List.of(client.authenticate("works"), client.authenticate("waits"))) {
                HttpResponse<String> answer = each.join();
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                assertThat(answer.body()).contains("took too long");
            }
            end.countDown();
        }
    }

    /** Nobody waits for the time limit of a review that has failed, and no listener keeps an answer back. */
    @Test
    void handlerAndListenerThatFail_areAnsweredAtOnce() {
        BoundedHttpsServer server = new BoundedHttpsServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TLS,
                false,
                WebhookLimits.builder().reviewTimeout(FOR_EVER).build());
        server.start(
                Map.of("/authenticate", body -> {
                    throw new OutOfMemoryError(new String(body, US_ASCII));
                }),
                new CallerCheck(WebhookCallers.whoeverReachesIt(), null),
                new Readiness(Clock.systemUTC()),
                (path, status, duration) -> {
                    throw new StackOverflowError();
                });
        try {
            HttpResponse<String> answer = new WebhookClient(server.endpoint("localhost"), TLS)
                    .authenticate("token")
                    .join();

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("Internal error\n");
        } finally {
            server.close();
        }
    }

    @Test
    void readerThatBeginsOnceTheServerIsClosed_readsNothing_andDoesNotFail() throws InterruptedException {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> readers = new CopyOnWriteArrayList<>();
        AtomicBoolean read = new AtomicBoolean();
        Deadlines deadlines = new Deadlines("closed-deadlines");
        deadlines.close();
        try (Arrivals arrivals = new Arrivals(WebhookLimits.builder().build(), deadlines, task -> {
            Thread reader = new Thread(task, "closed-reader");
            reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            readers.add(reader);
            return reader;
        })) {
            arrivals.execute(() -> read.set(true));
        }
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(readers).hasSize(1);
        assertThat(read).isFalse();
        assertThat(failures).isEmpty();
    }
}
