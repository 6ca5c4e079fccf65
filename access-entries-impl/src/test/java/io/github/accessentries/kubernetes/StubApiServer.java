package io.github.accessentries.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.accessentries.tls.LoopbackTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** An API server on loopback with TLS, which answers as a test tells it and keeps what it was asked. */
public final class StubApiServer implements AutoCloseable {

    /** What a test answers with. */
    public interface Handler {
        void handle(Asked asked, HttpExchange exchange) throws IOException;
    }

    /** What was asked. */
    public record Asked(String method, String path, String token, String body) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer server;

    public StubApiServer(Handler handler) throws IOException {
        this(handler, LoopbackTls.context());
    }

    StubApiServer(Handler handler, SSLContext tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                Asked question = new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "",
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                asked.add(question);
                handler.handle(question, exchange);
            }
        });
        server.start();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What DescribeCluster answers of it. */
    public Cluster.Builder cluster() {
        return describe(url());
    }

    static Cluster.Builder describe(String endpoint) {
        return Cluster.builder()
                .name("prod")
                .arn("arn:aws:eks:us-west-2:111122223333:cluster/prod")
                .status(ClusterStatus.ACTIVE)
                .endpoint(endpoint)
                .certificateAuthority(authority -> authority.data(Base64.getEncoder()
                        .encodeToString(LoopbackTls.certificatePem().getBytes(UTF_8))));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
