package io.github.accessentries.webhook;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The JDK's HTTPS server with bounded work: limits on concurrent requests, on waiting reviews, and on the time of each
 * request.
 */
final class BoundedHttpsServer {

    static {
        // Read once, when the JDK's server classes are loaded.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final int MAX_WAITING_CONNECTIONS = 1024;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final HttpsServer server;
    private final ThreadPoolExecutor readers;
    private final ThreadPoolExecutor workers;
    private final Deadlines deadlines;

    BoundedHttpsServer(InetSocketAddress address, SSLContext context, int threads, int queue, Duration requestTimeout) {
        this.server = open(address);
        String name = "access-entries-webhook-" + port();
        this.deadlines = new Deadlines(requestTimeout, name + "-deadlines");
        this.readers = threads(name + "-reader", threads, MAX_WAITING_CONNECTIONS);
        this.workers = threads(name + "-worker", threads, queue);
        server.setHttpsConfigurator(new Tls(context));
        server.setExecutor(task -> readers.execute(() -> deadlines.within(task::run)));
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

    private static ThreadPoolExecutor threads(String name, int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(queue), task -> {
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

    /** Starts to accept requests. */
    void start(Map<String, Function<byte[], WebhookAnswer>> webhooks, BooleanSupplier ready, WebhookListener listener) {
        BooleanSupplier openAndReady = () -> !workers.isShutdown() && ready.getAsBoolean();
        server.createContext("/", new Routes(webhooks, openAndReady, listener, workers, deadlines));
        server.start();
    }

    /** Lets reviews in progress finish for some time, then closes all connections. */
    void close(Duration stopTimeout) {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(stopTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        readers.shutdownNow();
        deadlines.close();
    }

    private static final class Tls extends HttpsConfigurator {

        Tls(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters connection) {
            SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            connection.setSSLParameters(parameters);
        }
    }
}
