package io.github.accessentries.testkit.internal.kubernetes.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.message.EventStream;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.transport.JdkServers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The APIs of all clusters of a fake on one port, over HTTPS as client-go demands it.
 * Thread-safe.
 */
public final class KubernetesServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesServer.class);

    private final ClusterPaths clusters;
    private final HttpsServer server;
    private final ExecutorService threads;

    private KubernetesServer(ClusterPaths clusters, HttpsServer server, ExecutorService threads) {
        this.clusters = clusters;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts a server.
     *
     * @param clusters what answers
     * @param tls the server's certificates
     * @param address where it listens, port 0 for any free one
     * @return the server, which takes requests until it is closed
     * @throws UncheckedIOException if the address is not one of this machine, or the port is not free
     */
    public static KubernetesServer start(ClusterPaths clusters, SSLContext tls, InetSocketAddress address) {
        HttpsServer server;
        try {
            server = HttpsServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Address " + address + " cannot be opened", e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        ExecutorService threads =
                JdkServers.threads("fake-kubernetes", server.getAddress().getPort());
        KubernetesServer started = new KubernetesServer(clusters, server, threads);
        server.setExecutor(threads);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    /**
     * Where a cluster is.
     *
     * @param cluster the name of the cluster
     * @return for example {@code https://127.0.0.1:40124/clusters/prod}
     */
    public URI endpoint(String cluster) {
        return URI.create("https://" + JdkServers.authority(server.getAddress()) + ClusterPaths.of(cluster));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, answer(exchange));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            // The JDK's server would silently close the connection, but this is a defect in the fake.
            LOG.warn("The fake failed to answer {}", exchange.getRequestMethod(), e);
            throw e;
        }
    }

    private ApiResponse answer(HttpExchange exchange) throws IOException {
        byte[] body = JdkServers.body(exchange, ApiRequest.MAX_BODY_BYTES);
        if (body.length > ApiRequest.MAX_BODY_BYTES) {
            return ApiFaults.tooLarge(ApiRequest.MAX_BODY_BYTES).response();
        }
        URI uri = exchange.getRequestURI();
        try {
            return clusters.route(
                            exchange.getRequestMethod(),
                            Optional.ofNullable(uri.getRawPath()).orElse(""),
                            Optional.ofNullable(uri.getRawQuery()).orElse(""),
                            Headers.of(exchange.getRequestHeaders()),
                            body)
                    .map(routed ->
                            withoutWebSocket(routed.request(), routed.cluster().exchange(routed.request())))
                    .orElseGet(() -> ApiFaults.noSuchPath().response());
        } catch (IllegalArgumentException e) {
            return ApiFaults.badRequest("The path or query cannot be decoded: " + e.getMessage())
                    .response();
        }
    }

    /** A client that waits for a WebSocket would wait as long as the watch lasts, and never see an event. */
    private static ApiResponse withoutWebSocket(ApiRequest request, ApiResponse response) {
        boolean wantsWebSocket = request.headers()
                .first("Upgrade")
                .filter("websocket"::equalsIgnoreCase)
                .isPresent();
        if (!wantsWebSocket || response.events().isEmpty()) {
            return response;
        }
        response.events().get().close();
        return ApiFaults.noWebSocket().response();
    }

    private static void write(HttpExchange exchange, ApiResponse response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::put);
        boolean withoutBody = exchange.getRequestMethod().equals("HEAD");
        if (response.events().isPresent() && !withoutBody) {
            try (EventStream events = response.events().get()) {
                exchange.sendResponseHeaders(response.status(), 0);
                write(events, exchange.getResponseBody());
            }
            return;
        }
        response.events().ifPresent(EventStream::close);
        if (withoutBody || response.body().length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), response.body().length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(response.body());
        }
    }

    private static void write(EventStream events, OutputStream body) throws IOException {
        try (body) {
            // Clients take a watch as begun when they have the head, so that goes out first.
            body.flush();
            for (Optional<byte[]> next = events.next(); next.isPresent(); next = events.next()) {
                body.write(next.get());
                body.flush();
            }
        } catch (InterruptedException e) {
            // The server is being closed.
            Thread.currentThread().interrupt();
        }
    }

    /** Stops at once: open connections are closed, watches and threads end. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
