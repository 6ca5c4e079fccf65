package io.github.accessentries.webhook;

import com.sun.net.httpserver.HttpsServer;
import io.github.accessentries.Ailment;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.internal.waiting.CheapThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * The JDK's HTTPS server with bounded work: limits on concurrent requests, on waiting reviews, and on the time of each
 * request.
 */
final class BoundedHttpsServer implements HealthIndicator {

    /** Of these connections, the JDK's server closes those beyond its limit right after an answer, which loses the next request. */
    private static final int MAX_IDLE_CONNECTIONS = 65_536;

    static {
        // Read once, when the JDK's server classes are loaded.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", String.valueOf(MAX_IDLE_CONNECTIONS));
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private final HttpsServer server;
    private final WebhookLimits limits;
    private final ThreadPoolExecutor workers;
    private final Deadlines deadlines;
    private final Arrivals arrivals;

    BoundedHttpsServer(
            InetSocketAddress address, SSLContext context, boolean asksForCertificates, WebhookLimits limits) {
        this.server = open(address);
        this.limits = limits;
        String name = "access-entries-webhook-" + port();
        this.deadlines = new Deadlines(name + "-deadlines");
        this.arrivals = new Arrivals(limits, deadlines, CheapThreads.named(name + "-reader"));
        this.workers = workers(name + "-worker", limits);
        server.setHttpsConfigurator(new ServerTls(context, asksForCertificates, arrivals::comeFrom));
        server.setExecutor(arrivals);
    }

    private static HttpsServer open(InetSocketAddress address) {
        try {
            return HttpsServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + address.getPort() + " of " + address.getAddress().getHostAddress()
                            + " cannot be opened; choose another port",
                    e);
        }
    }

    private static ThreadPoolExecutor workers(String name, WebhookLimits limits) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                limits.threads(),
                limits.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(limits.queue()),
                task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The URL for clients that reach the server by this name or address. */
    URI endpoint(String host) {
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    WebhookLoad load() {
        return WebhookLoad.builder()
                .working(workers.getActiveCount())
                .waiting(workers.getQueue().size())
                .arriving(arrivals.count())
                .build();
    }

    /** Well until it stops. */
    @Override
    public Health health() {
        return workers.isShutdown()
                ? Health.of(Ailment.builder()
                        .part("webhook server")
                        .why("it is stopping")
                        .disabling(true)
                        .build())
                : Health.well();
    }

    /** Starts to accept requests. */
    void start(
            Map<String, Function<byte[], WebhookAnswer>> webhooks,
            CallerCheck callers,
            Readiness readiness,
            WebhookListener listener) {
        server.createContext(
                "/",
                new Routes(
                        webhooks,
                        callers,
                        readiness,
                        arrivals,
                        new Reviews(workers, arrivals, deadlines, readiness, listener, limits)));
        server.start();
    }

    /** Lets reviews in progress finish for some time, then closes all connections. */
    void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(limits.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        arrivals.close();
        deadlines.close();
    }
}
