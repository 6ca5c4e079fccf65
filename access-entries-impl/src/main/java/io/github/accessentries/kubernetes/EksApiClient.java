package io.github.accessentries.kubernetes;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.token.TokenSource;
import io.kubernetes.client.openapi.ApiClient;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * Creates clients of the Kubernetes Java client for EKS clusters, from DescribeCluster's answer. Their tokens stay
 * fresh for as long as the client lives:
 *
 * <pre>{@code
 * Cluster cluster = eks.describeCluster(r -> r.name("prod")).cluster();
 * ApiClient client = EksApiClient.of(cluster, tokens.source("prod"));
 * CoreV1Api core = new CoreV1Api(client);
 * }</pre>
 *
 * <p>Each request asks the {@link TokenSource}. A request that is answered with 401 is sent once more with a new token,
 * unless its body can be read only once. The token goes to the cluster's endpoint over TLS, trusting the cluster's own
 * certificate authority and no other, and nowhere else: redirects are not followed. Without credentials, calls fail
 * with an {@code ApiException} that says so.
 *
 * <p>Watches and followed logs have no read timeout, since they may be silent for long; a ping every 30 seconds checks
 * that the connection is still alive, so that they neither break off nor hang. The client is thread-safe and need not
 * be closed; its idle connections and threads end by themselves.
 *
 * <p>Needs {@code io.kubernetes:client-java-api}, which is not a transitive dependency of this library.
 */
public final class EksApiClient {

    private static final Duration PING_INTERVAL = Duration.ofSeconds(30);

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
     * Starts with the default for every option.
     *
     * @param cluster DescribeCluster's answer
     * @param tokens tokens for this cluster
     * @return a new builder
     */
    public static Builder builder(Cluster cluster, TokenSource tokens) {
        return new Builder(requireNonNull(cluster, "cluster"), requireNonNull(tokens, "tokens"));
    }

    /** Builds clients. Not thread-safe. */
    public static final class Builder {

        private final Cluster cluster;
        private final TokenSource tokens;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);

        private Builder(Cluster cluster, TokenSource tokens) {
            this.cluster = cluster;
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
         * Builds the client. Sends nothing yet.
         *
         * @return a client
         * @throws IllegalArgumentException if the cluster is neither ACTIVE nor UPDATING, has no endpoint or
         *     certificate, or if the tokens are for another cluster
         */
        @CheckReturnValue
        public ApiClient build() {
            ClusterEndpoint endpoint = ClusterEndpoint.of(cluster);
            if (!tokens.clusterName().equals(endpoint.tokenId())) {
                throw new IllegalArgumentException("The tokens are for cluster " + tokens.clusterName() + ", but "
                        + cluster.name() + " accepts those for " + endpoint.tokenId() + "; call source(\""
                        + endpoint.tokenId() + "\")");
            }
            HttpUrl server = HttpUrl.get(endpoint.server());
            OkHttpClient http = new OkHttpClient.Builder()
                    .connectTimeout(connectTimeout)
                    .readTimeout(readTimeout)
                    .writeTimeout(readTimeout)
                    .pingInterval(PING_INTERVAL)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .addInterceptor(new FreshTokens(server, tokens))
                    .build();
            ApiClient client = new ApiClient(http).setBasePath(endpoint.server().toString());
            try {
                return client.setSslCaCert(new ByteArrayInputStream(endpoint.certificateAuthorityPem()));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "The certificate authority of cluster " + cluster.name()
                                + " does not contain certificates in PEM; pass on what DescribeCluster answers",
                        e);
            }
        }
    }
}
