package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.ErrorContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Mints tokens that let an IAM identity into EKS clusters, the same as {@code aws eks get-token} prints.
 *
 * <p>Minting asks the credentials provider and signs; it calls no service by itself. Objects of this class may be shared
 * by threads.
 */
public final class EksTokens {

    /** Clusters take a token for 15 minutes from signing; the last one is left to slow ways and clocks. */
    private static final Duration LIFETIME = Duration.ofMinutes(14);

    /** Means nothing to STS, but old verifiers refuse anything above, and every client sends it. */
    private static final Duration EXPIRES_PARAMETER = Duration.ofSeconds(60);

    private final AwsCredentialsProvider credentialsProvider;
    private final CallerIdentitySigner signer;
    private final Clock clock;
    private final Region region;
    private final boolean fips;
    private final boolean dualStack;

    private EksTokens(AwsCredentialsProvider credentialsProvider, Region region, Builder options) {
        this.credentialsProvider = credentialsProvider;
        this.region = region;
        this.fips = options.fips;
        this.dualStack = options.dualStack;
        String host = host(region, options.fips, options.dualStack);
        this.signer = new CallerIdentitySigner(host, signingRegion(host, region));
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

    /** {@return the region whose STS tokens are for} */
    public Region region() {
        return region;
    }

    /** {@return whether tokens are for the FIPS endpoint} */
    public boolean fips() {
        return fips;
    }

    /** {@return whether tokens are for the endpoint that also speaks IPv6} */
    public boolean dualStack() {
        return dualStack;
    }

    /**
     * Mints a token.
     *
     * <p>Credentials of a role session with many tags or long policies make long tokens; clusters refuse those of more
     * than 4096 bytes, which are session tokens of about 2.5 KB.
     *
     * @param clusterName the name of the cluster; for a local cluster on Outposts its id
     * @return the token, good for 14 minutes or, if that is shorter, for as long as the credentials
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     * @throws AccessEntriesException if the provider has no credentials, with the SDK's exception as cause
     */
    public EksToken mint(String clusterName) {
        requireNonNull(clusterName, "clusterName");
        EntryRules.requireClusterName(clusterName);
        AwsCredentials credentials = credentials(clusterName);
        Instant signedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SdkHttpRequest signed = signer.sign(clusterName, credentials, signedAt, EXPIRES_PARAMETER);
        return EksToken.builder()
                .value(TokenFormat.encode(signed.getUri().toString()))
                .expiresAt(credentials
                        .expirationTime()
                        .filter(signedAt.plus(LIFETIME)::isAfter)
                        .orElseGet(() -> signedAt.plus(LIFETIME)))
                .build();
    }

    /**
     * Tokens for one cluster that stay fresh, for clients that live longer than a token. Refreshes are done on the thread
     * of a caller.
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
     * Tokens for one cluster that stay fresh, refreshed by an executor: no caller waits for the credentials provider but
     * at the very first.
     *
     * @param clusterName the name of the cluster; for a local cluster on Outposts its id
     * @param executor what refreshes tokens ahead of their end; it stays the caller's to close
     * @return a source that has minted nothing yet
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     */
    public TokenSource source(String clusterName, Executor executor) {
        requireNonNull(clusterName, "clusterName");
        EntryRules.requireClusterName(clusterName);
        return new TokenSource(clusterName, () -> mint(clusterName), clock, requireNonNull(executor, "executor"));
    }

    private AwsCredentials credentials(String clusterName) {
        AwsCredentials credentials;
        try {
            credentials = credentialsProvider.resolveCredentials();
        } catch (SdkException e) {
            throw noCredentials(clusterName, e);
        }
        if (credentials.accessKeyId() == null || credentials.secretAccessKey() == null) {
            throw noCredentials(clusterName, null);
        }
        return credentials;
    }

    private static AccessEntriesException noCredentials(String clusterName, @Nullable SdkException cause) {
        return new AccessEntriesException(
                "There are no AWS credentials to sign a token for cluster " + clusterName
                        + " with; log in or configure them where the given credentials provider looks",
                ErrorContext.builder().cluster(clusterName).build(),
                cause);
    }

    /** By the older {@code url()}, since {@code endpointUrl()} came only in July 2026. */
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
                .orElseThrow(() -> new IllegalArgumentException("No cluster accepts tokens of " + host
                        + "; use a region that is none of the pseudo regions, without dual stack in the isolated"
                        + " partitions"));
    }

    /** Builds {@link EksTokens}. Not thread-safe. */
    public static final class Builder {

        private @Nullable AwsCredentialsProvider credentialsProvider;
        private @Nullable Region region;
        private AwsRegionProvider defaultRegion =
                DefaultAwsRegionProviderChain.builder().build();
        private boolean fips;
        private boolean dualStack;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Says whom the tokens stand for; required. The provider is asked for each token and stays the caller's to close.
         *
         * @param provider for example {@code DefaultCredentialsProvider.builder().build()}
         * @return this builder
         */
        public Builder credentialsProvider(AwsCredentialsProvider provider) {
            credentialsProvider = requireNonNull(provider, "provider");
            return this;
        }

        /**
         * Chooses the STS endpoint that will vouch for the tokens: best the cluster's own region, and one of its
         * partition.
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

        /**
         * Uses the endpoint with FIPS 140 validated cryptography.
         *
         * @param enabled {@code false} by default
         * @return this builder
         */
        public Builder fips(boolean enabled) {
            fips = enabled;
            return this;
        }

        /**
         * Uses the endpoint that also speaks IPv6.
         *
         * @param enabled {@code false} by default
         * @return this builder
         */
        public Builder dualStack(boolean enabled) {
            dualStack = enabled;
            return this;
        }

        /**
         * Takes the signing time from another clock, for tests.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Makes it. Nothing is signed yet.
         *
         * @return the minter
         * @throws IllegalStateException if there is no credentials provider, or no region was given or found
         * @throws IllegalArgumentException if no cluster accepts tokens of the endpoint that the options lead to
         */
        @CheckReturnValue
        public EksTokens build() {
            if (credentialsProvider == null) {
                throw new IllegalStateException("No credentials to sign with; call credentialsProvider(..), for example"
                        + " with DefaultCredentialsProvider.builder().build()");
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
                    "No region was given, and the SDK's default chain finds none; call region(..) or set AWS_REGION",
                    cause);
        }
    }
}
