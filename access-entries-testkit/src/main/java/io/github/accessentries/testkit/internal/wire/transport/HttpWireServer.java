package io.github.accessentries.testkit.internal.wire.transport;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wire on a port of the loopback interface, over HTTP/1.1 without TLS. Thread-safe. */
public final class HttpWireServer implements AutoCloseable {

    /**
     * The JDK's server reads these properties once, when its classes are loaded, and offers no other way. It writes head and
     * body apart, and with Nagle's algorithm each answer then waits 40 ms. And it closes what is idle beyond 200 connections,
     * or for half a minute, just when a client may be about to use it again.
     */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.nodelay", "true",
            "sun.net.httpserver.maxIdleConnections", "10000",
            "sun.net.httpserver.idleInterval", "3600");

    /** Many clients may connect at the same moment; the usual queue has room for fifty. */
    private static final int WAITING_CONNECTIONS = 1024;

    static {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    private static final Logger LOG = LoggerFactory.getLogger(HttpWireServer.class);

    private final Wire wire;
    private final HttpServer server;
    private final ExecutorService threads;

    private HttpWireServer(Wire wire, HttpServer server, ExecutorService threads) {
        this.wire = wire;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts a server.
     *
     * @param wire what answers
     * @param address where; port 0 for any free one
     * @return the server, which takes requests until it is closed
     * @throws UncheckedIOException if the address is not one of this machine, or the port is not free
     */
    public static HttpWireServer start(Wire wire, InetSocketAddress address) {
        HttpServer server;
        try {
            server = HttpServer.create(address, WAITING_CONNECTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + address.getPort() + " of " + address.getHostString() + " cannot be opened", e);
        }
        HttpWireServer started = new HttpWireServer(
                wire, server, JdkServers.threads("fake-eks", server.getAddress().getPort()));
        server.setExecutor(started.threads);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    /**
     * Where the server is.
     *
     * @return for example {@code http://127.0.0.1:40123}, also if it listens on all addresses
     */
    public URI endpoint() {
        return URI.create("http://" + JdkServers.authority(server.getAddress()));
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

    private Response answer(HttpExchange exchange) {
        Request request;
        try {
            request = request(exchange);
        } catch (IOException e) {
            return unreadable();
        }
        return wire.exchange(request);
    }

    /** For malformed chunks, or a body that ends too soon. A client that is gone will not see this either. */
    private static Response unreadable() {
        JsonObject json =
                Json.object("message", new JsonPrimitive("The body ends too soon, or its chunks are malformed"));
        return Response.json(400, json).withHeader("x-amzn-ErrorType", "SerializationException");
    }

    private static Request request(HttpExchange exchange) throws IOException {
        Headers headers = Headers.of(exchange.getRequestHeaders());
        URI uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                headers.first("Host").orElse(""),
                Optional.ofNullable(uri.getRawPath()).orElse(""),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                headers,
                JdkServers.body(exchange, Request.MAX_BODY_BYTES));
    }

    private static void write(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::put);
        if (response.body().length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), response.body().length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(response.body());
        }
    }

    /** Stops at once: open connections are closed and threads end. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
