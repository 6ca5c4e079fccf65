package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Mints tokens with which an IAM identity authenticates to EKS clusters, the same as {@code aws eks get-token} prints.
 *
 * <p>Minting asks the credentials provider and signs; it calls no service by itself. Thread-safe.
 *
 * @see <a href="https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster">The form of tokens, by their public authenticator</a>
 */
public final class EksTokens {

    /** Clusters accept a token for 15 minutes after signing; the last minute is left for slow networks and clocks. */
    private static final Duration LIFETIME = Duration.ofMinutes(14);

    /** Has no meaning for STS, but old verifiers refuse anything larger, and every client sends it. */
    private static final Duration EXPIRES_PARAMETER = Duration.ofSeconds(60);

    private final AwsCredentialsProvider credentialsProvider;
    private final CallerIdentitySigner signer;
    private final Clock clock;
    private final Region region;
    private final boolean fips;
    private final boolean dualStack;
    private final int maxTokenLength;

    private EksTokens(AwsCredentialsProvider credentialsProvider, Region region, Builder options) {
        this.credentialsProvider = credentialsProvider;
        this.region = region;
        this.fips = options.fips == null ? options.settings.fips() : options.fips;
        this.dualStack = options.dualStack == null ? options.settings.dualStack() : options.dualStack;
        String host = host(region, fips, dualStack);
        this.signer = new CallerIdentitySigner(host, signingRegion(host, region));
        this.maxTokenLength = options.maxTokenLength;
        this.clock = options.clock;
    }

    /**
     * Starts with the default for every option. The credentials provider is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the region of the STS endpoint that tokens use} */
    public Region region() {
        return region;
    }

    /** {@return whether tokens use the FIPS endpoint} */
    public boolean fips() {
        return fips;
    }

    /** {@return whether tokens use the dual-stack endpoint, which also supports IPv6} */
    public boolean dualStack() {
        return dualStack;
    }

    /** {@return the longest token that is handed out, in bytes} */
    public int maxTokenLength() {
        return maxTokenLength;
    }

    /**
     * Mints a token. Blocks for as long as the provider of credentials does.
     *
     * <p>Credentials of a role session with many tags or long policies make long tokens. One that is longer than clusters take is
     * not handed out, since all that it would get is a refusal without a reason.
     *
     * @param clusterName the name of the cluster; for a local cluster on Outposts its id
     * @return the token, valid for 14 minutes or as long as the credentials, whichever is shorter
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     * @throws UnavailableException if the thread is interrupted while the provider looks for credentials
     * @throws AccessEntriesException if the provider has no credentials, with its exception as cause, or has some that have
     *     expired; or if the token is longer than {@link #maxTokenLength()}
     */
    public EksToken mint(String clusterName) {
        requireNonNull(clusterName, "clusterName");
        EntryRules.requireClusterName(clusterName);
        AwsCredentials credentials = credentials(clusterName);
        Instant now = clock.instant();
        Instant signedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = credentials
                .expirationTime()
                .filter(signedAt.plus(LIFETIME)::isAfter)
                .orElseGet(() -> signedAt.plus(LIFETIME));
        if (!expiresAt.isAfter(now)) {
            throw expired(clusterName, expiresAt);
        }
        SdkHttpRequest signed = signer.sign(clusterName, credentials, signedAt, EXPIRES_PARAMETER);
        return EksToken.builder()
                .value(requireFitting(TokenFormat.encode(signed.getUri().toString()), clusterName))
                .expiresAt(expiresAt)
                .build();
    }

    /**
     * A source of always fresh tokens for one cluster, for clients that live longer than a token. A caller's thread
     * refreshes them.
     *
     * @param clusterName the name of the cluster; for a local cluster on Outposts its id
     * @return a source that has minted nothing yet
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     */
    public TokenSource source(String clusterName) {
        requireNonNull(clusterName, "clusterName");
        return source(clusterName, Runnable::run);
    }

    /**
     * A source of always fresh tokens for one cluster, refreshed by an executor: callers wait for the credentials
     * provider only for the first token.
     *
     * @param clusterName the name of the cluster; for a local cluster on Outposts its id
     * @param executor refreshes tokens before they expire; the caller closes it
     * @return a source that has minted nothing yet
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     */
    public TokenSource source(String clusterName, Executor executor) {
        requireNonNull(clusterName, "clusterName");
        EntryRules.requireClusterName(clusterName);
        return new TokenSource(clusterName, () -> mint(clusterName), clock, requireNonNull(executor, "executor"));
    }

    private String requireFitting(String token, String clusterName) {
        if (token.length() > maxTokenLength) {
            throw new AccessEntriesException(
                    "The token for cluster " + clusterName + " would have " + token.length() + " bytes, and "
                            + (maxTokenLength == TokenFormat.DEFAULT_MAX_LENGTH
                                    ? "clusters refuse those"
                                    : "maxTokenLength refuses those")
                            + " of more than " + maxTokenLength + ", because the session token of the credentials is"
                            + " long; assume the role with fewer or shorter session tags and policies, or, if the"
                            + " cluster's verifier takes more, raise maxTokenLength",
                    ErrorContext.builder().cluster(clusterName).build(),
                    null);
        }
        return token;
    }

    private AwsCredentials credentials(String clusterName) {
        AwsCredentials credentials;
        try {
            credentials = credentialsProvider.resolveCredentials();
        } catch (RuntimeException e) { // Providers throw others than the SDK's: that of processes IllegalStateException
            throw e instanceof AbortedException || Thread.currentThread().isInterrupted()
                    ? interrupted(clusterName, e)
                    : noCredentials(clusterName, e);
        }
        if (credentials == null || credentials.accessKeyId() == null || credentials.secretAccessKey() == null) {
            throw noCredentials(clusterName, null);
        }
        return credentials;
    }

    private static UnavailableException interrupted(String clusterName, RuntimeException cause) {
        return new UnavailableException(
                "Interrupted while looking for AWS credentials to sign a token for cluster " + clusterName,
                ErrorContext.builder().cluster(clusterName).build(),
                cause);
    }

    private static AccessEntriesException expired(String clusterName, Instant expiredAt) {
        return new AccessEntriesException(
                "The AWS credentials to sign a token for cluster " + clusterName + " expired at " + expiredAt
                        + "; log in again, or have the credentials provider renew them",
                ErrorContext.builder().cluster(clusterName).build(),
                null);
    }

    private static AccessEntriesException noCredentials(String clusterName, @Nullable RuntimeException cause) {
        return new AccessEntriesException(
                "No AWS credentials were found to sign a token for cluster " + clusterName + "; log in, or configure"
                        + " them where the credentials provider looks",
                ErrorContext.builder().cluster(clusterName).build(),
                cause);
    }

    /** Uses the older {@code url()}, since {@code endpointUrl()} exists only since July 2026. */
    @SuppressWarnings("deprecation")
    private static String host(Region region, boolean fips, boolean dualStack) {
        return StsEndpointProvider.defaultProvider()
                .resolveEndpoint(parameters -> parameters
                        .region(region)
                        .useFips(fips)
                        .useDualStack(dualStack)
                        .useGlobalEndpoint(false))
                .join()
                .url()
                .getHost();
    }

    private static String signingRegion(String host, Region region) {
        Set<String> unknownRegion = region.isGlobalRegion() ? Set.of() : Set.of(region.id());
        return StsHosts.of(PartitionMetadata.of(region).id(), unknownRegion)
                .signingRegion(host)
                .orElseThrow(() -> new IllegalArgumentException("No cluster accepts tokens of " + host + "; use a"
                        + " real region rather than a pseudo region, and no dual stack in the isolated partitions"));
    }

    /** Builds {@link EksTokens}. Not thread-safe. */
    public static final class Builder {

        private @Nullable AwsCredentialsProvider credentialsProvider;
        private @Nullable Region region;
        private AwsRegionProvider defaultRegion =
                DefaultAwsRegionProviderChain.builder().build();
        private EndpointSettings settings = EndpointSettings.ofProcess();
        private @Nullable Boolean fips;
        private @Nullable Boolean dualStack;
        private int maxTokenLength = TokenFormat.DEFAULT_MAX_LENGTH;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets the credentials of the identity that the tokens are for; required. The provider is called for each
         * token. The caller closes it.
         *
         * @param provider for example {@code DefaultCredentialsProvider.builder().build()}
         * @return this builder
         */
        public Builder credentialsProvider(AwsCredentialsProvider provider) {
            credentialsProvider = requireNonNull(provider, "provider");
            return this;
        }

        /**
         * Sets the region of the STS endpoint that verifies the tokens: ideally the cluster's own region, and always
         * one of its partition.
         *
         * @param region the region; by default the one that the SDK's default chain finds when the object is built
         * @return this builder
         */
        public Builder region(Region region) {
            this.region = requireNonNull(region, "region");
            return this;
        }

        Builder defaultRegion(AwsRegionProvider provider) {
            defaultRegion = provider;
            return this;
        }

        Builder settings(EndpointSettings found) {
            settings = found;
            return this;
        }

        /**
         * Uses the endpoint with FIPS 140 validated cryptography.
         *
         * @param enabled by default what the system property {@code aws.useFipsEndpoint}, the environment variable {@code
         *     AWS_USE_FIPS_ENDPOINT} or the profile's {@code use_fips_endpoint} says when the object is built, as for the
         *     AWS CLI, and otherwise {@code false}
         * @return this builder
         */
        public Builder fips(boolean enabled) {
            fips = enabled;
            return this;
        }

        /**
         * Uses the dual-stack endpoint, which also supports IPv6.
         *
         * @param enabled by default what the system property {@code aws.useDualstackEndpoint}, the environment variable {@code
         *     AWS_USE_DUALSTACK_ENDPOINT} or the profile's {@code use_dualstack_endpoint} says when the object is built, as
         *     for the AWS CLI, and otherwise {@code false}
         * @return this builder
         */
        public Builder dualStack(boolean enabled) {
            dualStack = enabled;
            return this;
        }

        /**
         * Sets how long a token may be. Clusters take 4,096 bytes, which is a session token of about 2.5 KB; only a verifier that
         * has been set up for more takes longer ones.
         *
         * @param bytes from 1,024 to 16,384, which is about what STS takes; 4,096 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder maxTokenLength(int bytes) {
            maxTokenLength = TokenFormat.requireMaxLength(bytes);
            return this;
        }

        /**
         * Sets the clock for the signing time, for tests.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Builds it. Signs nothing yet.
         *
         * @return the minter
         * @throws IllegalStateException if the credentials provider is missing, no region was set or found, or what is set for
         *     FIPS or dual stack outside the code is neither true nor false
         * @throws IllegalArgumentException if no cluster accepts tokens of the resulting endpoint
         */
        @CheckReturnValue
        public EksTokens build() {
            if (credentialsProvider == null) {
                throw new IllegalStateException("The credentials provider is missing; call credentialsProvider(..),"
                        + " for example with DefaultCredentialsProvider.builder().build()");
            }
            return new EksTokens(credentialsProvider, region == null ? findRegion() : region, this);
        }

        private Region findRegion() {
            Region found;
            try {
                found = defaultRegion.getRegion();
            } catch (SdkException e) {
                throw noRegion(e);
            }
            if (found == null) {
                throw noRegion(null);
            }
            return found;
        }

        private static IllegalStateException noRegion(@Nullable SdkException cause) {
            return new IllegalStateException(
                    "The region is missing, and the SDK's default chain finds none; call region(..) or set AWS_REGION",
                    cause);
        }
    }
}
