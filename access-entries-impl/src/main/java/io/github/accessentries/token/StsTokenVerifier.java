package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Ailment;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.Health;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Verifies tokens as EKS does: checks the presigned request inside a token and sends it to STS, which alone can tell
 * whether the signature is valid and whose it is.
 *
 * <p>Stricter than the public authenticator where that rejects no genuine token, unless it uses the {@link
 * VerificationProfile#REFERENCE} profile: the request is rebuilt from parts that were each checked, and it has to be
 * signed for exactly its host, day and service, for a region of the partition, and not in the future. A token that
 * fails any of these checks is rejected without a request. A valid one causes exactly one request each time: no answer
 * is kept.
 *
 * <p>Only STS's own words decide about a token: its answer to GetCallerIdentity, or an error document of its own with a
 * code that is about the token. Whatever else comes back, a page or a redirect of a proxy for example, is an outage, also
 * with status 403. Redirects are not followed.
 *
 * <p>A token for a region that the SDK does not list is sent there if the region's name has the form of the partition's
 * regions, so that a new region needs no new release. If there turns out to be no such host, while the endpoint of a
 * region that the SDK lists is found, there is no such region, and the token is refused; if neither is found, nothing is
 * decided. For a region that the SDK lists or {@link Builder#region} names, a name that is not found is an outage. So it
 * is behind a proxy that looks names up itself, of which only the proxy's failure is seen.
 *
 * <p>Tokens are bound to a cluster by a header that is signed but not part of the token; the verifier sets it to the
 * expected cluster, so that STS denies tokens for others.
 *
 * <p>Thread-safe; a call blocks its thread until STS answers or the timeout ends. Where the same tokens come
 * repeatedly, put a {@link CachedTokenVerifier} in front of it. Close it when it is no longer needed.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity, in the STS API Reference</a>
 */
public final class StsTokenVerifier implements TokenVerifier, AutoCloseable {

    static final Duration DEFAULT_CLOCK_SKEW = Duration.ofMinutes(5);

    private final String partition;
    private final TokenRules rules;
    private final BoundedHttp http;
    private final StsCalls calls;
    private final @Nullable SdkHttpClient ownClient;
    private final VerificationProfile profile;
    private final Set<String> regions;
    private final Duration maxClockSkew;
    private final Duration timeout;
    private final int maxConcurrentCalls;
    private final int maxTokenLength;

    private StsTokenVerifier(Builder builder) {
        this.partition = builder.partition;
        this.profile = builder.profile;
        this.regions = Set.copyOf(builder.regions);
        this.maxClockSkew = builder.maxClockSkew;
        this.timeout = builder.timeout;
        this.maxConcurrentCalls = builder.maxConcurrentCalls;
        this.maxTokenLength = builder.maxTokenLength;
        this.rules = TokenRules.of(
                builder.profile,
                builder.maxTokenLength,
                builder.partition,
                builder.regions,
                builder.clock,
                builder.maxClockSkew);
        this.ownClient = builder.httpClient == null
                ? DefaultHttpClient.create(builder.timeout, builder.maxConcurrentCalls)
                : null;
        this.http = new BoundedHttp(
                ownClient == null ? requireNonNull(builder.httpClient) : ownClient,
                builder.timeout,
                builder.maxConcurrentCalls);
        this.calls = new StsCalls(
                new CallerIdentityCall(http, AbsentRegions.of(partition, regions, builder.isFound)),
                partition,
                regions,
                maxConcurrentCalls,
                builder.clock);
    }

    /**
     * A verifier for the commercial partition {@code aws} with the default for every option.
     *
     * @return a verifier with an HTTP client of its own
     * @throws IllegalStateException if no HTTP client of the SDK is on the class path
     */
    public static StsTokenVerifier create() {
        return builder().build();
    }

    /**
     * Starts with the default for every option.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies a token.
     *
     * @param token any text; only a valid token has an identity
     * @param clusterName the cluster that the token must be bound to
     * @return the identity, or why there is none
     * @throws io.github.accessentries.ThrottledException if STS throttles calls, or too many calls were in progress
     *     until the timeout
     * @throws io.github.accessentries.UnavailableException if STS could not be reached, did not answer in time, or what
     *     answered in its place says nothing about the token; if the token names a host that has never answered, in no named region,
     *     while others have and several such calls are in progress; or if the thread was interrupted, whose status is set again
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     * @throws IllegalStateException if this verifier is closed
     */
    @Override
    public Verification verify(String token, String clusterName) {
        requireNonNull(token, "token");
        requireNonNull(clusterName, "clusterName");
        EntryRules.requireClusterName(clusterName);
        http.requireOpen();
        try {
            PresignedUrl url = rules.check(token);
            CallerIdentity caller = calls.ask(url, clusterName);
            return new Verified(caller.toIdentity(partition, url.accessKeyId()), SigningTime.expiryOf(url));
        } catch (RefusedToken e) {
            return e.rejected();
        }
    }

    /**
     * How STS is doing, by what came of the calls of the last 30 seconds: failing if at least three failed and none was answered,
     * degraded if the latest one failed or was throttled. Where nobody asks any more it is well again, so that those who are kept away
     * from what is not ready come back.
     *
     * <p>Whoever sends a token chooses the host that is asked. So once a host has answered, those that have not only degrade, unless
     * their region is one that {@link Builder#region} names. The named regions also count by themselves: if none of them answers, this
     * is failing whatever other hosts do.
     *
     * @return how it is doing, without a call
     */
    @Override
    public Health health() {
        return http.isClosed()
                ? Health.of(Ailment.builder()
                        .part("verifier of tokens")
                        .why("it is closed")
                        .disabling(true)
                        .build())
                : calls.health();
    }

    /**
     * Refuses further use. Calls in progress end by themselves unless they use the client that this verifier created,
     * which is closed as well; a client that was passed in stays open.
     */
    @Override
    public void close() {
        http.close();
        if (ownClient != null) {
            ownClient.close();
        }
    }

    /** {@return how strictly tokens are checked} */
    public VerificationProfile profile() {
        return profile;
    }

    /** {@return the partition whose tokens are accepted} */
    public String partition() {
        return partition;
    }

    /** {@return the regions that were added to those that the SDK knows} */
    public Set<String> regions() {
        return regions;
    }

    /** {@return how far in the future a token may have been signed} */
    public Duration maxClockSkew() {
        return maxClockSkew;
    }

    /** {@return how long one call to STS may take} */
    public Duration timeout() {
        return timeout;
    }

    /** {@return the longest token that is accepted, in bytes} */
    public int maxTokenLength() {
        return maxTokenLength;
    }

    /** {@return how many calls to STS may be in progress at a time} */
    public int maxConcurrentCalls() {
        return maxConcurrentCalls;
    }

    /**
     * Describes the verifier.
     *
     * @return a text with its partition
     */
    @Override
    public String toString() {
        return "verifier of tokens in partition " + partition;
    }

    /** Builds {@link StsTokenVerifier}. Not thread-safe. */
    public static final class Builder {

        private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(15);
        private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
        private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

        private VerificationProfile profile = VerificationProfile.STRICT;
        private String partition = "aws";
        private final Set<String> regions = new LinkedHashSet<>();
        private @Nullable SdkHttpClient httpClient;
        private Predicate<String> isFound = AbsentRegions::isInDns;
        private Clock clock = Clock.systemUTC();
        private Duration maxClockSkew = DEFAULT_CLOCK_SKEW;
        private Duration timeout = Duration.ofSeconds(10);
        private int maxConcurrentCalls = 50;
        private int maxTokenLength = TokenFormat.DEFAULT_MAX_LENGTH;

        private Builder() {}

        /**
         * Sets how strictly a token is checked before STS is called.
         *
         * @param profile {@link VerificationProfile#STRICT} by default
         * @return this builder
         */
        public Builder profile(VerificationProfile profile) {
            this.profile = requireNonNull(profile, "profile");
            return this;
        }

        /**
         * Sets the partition whose STS endpoints and identities are accepted.
         *
         * @param partition as in ARNs, for example {@code aws-cn}; {@code aws} by default
         * @return this builder
         */
        public Builder partition(String partition) {
            this.partition = requireNonNull(partition, "partition");
            return this;
        }

        /**
         * Also accepts the STS endpoints of a region that the SDK does not know and whose name does not have the form
         * of those that it knows; and makes it certain that the region exists, so that it {@linkplain
         * StsTokenVerifier#health() counts} if its STS does not answer. May be called several times.
         *
         * @param region a region of the partition
         * @return this builder
         */
        public Builder region(Region region) {
            requireNonNull(region, "region");
            regions.add(region.id());
            return this;
        }

        /**
         * Sets the client for requests to STS, for example one with a proxy or one that answers in memory. It must not
         * follow redirects; those of the SDK do not. The caller closes it.
         *
         * @param client the client; by default a new one of the kind that the SDK's own clients use by default: what is
         *     on the class path, or what the system property {@code software.amazon.awssdk.http.service.impl} names
         * @return this builder
         */
        public Builder httpClient(SdkHttpClient client) {
            httpClient = requireNonNull(client, "client");
            return this;
        }

        /** Sets how to find out whether a host has an address, for tests. */
        Builder hostLookup(Predicate<String> isFound) {
            this.isFound = isFound;
            return this;
        }

        /**
         * Sets the clock, for tests.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets how far in the future a token may have been signed, since clocks differ. STS has its own limit of about
         * five minutes.
         *
         * @param skew from zero to 15 minutes, 5 by default
         * @return this builder
         * @throws IllegalArgumentException if the duration is out of range
         */
        public Builder maxClockSkew(Duration skew) {
            requireNonNull(skew, "skew");
            if (skew.isNegative() || skew.compareTo(MAX_CLOCK_SKEW) > 0) {
                throw new IllegalArgumentException(
                        "maxClockSkew " + skew + " is out of range; use zero to " + MAX_CLOCK_SKEW);
            }
            maxClockSkew = requireNonNull(skew, "skew");
            return this;
        }

        /**
         * Sets how long a token may be. Clusters take 4,096 bytes; a session with many tags or long policies can need more, and
         * whoever mints its token has to {@linkplain EksTokens.Builder#maxTokenLength allow as much}.
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
         * Sets how many calls to STS may be in progress at a time; further ones wait for a free place. Tokens that are
         * rejected without calling STS never wait.
         *
         * @param calls from 1, 50 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder maxConcurrentCalls(int calls) {
            if (calls < 1) {
                throw new IllegalArgumentException("maxConcurrentCalls " + calls + " is out of range; use 1 or more");
            }
            maxConcurrentCalls = calls;
            return this;
        }

        /**
         * Sets how long a call to STS may take, including the wait for a free place and the whole answer. Keep it below
         * the timeout of the client that waits for the result, which for the Kubernetes API server is 30 seconds.
         *
         * @param timeout from one millisecond to one hour, 10 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if the duration is out of range
         */
        public Builder timeout(Duration timeout) {
            requireNonNull(timeout, "timeout");
            if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
                throw new IllegalArgumentException(
                        "timeout " + timeout + " is out of range; use " + MIN_TIMEOUT + " to " + MAX_TIMEOUT);
            }
            this.timeout = requireNonNull(timeout, "timeout");
            return this;
        }

        /**
         * Builds the verifier. Sends no request.
         *
         * @return the verifier
         * @throws IllegalArgumentException if the SDK does not know the partition
         */
        @CheckReturnValue
        public StsTokenVerifier build() {
            return new StsTokenVerifier(this);
        }
    }
}
