package io.github.accessentries.webhook;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.kubernetes.Kubeconfig;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
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
 * <p>Work is bounded by {@link WebhookLimits}. Requests arrive on cheap threads of their own (virtual ones from JDK 24 on), so that peers
 * that dawdle hold up nobody: they are cut off after {@link WebhookLimits#headTimeout()} and {@link WebhookLimits#requestTimeout()}, and
 * before that where too many arrive at the same time. Reviews beyond what is worked on and waits, and those that take too long, are
 * answered with 503 and {@code Retry-After}, upon which an API server tries again.
 *
 * <p>Health checks are answered under any load. {@code /readyz} asks the authenticator, the authorizer and what {@link Builder#readiness}
 * adds how they are doing, and goes by what came of the latest reviews: it is 503 while one of them fails whatever it is asked, or while
 * in 30 seconds at least three reviews were answered with 5xx and none with 200. Its body is that of a kube-apiserver, a line for each
 * part if it fails or with {@code ?verbose}; the reasons are in {@link #health()} and in the log.
 *
 * <p>It speaks HTTP/1.1 over TLS 1.3, and 1.2 with ephemeral keys and authenticated encryption. It listens on loopback, unless it is told
 * by {@link WebhookCallers} who may send reviews: others are answered with 401. It is the JDK's server, some settings of which are only
 * system properties: unless they are set already, this class sets {@code sun.net.httpserver.nodelay}, without which each answer takes 40
 * ms on JDK 17, and {@code sun.net.httpserver.maxIdleConnections}, without which 200 idle connections make it close others between two
 * requests. Thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/webhook/">Webhook mode, in the documentation of Kubernetes</a>
 */
public final class WebhookServer implements HealthIndicator, AutoCloseable {

    private static final String AUTHENTICATE = "/authenticate";
    private static final String AUTHORIZE = "/authorize";

    private final Builder options;
    private final BoundedHttpsServer server;
    private final @Nullable BearerSecret secret;
    private final Readiness readiness;

    private WebhookServer(Builder options, BoundedHttpsServer server, @Nullable BearerSecret secret) {
        this.options = options;
        this.server = server;
        this.secret = secret;
        this.readiness = new Readiness(options.clock);
    }

    /** {@return a new builder; a certificate, and an authenticator or an authorizer or both, are required} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return its URL, for example {@code https://127.0.0.1:21362}} */
    public URI endpoint() {
        return server.endpoint(host());
    }

    /**
     * {@return the content of the file for kube-apiserver's option {@code --authentication-token-webhook-config-file}}
     *
     * @throws IllegalStateException if there is no authenticator, the certificate authority is unknown, or the server listens on all
     *     addresses and no host was named
     */
    public Kubeconfig authenticationKubeconfig() {
        return kubeconfig(AUTHENTICATE, options.authenticator);
    }

    /**
     * {@return the content of the file for kube-apiserver's option {@code --authorization-webhook-config-file}, or for {@link
     * ApiServerConfiguration#authorization}}
     *
     * @throws IllegalStateException if there is no authorizer, the certificate authority is unknown, or the server listens on all
     *     addresses and no host was named
     */
    public Kubeconfig authorizationKubeconfig() {
        return kubeconfig(AUTHORIZE, options.authorizer);
    }

    private Kubeconfig kubeconfig(String path, @Nullable Object webhook) {
        if (webhook == null) {
            throw new IllegalStateException(
                    "The server does not serve " + path + "; set the authenticator or authorizer in the builder");
        }
        if (options.host == null && options.address.isAnyLocalAddress()) {
            throw new IllegalStateException("The server listens on all addresses, " + host()
                    + ", which an API server cannot call; say by which name it reaches the server, with host(..)");
        }
        return WebhookKubeconfig.of(endpoint().resolve(path), options.authority, secret);
    }

    private void start() {
        Map<String, Function<byte[], WebhookAnswer>> webhooks = new LinkedHashMap<>();
        if (options.authenticator != null) {
            webhooks.put(AUTHENTICATE, TokenReviewHandler.of(options.authenticator)::handle);
            readiness.needs("authenticator", options.authenticator, AUTHENTICATE);
        }
        if (options.authorizer != null) {
            SubjectAccessReviewHandler handler = SubjectAccessReviewHandler.of(options.authorizer);
            webhooks.put(AUTHORIZE, (options.takesLowerCaseExtra ? handler.takingLowerCaseExtra() : handler)::handle);
            readiness.needs("authorizer", options.authorizer, AUTHORIZE);
        }
        options.checks.forEach(readiness::needs);
        readiness.needs("shutdown", server);
        server.start(webhooks, new CallerCheck(options.effectiveCallers(), secret), readiness, options.listener);
    }

    /** {@return what {@code /readyz} goes by, with the reasons, which it withholds from whoever reaches it} */
    @Override
    public Health health() {
        return readiness.health();
    }

    /**
     * Stops: from now on {@code /readyz} and new reviews are answered with 503; reviews in progress still get their answers within the
     * stop timeout. Then all connections are closed, and the threads end.
     */
    @Override
    public void close() {
        server.close();
    }

    /** {@return the port that it listens on, even if any free one was asked for} */
    public int port() {
        return server.port();
    }

    /** {@return the name or address in the kubeconfigs} */
    public String host() {
        return options.host == null ? options.address.getHostAddress() : options.host;
    }

    /** {@return how much it has to do now} */
    public WebhookLoad load() {
        return server.load();
    }

    /** {@return the limits within which it works} */
    public WebhookLimits limits() {
        return options.limits;
    }

    /** Builds {@link WebhookServer}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Authenticator authenticator;
        private @Nullable Authorizer authorizer;
        private boolean takesLowerCaseExtra;
        private @Nullable SSLContext sslContext;
        private @Nullable Path authority;
        private @Nullable ServerKeys keys;
        private @Nullable WebhookCallers callers;
        private InetAddress address = InetAddress.getLoopbackAddress();
        private @Nullable String host;
        private int port = 21362;
        private WebhookLimits limits = WebhookLimits.builder().build();
        private final Map<String, HealthIndicator> checks = new LinkedHashMap<>();
        private Clock clock = Clock.systemUTC();
        private WebhookListener listener = (path, status, took) -> {};

        private Builder() {}

        private Builder(Builder other) {
            this.authenticator = other.authenticator;
            this.authorizer = other.authorizer;
            this.takesLowerCaseExtra = other.takesLowerCaseExtra;
            this.sslContext = other.sslContext;
            this.authority = other.authority;
            this.keys = other.keys;
            this.callers = other.callers;
            this.address = other.address;
            this.host = other.host;
            this.port = other.port;
            this.limits = other.limits;
            this.checks.putAll(other.checks);
            this.clock = other.clock;
            this.listener = other.listener;
        }

        /**
         * Serves TokenReviews at {@code /authenticate}.
         *
         * @param authenticator authenticates the tokens; the caller closes it
         * @return this builder
         */
        public Builder authenticator(Authenticator authenticator) {
            this.authenticator = requireNonNull(authenticator, "authenticator");
            return this;
        }

        /**
         * Serves SubjectAccessReviews at {@code /authorize}.
         *
         * @param authorizer decides about requests; the caller closes it
         * @return this builder
         */
        public Builder authorizer(Authorizer authorizer) {
            this.authorizer = requireNonNull(authorizer, "authorizer");
            return this;
        }

        /** {@return this builder, to take extra keys in lower case too, with the danger of {@link SubjectAccessReviewHandler#takingLowerCaseExtra()}} */
        public Builder takingLowerCaseExtra() {
            this.takesLowerCaseExtra = true;
            return this;
        }

        /**
         * Sets the certificate, which must be for the name or address by which API servers reach the server. The files
         * are read again when they change; while what they contain cannot be used, the last that could stays in use.
         *
         * <p>The certificate is also the authority that the kubeconfigs name, which fits a self-signed one;
         * {@link #certificateAuthority(Path)} names another.
         *
         * @param certificate PEM, the server's own first and then its chain
         * @param key PEM, PKCS #8, PKCS #1 or SEC 1, without a password
         * @return this builder
         * @throws IllegalArgumentException if the files are invalid, or do not belong together
         * @throws UncheckedIOException if they cannot be read
         */
        public Builder certificate(Path certificate, Path key) {
            requireNonNull(certificate, "certificate");
            requireNonNull(key, "key");
            keys = new ServerKeys(certificate, key);
            sslContext = null;
            if (authority == null) {
                authority = certificate;
            }
            return this;
        }

        /**
         * Uses a TLS context of the application.
         *
         * @param context holds certificate and key
         * @return this builder
         */
        public Builder sslContext(SSLContext context) {
            sslContext = requireNonNull(context, "context");
            keys = null;
            return this;
        }

        /**
         * Sets the certificates that API servers should trust, for the kubeconfigs. Blocks while it reads the file.
         *
         * @param certificates PEM
         * @return this builder
         * @throws IllegalArgumentException if the file does not contain certificates
         * @throws UncheckedIOException if it cannot be read
         */
        public Builder certificateAuthority(Path certificates) {
            requireNonNull(certificates, "certificates");
            PemFiles.certificates(certificates);
            authority = certificates;
            return this;
        }

        /**
         * Listens on an address other than loopback, for which {@link #callers(WebhookCallers)} must be set.
         *
         * @param address an address of this machine, or the wildcard address
         * @return this builder
         */
        public Builder address(InetAddress address) {
            this.address = requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets who may send reviews; by default whoever reaches it, which is only possible on loopback.
         *
         * @param callers who may
         * @return this builder
         */
        public Builder callers(WebhookCallers callers) {
            this.callers = requireNonNull(callers, "callers");
            return this;
        }

        private WebhookCallers effectiveCallers() {
            return callers == null ? WebhookCallers.whoeverReachesIt() : callers;
        }

        /**
         * Sets the name or address of the server in the kubeconfigs.
         *
         * @param host the name or address by which API servers reach it; by default the address it listens on
         * @return this builder
         */
        public Builder host(String host) {
            this.host = requireNonNull(host, "host");
            return this;
        }

        /**
         * Sets the port.
         *
         * @param port 0 for any free port; 21362 by default, like the public authenticator
         * @return this builder
         * @throws IllegalArgumentException if it is not a port number
         */
        public Builder port(int port) {
            if (port < 0 || port > 0xFFFF) {
                throw new IllegalArgumentException("port is " + port + "; give one from 0 to 65535");
            }
            this.port = port;
            return this;
        }

        /**
         * Sets the limits within which it works.
         *
         * @param limits by default those that fit the API servers of one cluster
         * @return this builder
         */
        public Builder limits(WebhookLimits limits) {
            this.limits = requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Adds something else that {@code /readyz} depends on.
         *
         * @param name how the lines of {@code /readyz} call it: lower-case letters, digits and hyphens
         * @param part asked for each request to {@code /readyz}, by several threads
         * @return this builder
         * @throws IllegalArgumentException if the name has other characters, or is taken
         */
        public Builder readiness(String name, HealthIndicator part) {
            Readiness.requireFree(requireNonNull(name, "name"), checks.keySet());
            checks.put(name, requireNonNull(part, "part"));
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Sets a listener that is notified of each answer.
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
         * @return the server, which accepts requests until it is closed
         * @throws IllegalStateException if the certificate is missing, or both authenticator and authorizer are; or
         *     callers, where the address is not loopback
         * @throws IllegalArgumentException if a file of the callers is invalid
         * @throws UncheckedIOException if the port cannot be opened, or such a file cannot be read
         */
        @CheckReturnValue
        public WebhookServer start() {
            if ((sslContext == null && keys == null) || (authenticator == null && authorizer == null)) {
                throw new IllegalStateException("A webhook server needs a certificate, and an authenticator or an"
                        + " authorizer or both; call certificate(..) and authenticator(..) before start()");
            }
            if (callers == null && !address.isLoopbackAddress()) {
                throw new IllegalStateException("Anybody who reaches " + address.getHostAddress()
                        + " could send reviews; call callers(..) with certificates or a secret, or with"
                        + " WebhookCallers.whoeverReachesIt() if nobody but API servers does");
            }
            WebhookCallers who = effectiveCallers();
            WebhookServer started = new WebhookServer(
                    new Builder(this),
                    new BoundedHttpsServer(
                            new InetSocketAddress(address, port),
                            ServerTls.context(sslContext, keys, who),
                            who.clientAuthorities().isPresent(),
                            limits),
                    who.secretFile().map(BearerSecret::new).orElse(null));
            started.start();
            return started;
        }
    }
}
