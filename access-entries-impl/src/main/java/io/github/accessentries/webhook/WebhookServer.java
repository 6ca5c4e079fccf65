package io.github.accessentries.webhook;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.kubernetes.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of kube-apiservers as an HTTPS server: {@code POST /authenticate} for TokenReviews, {@code POST /authorize}
 * for SubjectAccessReviews, {@code GET /healthz} and {@code GET /readyz}. Statuses are those of {@link TokenReviewHandler}
 * and {@link SubjectAccessReviewHandler}; 404 for any other path, 405 for any other method, 413 for a body of more than
 * one mebibyte.
 *
 * <pre>{@code
 * WebhookServer server = WebhookServer.builder()
 *         .certificate(Path.of("tls.crt"), Path.of("tls.key"))
 *         .authenticator(authenticator)
 *         .start();
 * server.authenticationKubeconfig().write(Path.of("/etc/kubernetes/webhook.yaml"));
 * }</pre>
 *
 * <p>Work is bounded: so many reviews at a time, so many waiting; one more is answered with 503 and {@code Retry-After},
 * upon which an API server tries again. A request must arrive whole, from the first byte of the TLS handshake, within ten
 * seconds, or its connection is closed; so it is if an answer is not taken. Health is answered whatever the load.
 *
 * <p>It speaks HTTP/1.1 over TLS 1.2 and 1.3, and asks for no client certificates: whoever reaches the port may ask. So it
 * listens on loopback unless told otherwise.
 *
 * <p>It is the JDK's server, which can be told some things by system properties only: unless it is set already, this
 * class sets {@code sun.net.httpserver.nodelay}, without which each answer takes 40 ms on JDK 17.
 *
 * <p>May be shared by threads.
 */
public final class WebhookServer implements AutoCloseable {

    static {
        // Read once, when the JDK's server classes are loaded.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final String AUTHENTICATE = "/authenticate";
    private static final String AUTHORIZE = "/authorize";
    private static final int MAX_WAITING_CONNECTIONS = 1024;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Builder options;
    private final HttpsServer server;
    private final ThreadPoolExecutor readers;
    private final ThreadPoolExecutor workers;
    private final Deadlines deadlines;

    private WebhookServer(Builder options, HttpsServer server) {
        this.options = options;
        this.server = server;
        String name = "access-entries-webhook-" + server.getAddress().getPort();
        this.deadlines = new Deadlines(options.requestTimeout, name + "-deadlines");
        this.readers = threads(name + "-reader", options.threads, MAX_WAITING_CONNECTIONS);
        this.workers = threads(name + "-worker", options.threads, options.queue);
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

    /**
     * Starts with no webhook. A certificate, and an authenticator or an authorizer or both, are required.
     *
     * @return a builder, for one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the server is.
     *
     * @return for example {@code https://127.0.0.1:21362}
     */
    public URI endpoint() {
        String host = options.host == null ? options.address.getHostAddress() : options.host;
        boolean version6 = host.contains(":");
        return URI.create("https://" + (version6 ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort());
    }

    /**
     * The file for kube-apiserver's option {@code --authentication-token-webhook-config-file}.
     *
     * @return the file's content
     * @throws IllegalStateException if there is no authenticator, or if nothing is known of the certificate authority
     */
    public Kubeconfig authenticationKubeconfig() {
        return kubeconfig(AUTHENTICATE, options.authenticator);
    }

    /**
     * The file for kube-apiserver's option {@code --authorization-webhook-config-file}.
     *
     * @return the file's content
     * @throws IllegalStateException if there is no authorizer, or if nothing is known of the certificate authority
     */
    public Kubeconfig authorizationKubeconfig() {
        return kubeconfig(AUTHORIZE, options.authorizer);
    }

    private Kubeconfig kubeconfig(String path, @Nullable Object webhook) {
        if (webhook == null) {
            throw new IllegalStateException("The server does not serve " + path
                    + "; give the builder an authenticator or authorizer, whichever it is");
        }
        if (options.authority == null) {
            throw new IllegalStateException(
                    "It is not known whom API servers are to trust;" + " tell the builder by certificateAuthority(..)");
        }
        return new Kubeconfig(
                "access-entries",
                "apiserver",
                "webhook",
                endpoint().resolve(path),
                Base64.getEncoder().encodeToString(options.authority),
                Optional.empty());
    }

    private void start() {
        Map<String, Function<byte[], WebhookAnswer>> webhooks = new LinkedHashMap<>();
        if (options.authenticator != null) {
            webhooks.put(AUTHENTICATE, TokenReviewHandler.of(options.authenticator)::handle);
        }
        if (options.authorizer != null) {
            webhooks.put(AUTHORIZE, SubjectAccessReviewHandler.of(options.authorizer)::handle);
        }
        server.setHttpsConfigurator(new Tls(requireNonNull(options.sslContext)));
        server.setExecutor(task -> readers.execute(() -> deadlines.within(task::run)));
        server.createContext("/", new Routes(webhooks, this::isReady, options.listener, workers, deadlines));
        server.start();
    }

    private boolean isReady() {
        return !workers.isShutdown() && options.ready.getAsBoolean();
    }

    /**
     * Stops: from now on {@code /readyz} answers 503 and so do new reviews; those that are under way get their answers, for
     * as long as the stop timeout allows. Then all connections are closed, and the threads end.
     */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(options.stopTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
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

    /** Makes {@link WebhookServer}. Not safe for use by several threads. */
    public static final class Builder {

        private @Nullable Authenticator authenticator;
        private @Nullable Authorizer authorizer;
        private @Nullable SSLContext sslContext;
        private byte @Nullable [] authority;
        private InetAddress address = InetAddress.getLoopbackAddress();
        private @Nullable String host;
        private int port = 21362;
        private int threads = 32;
        private int queue = 256;
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration stopTimeout = Duration.ofSeconds(10);
        private BooleanSupplier ready = () -> true;
        private WebhookListener listener = (path, status, took) -> {};

        private Builder() {}

        private Builder(Builder other) {
            this.authenticator = other.authenticator;
            this.authorizer = other.authorizer;
            this.sslContext = other.sslContext;
            this.authority = other.authority;
            this.address = other.address;
            this.host = other.host;
            this.port = other.port;
            this.threads = other.threads;
            this.queue = other.queue;
            this.requestTimeout = other.requestTimeout;
            this.stopTimeout = other.stopTimeout;
            this.ready = other.ready;
            this.listener = other.listener;
        }

        /**
         * Serves TokenReviews at {@code /authenticate}.
         *
         * @param authenticator who knows whose tokens are; it stays the caller's to close
         * @return this builder
         */
        public Builder authenticator(Authenticator authenticator) {
            this.authenticator = requireNonNull(authenticator, "authenticator");
            return this;
        }

        /**
         * Serves SubjectAccessReviews at {@code /authorize}.
         *
         * @param authorizer who decides; it stays the caller's to close
         * @return this builder
         */
        public Builder authorizer(Authorizer authorizer) {
            this.authorizer = requireNonNull(authorizer, "authorizer");
            return this;
        }

        /**
         * Shows a certificate, which must be for the name or address that API servers reach the server by. The files are
         * read now, and not again: for certificates that are renewed while the server runs, use
         * {@link #sslContext(SSLContext)}.
         *
         * <p>The certificate is also the authority that the kubeconfigs name, which fits a self-signed one;
         * {@link #certificateAuthority(Path)} names another.
         *
         * @param certificate PEM, the server's own first and then its chain
         * @param key PEM, PKCS #8 without a password
         * @return this builder
         * @throws IllegalArgumentException if the files are not that, or do not belong together
         * @throws UncheckedIOException if they cannot be read
         */
        public Builder certificate(Path certificate, Path key) {
            sslContext = ServerCertificate.context(certificate, key);
            if (authority == null) {
                authority = ServerCertificate.pem(certificate);
            }
            return this;
        }

        /**
         * Uses a TLS context that the application has.
         *
         * @param context holds certificate and key
         * @return this builder
         */
        public Builder sslContext(SSLContext context) {
            sslContext = requireNonNull(context, "context");
            return this;
        }

        /**
         * Names the certificates that API servers are to trust, for the kubeconfigs.
         *
         * @param certificates PEM
         * @return this builder
         * @throws IllegalArgumentException if the file holds no certificates
         * @throws UncheckedIOException if it cannot be read
         */
        public Builder certificateAuthority(Path certificates) {
            authority = ServerCertificate.pem(certificates);
            return this;
        }

        /**
         * Listens on another address than loopback. Whoever reaches it may ask whose tokens are.
         *
         * @param address an address of this machine, or the wildcard address
         * @return this builder
         */
        public Builder address(InetAddress address) {
            this.address = requireNonNull(address, "address");
            return this;
        }

        /**
         * Names the server in the kubeconfigs.
         *
         * @param host the name or address that API servers reach it by; by default the address it listens on
         * @return this builder
         */
        public Builder host(String host) {
            this.host = requireNonNull(host, "host");
            return this;
        }

        /**
         * Chooses the port.
         *
         * @param port 0 for any that is free; 21362 by default, like the public authenticator
         * @return this builder
         * @throws IllegalArgumentException if it is no port
         */
        public Builder port(int port) {
            if (port < 0 || port > 0xFFFF) {
                throw new IllegalArgumentException("port is " + port + "; give one from 0 to 65535");
            }
            this.port = port;
            return this;
        }

        /**
         * Limits how many reviews are worked on at a time. A review that has to ask STS holds a thread until STS answers.
         *
         * @param threads at least 1; 32 by default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder threads(int threads) {
            this.threads = requireOne(threads, "threads");
            return this;
        }

        /**
         * Limits how many reviews wait for a thread; one more is answered with 503.
         *
         * @param queue at least 1; 256 by default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder queue(int queue) {
            this.queue = requireOne(queue, "queue");
            return this;
        }

        private static int requireOne(int number, String name) {
            if (number < 1) {
                throw new IllegalArgumentException(name + " is " + number + "; give at least 1");
            }
            return number;
        }

        /**
         * Limits how long a request may take to arrive, TLS handshake included, and an answer to be taken.
         *
         * @param timeout more than zero, 10 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder requestTimeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("requestTimeout is " + timeout + "; give more than zero");
            }
            requestTimeout = timeout;
            return this;
        }

        /**
         * Limits how long {@link WebhookServer#close()} waits for reviews that are under way.
         *
         * @param timeout zero for not at all, 10 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder stopTimeout(Duration timeout) {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("stopTimeout is " + timeout + "; give zero or more");
            }
            stopTimeout = timeout;
            return this;
        }

        /**
         * Says what else {@code /readyz} depends on, for example on the first reading of a snapshot.
         *
         * @param ready asked at each request for {@code /readyz}, by several threads
         * @return this builder
         */
        public Builder ready(BooleanSupplier ready) {
            this.ready = requireNonNull(ready, "ready");
            return this;
        }

        /**
         * Is told of each answer.
         *
         * @param listener for example one of {@code AccessMetrics}
         * @return this builder
         */
        public Builder listener(WebhookListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the server, which takes requests until it is closed
         * @throws IllegalStateException if there is no certificate, or neither authenticator nor authorizer
         * @throws UncheckedIOException if the port cannot be opened
         */
        public WebhookServer start() {
            if (sslContext == null || (authenticator == null && authorizer == null)) {
                throw new IllegalStateException("A webhook server needs a certificate, and an authenticator or an"
                        + " authorizer or both; call certificate(..) and authenticator(..) before start()");
            }
            WebhookServer started = new WebhookServer(new Builder(this), open());
            started.start();
            return started;
        }

        private HttpsServer open() {
            try {
                return HttpsServer.create(new InetSocketAddress(address, port), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Port " + port + " of " + address.getHostAddress() + " cannot be opened; choose another", e);
            }
        }
    }
}
