package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.Health;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies tokens without STS, for access keys whose secrets are known: in tests, and without a network. Makes the
 * checks of {@link StsTokenVerifier} and then, in place of the call to STS, signs the same request again and compares.
 *
 * <p>A token is valid if the SDK's signer, given the known key, the token's host and date and the expected cluster,
 * produces exactly its parameters. This holds for tokens of {@link EksTokens}, the AWS CLI and the Go client. What STS
 * would deny is rejected as {@link RejectionReason#STS_DENIED} here as well.
 *
 * <p>Thread-safe if the lookup of keys is.
 */
public final class OfflineTokenVerifier implements TokenVerifier {

    private final String partition;
    private final Clock clock;
    private final TokenRules rules;
    private final Function<String, Optional<KnownKey>> keys;
    private final VerificationProfile profile;
    private final int maxTokenLength;

    private OfflineTokenVerifier(Builder builder) {
        this.partition = builder.partition;
        this.profile = builder.profile;
        this.maxTokenLength = builder.maxTokenLength;
        this.clock = builder.clock;
        this.rules = TokenRules.of(
                builder.profile,
                builder.maxTokenLength,
                builder.partition,
                Set.of(),
                builder.clock,
                StsTokenVerifier.DEFAULT_CLOCK_SKEW);
        this.keys = builder.keys;
    }

    /**
     * Starts with the default for every option.
     *
     * @param keys finds a key by its access key id, empty if there is none; called by several threads, with text from
     *     the token, for each token that passes the other checks
     * @return a new builder
     */
    public static Builder builder(Function<String, Optional<KnownKey>> keys) {
        return new Builder(requireNonNull(keys, "keys"));
    }

    /** {@return that it is well: it depends on nothing else} */
    @Override
    public Health health() {
        return Health.well();
    }

    /**
     * Verifies a token.
     *
     * @param token any text; only a valid token has an identity
     * @param clusterName the cluster that the token must be bound to
     * @return the identity, or why there is none
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     */
    @Override
    public Verification verify(String token, String clusterName) {
        requireNonNull(token, "token");
        requireNonNull(clusterName, "clusterName");
        EntryRules.requireClusterName(clusterName);
        try {
            PresignedUrl url = rules.check(token);
            KnownKey key = keys.apply(url.accessKeyId()).orElseThrow(() -> denied("the access key is unknown"));
            if (key.credentials()
                    .expirationTime()
                    .filter(end -> !clock.instant().isBefore(end))
                    .isPresent()) {
                throw denied("the session that minted it has expired");
            }
            if (!isSignedBy(key, url, clusterName)) {
                throw denied("the token is for another cluster, was modified, or was signed with another secret");
            }
            return new Verified(key.toIdentity(partition), SigningTime.expiryOf(url));
        } catch (RefusedToken e) {
            return e.rejected();
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

    /** {@return the longest token that is accepted, in bytes} */
    public int maxTokenLength() {
        return maxTokenLength;
    }

    private static boolean isSignedBy(KnownKey key, PresignedUrl url, String clusterName) throws RefusedToken {
        PresignedQuery query = url.query();
        Duration expires = Duration.ofSeconds(
                Integer.parseInt(query.value(Parameter.EXPIRES).orElse("")));
        if (expires.isZero()) {
            // The SDK's signer would refuse to, so it cannot be compared with what the SDK writes.
            throw denied("no signer writes an expiry of 0 seconds");
        }
        Map<String, String> good = new HashMap<>();
        new CallerIdentitySigner(url.host(), url.signingRegion())
                .sign(clusterName, key.credentials(), SigningTime.of(url), expires)
                .forEachRawQueryParameter((name, values) -> good.put(name, String.join(",", values)));
        // The time that this takes must not reveal how much of a signature was right.
        return MessageDigest.isEqual(lines(good), lines(query.parameters()));
    }

    /** No name or value of a checked token contains a line end. */
    private static byte[] lines(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(Map.Entry::toString)
                        .collect(Collectors.joining("\n"))
                        .getBytes(UTF_8);
    }

    private static RefusedToken denied(String why) {
        return new RefusedToken(RejectionReason.STS_DENIED, "the token's signature is not valid: " + why);
    }

    /**
     * Describes the verifier.
     *
     * @return a text with its partition
     */
    @Override
    public String toString() {
        return "offline verifier of tokens in partition " + partition;
    }

    /** Builds {@link OfflineTokenVerifier}. Not thread-safe. */
    public static final class Builder {

        private final Function<String, Optional<KnownKey>> keys;
        private VerificationProfile profile = VerificationProfile.STRICT;
        private String partition = "aws";
        private Clock clock = Clock.systemUTC();
        private int maxTokenLength = TokenFormat.DEFAULT_MAX_LENGTH;

        private Builder(Function<String, Optional<KnownKey>> keys) {
            this.keys = keys;
        }

        /**
         * Sets how strictly a token is checked before its signature is.
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
         * Builds the verifier.
         *
         * @return the verifier
         * @throws IllegalArgumentException if the SDK does not know the partition
         */
        @CheckReturnValue
        public OfflineTokenVerifier build() {
            return new OfflineTokenVerifier(this);
        }
    }
}
