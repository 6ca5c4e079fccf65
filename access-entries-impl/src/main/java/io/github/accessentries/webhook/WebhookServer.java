package io.github.accessentries.webhook;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.kubernetes.Kubeconfig;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
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
 * <p>Thread-safe.
 */
public final class WebhookServer implements AutoCloseable {

    private static final String AUTHENTICATE = "/authenticate";
    private static final String AUTHORIZE = "/authorize";

    private final Builder options;
    private final BoundedHttpsServer server;

    private WebhookServer(Builder options, BoundedHttpsServer server) {
        this.options = options;
        this.server = server;
    }

    /**
     * Starts with no webhook. A certificate, and an authenticator or an authorizer or both, are required.
     *
     * @return a new builder
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
        return server.endpoint(host());
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
        return WebhookKubeconfig.of(endpoint().resolve(path), options.authority);
    }

    private void start() {
        Map<String, Function<byte[], WebhookAnswer>> webhooks = new LinkedHashMap<>();
        if (options.authenticator != null) {
            webhooks.put(AUTHENTICATE, TokenReviewHandler.of(options.authenticator)::handle);
        }
        if (options.authorizer != null) {
            webhooks.put(AUTHORIZE, SubjectAccessReviewHandler.of(options.authorizer)::handle);
        }
        server.start(webhooks, options.ready, options.listener);
    }

    /**
     * Stops: from now on {@code /readyz} answers 503 and so do new reviews; those that are under way get their answers, for
     * as long as the stop timeout allows. Then all connections are closed, and the threads end.
     */
    @Override
    public void close() {
        server.close(options.stopTimeout);
    }

    /** {@return the port that it listens on, also where any free one was asked for} */
    public int port() {
        return server.port();
    }

    /** {@return the name or address that the kubeconfigs have} */
    public String host() {
        return options.host == null ? options.address.getHostAddress() : options.host;
    }

    /** {@return how many reviews are worked on at a time} */
    public int threads() {
        return options.threads;
    }

    /** {@return how many reviews wait for a thread at most} */
    public int queue() {
        return options.queue;
    }

    /** {@return how long a request may take to arrive, and an answer to be taken} */
    public Duration requestTimeout() {
        return options.requestTimeout;
    }

    /** {@return how long {@link #close()} waits for reviews that are under way} */
    public Duration stopTimeout() {
        return options.stopTimeout;
    }

    /** Builds {@link WebhookServer}. Not thread-safe. */
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
            requireNonNull(certificate, "certificate");
            requireNonNull(key, "key");
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
            requireNonNull(certificates, "certificates");
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
            this.port = WebhookLimits.port(port);
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
            this.threads = WebhookLimits.atLeastOne(threads, "threads");
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
            this.queue = WebhookLimits.atLeastOne(queue, "queue");
            return this;
        }

        /**
         * Limits how long a request may take to arrive, TLS handshake included, and an answer to be taken.
         *
         * @param timeout more than zero, 10 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder requestTimeout(Duration timeout) {
            requestTimeout = WebhookLimits.moreThanZero(requireNonNull(timeout, "timeout"), "requestTimeout");
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
            stopTimeout = WebhookLimits.zeroOrMore(requireNonNull(timeout, "timeout"), "stopTimeout");
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
        @CheckReturnValue
        public WebhookServer start() {
            if (sslContext == null || (authenticator == null && authorizer == null)) {
                throw new IllegalStateException("A webhook server needs a certificate, and an authenticator or an"
                        + " authorizer or both; call certificate(..) and authenticator(..) before start()");
            }
            WebhookServer started = new WebhookServer(
                    new Builder(this),
                    new BoundedHttpsServer(
                            new InetSocketAddress(address, port), sslContext, threads, queue, requestTimeout));
            started.start();
            return started;
        }
    }
}
