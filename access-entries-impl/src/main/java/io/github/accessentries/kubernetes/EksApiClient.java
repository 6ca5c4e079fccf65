package io.github.accessentries.kubernetes;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.RateLimit;
import io.github.accessentries.internal.calls.ClusterCalls;
import io.github.accessentries.internal.waiting.CheapThreads;
import io.github.accessentries.token.TokenSource;
import io.kubernetes.client.openapi.ApiClient;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * Creates clients of the Kubernetes Java client for EKS clusters. Their tokens stay fresh for as long as the client lives:
 *
 * <pre>{@code
 * ApiClient client = EksApiClient.of(eks, "prod", tokens.source("prod"));
 * CoreV1Api core = new CoreV1Api(client);
 * }</pre>
 *
 * <p>A client that is made like this outlives the certificate authority of the cluster as well. It describes the cluster again at
 * a request when the last description is an hour old, in the background, and when a server's certificate is not trusted, which then is tried once
 * more; many requests that fail at a time ask once, and never more often than every ten seconds. All authorities that EKS
 * describes are trusted, which are two while one replaces the other. If the cluster cannot be described, what was trusted stays
 * trusted, and a line at WARN says so. Requests in progress go on, but none is sent over a connection whose server is no longer
 * trusted. It stays with its cluster: one of the same name that was made at
 * another time, or has another endpoint or ARN, is not followed, since nobody has said that it is meant; calls then fail, and say
 * why. A client of {@linkplain #of(Cluster, TokenSource) a description} knows that one alone.
 *
 * <p>Each request asks the {@link TokenSource}. A request that is answered with 401 is sent once more with a new token,
 * unless its body can be read only once. The token goes to the cluster's endpoint over TLS, trusting the cluster's own
 * certificate authority and no other, and nowhere else: redirects are not followed. Without credentials, calls fail
 * with an {@code ApiException} that says so.
 * Setting TLS on the client itself, as by {@code setSslCaCert}, ends that.
 *
 * <p>Watches and followed logs have no read timeout, since they may be silent for long; a ping every 30 seconds checks
 * that the connection is still alive, so that they neither break off nor hang. The client is thread-safe and need not
 * be closed; its idle connections and threads end by themselves.
 *
 * <p>Needs {@code io.kubernetes:client-java-api}, which is not a transitive dependency of this library.
 */
public final class EksApiClient {

    private static final Duration PING_INTERVAL = Duration.ofSeconds(30);

    private static final ThreadFactory THREADS = CheapThreads.named("access-entries-describe");

    private EksApiClient() {}

    /**
     * A client with the default for every option.
     *
     * @param cluster DescribeCluster's answer
     * @param tokens tokens for this cluster
     * @return a client; sends nothing yet
     * @throws IllegalArgumentException if the cluster is neither ACTIVE nor UPDATING, has no endpoint or certificate,
     *     or if the tokens are for another cluster
     */
    public static ApiClient of(Cluster cluster, TokenSource tokens) {
        return builder(cluster, tokens).build();
    }

    /**
     * A client that describes its cluster by itself, with the default for every option. Blocks for one call of DescribeCluster.
     *
     * @param eks describes the cluster, now and later; the caller closes it when the client is no longer used
     * @param clusterName the name of the cluster
     * @param tokens tokens for this cluster
     * @return a client
     * @throws io.github.accessentries.AccessEntriesException if the cluster cannot be described
     * @throws IllegalArgumentException if the cluster is neither ACTIVE nor UPDATING, has no endpoint or certificate,
     *     or if the tokens are for another cluster
     */
    public static ApiClient of(EksClient eks, String clusterName, TokenSource tokens) {
        return builder(eks, clusterName, tokens).build();
    }

    /**
     * Starts with the default for every option, for a client that describes its cluster by itself.
     *
     * @param eks describes the cluster, now and later; the caller closes it when the client is no longer used
     * @param clusterName the name of the cluster
     * @param tokens tokens for this cluster
     * @return a new builder
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     */
    public static Builder builder(EksClient eks, String clusterName, TokenSource tokens) {
        requireNonNull(eks, "eks");
        requireNonNull(clusterName, "clusterName");
        EntryRules.requireClusterName(clusterName);
        ClusterCalls calls = ClusterCalls.of(eks, clusterName, RateLimit.none());
        return new Builder(calls::cluster, true, requireNonNull(tokens, "tokens"));
    }

    /**
     * Starts with the default for every option.
     *
     * @param cluster DescribeCluster's answer
     * @param tokens tokens for this cluster
     * @return a new builder
     */
    public static Builder builder(Cluster cluster, TokenSource tokens) {
        requireNonNull(cluster, "cluster");
        return new Builder(() -> cluster, false, requireNonNull(tokens, "tokens"));
    }

    /** Builds clients. Not thread-safe. */
    public static final class Builder {

        private final Supplier<Cluster> description;
        private final boolean describesAgain;
        private final TokenSource tokens;
        private Clock clock = Clock.systemUTC();
        private Executor background = task -> THREADS.newThread(task).start();
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);

        private Builder(Supplier<Cluster> description, boolean describesAgain, TokenSource tokens) {
            this.description = description;
            this.describesAgain = describesAgain;
            this.tokens = tokens;
        }

        /**
         * Limits how long to wait for a connection.
         *
         * @param timeout more than zero, 10 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder connectTimeout(Duration timeout) {
            requireNonNull(timeout, "timeout");
            connectTimeout = requirePositive(timeout, "connectTimeout");
            return this;
        }

        /**
         * Limits how long the server may be silent, both while it reads and while it answers. Does not apply to watches
         * and followed logs.
         *
         * @param timeout more than zero, 30 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder readTimeout(Duration timeout) {
            requireNonNull(timeout, "timeout");
            readTimeout = requirePositive(timeout, "readTimeout");
            return this;
        }

        private static Duration requirePositive(Duration timeout, String name) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException(name + " is " + timeout + "; give more than zero");
            }
            return timeout;
        }

        /**
         * Sets the clock that tells when to describe the cluster again, for tests.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** Sets what describes the cluster again while requests go on, for tests. */
        Builder background(Executor executor) {
            background = executor;
            return this;
        }

        /**
         * Builds the client. Sends nothing to the cluster yet; describes it, if it was not given as a description.
         *
         * @return a client
         * @throws io.github.accessentries.AccessEntriesException if the cluster cannot be described
         * @throws IllegalArgumentException if the cluster is neither ACTIVE nor UPDATING, has no endpoint or
         *     certificate, or if the tokens are for another cluster
         */
        @CheckReturnValue
        public ApiClient build() {
            Cluster cluster = description.get();
            ClusterEndpoint endpoint = ClusterEndpoint.of(cluster);
            if (!tokens.clusterName().equals(endpoint.tokenId())) {
                throw new IllegalArgumentException("The tokens are for cluster " + tokens.clusterName() + ", but "
                        + cluster.name() + " accepts those for " + endpoint.tokenId() + "; call source(\""
                        + endpoint.tokenId() + "\")");
            }
            ApiServerUrl server = new ApiServerUrl(HttpUrl.get(endpoint.server()));
            ClusterTrust trust = trust(cluster, endpoint);
            SSLContext tls = tls(trust);
            ConnectionPool connections = new ConnectionPool();
            RenewedTrust renewed = describesAgain
                    ? new DescribedTrust(
                            endpoint, description, trust, () -> forget(tls, connections), clock, background)
                    : RenewedTrust.never(endpoint.tokenId());
            OkHttpClient http = new OkHttpClient.Builder()
                    .connectionPool(connections)
                    .sslSocketFactory(new TrustedSockets(tls.getSocketFactory(), trust), trust)
                    .connectTimeout(connectTimeout)
                    .readTimeout(readTimeout)
                    .writeTimeout(readTimeout)
                    .pingInterval(PING_INTERVAL)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .addInterceptor(new FreshTokens(server, tokens))
                    .addInterceptor(new TrustedCalls(server, endpoint.tokenId(), renewed))
                    .build();
            return new ApiClient(http).setBasePath(endpoint.server().toString());
        }

        private static ClusterTrust trust(Cluster cluster, ClusterEndpoint endpoint) {
            try {
                return new ClusterTrust(endpoint.certificateAuthorityPem());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The certificate authority of cluster " + cluster.name()
                                + " does not contain certificates in PEM; pass on what DescribeCluster answers",
                        e);
            }
        }

        private static SSLContext tls(ClusterTrust trust) {
            try {
                SSLContext tls = SSLContext.getInstance("TLS");
                tls.init(null, new TrustManager[] {trust}, null);
                return tls;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has TLS", e);
            }
        }

        /**
         * Neither a connection that is idle nor a session that could be resumed stands for an authority of before. One that is in use
         * looks to that itself.
         */
        private static void forget(SSLContext tls, ConnectionPool connections) {
            SSLSessionContext sessions = tls.getClientSessionContext();
            for (byte[] id : Collections.list(sessions.getIds())) {
                Optional.ofNullable(sessions.getSession(id)).ifPresent(SSLSession::invalidate);
            }
            connections.evictAll();
        }
    }
}
