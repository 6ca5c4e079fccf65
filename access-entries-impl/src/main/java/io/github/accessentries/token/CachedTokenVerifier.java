package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.Health;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.internal.text.Sha256;
import io.github.accessentries.internal.waiting.AgeClock;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers valid tokens, so that a client that sends the same token with every request causes one call to STS instead
 * of one for each.
 *
 * <p>A valid token is remembered until it expires, or for a shorter time, by its digest; the tokens themselves are not
 * kept. During that time, which no clock that is put back makes longer, revoked credentials go unnoticed. Rejections and exceptions are never remembered: most
 * rejections cost less than remembering them would; a rejection by STS can be resolved within a second, for example
 * when a new access key takes effect; and an attacker who wants to burden STS with invalid tokens can send a different
 * one each time.
 *
 * <p>Threads that verify the same token at the same time share one verification and its outcome: an identity, a
 * rejection or an exception. If the thread that verifies is interrupted, another one takes over.
 *
 * <p>Thread-safe if the verifier behind it is. It has no threads of its own and closes nothing.
 */
public final class CachedTokenVerifier implements TokenVerifier {

    private record Key(String clusterName, String digest) {}

    /** A valid token since when it is kept, and for how long it is at most. */
    private record Kept(Verified verified, AgeClock.Moment since, Duration life) {}

    private final TokenVerifier verifier;
    private final Duration maxWait;
    private final Cache<Key, Kept> kept;
    private final AgeClock ages;
    private final ConcurrentMap<Key, SharedVerification> underWay = new ConcurrentHashMap<>();
    private final Duration maxAge;
    private final int maxTokens;

    private CachedTokenVerifier(Builder builder) {
        this.verifier = builder.verifier;
        this.maxWait = builder.maxWait;
        this.maxAge = builder.maxAge;
        this.maxTokens = builder.maxTokens;
        this.ages = new AgeClock(builder.clock, builder.ticks);
        this.kept = Caffeine.newBuilder()
                .maximumSize(builder.maxTokens)
                .ticker(builder.ticks::getAsLong)
                .expireAfterWrite(builder.maxAge)
                .executor(Runnable::run)
                .build();
    }

    /**
     * A cache with the default for every option.
     *
     * @param verifier verifies tokens that are not remembered; the caller closes it
     * @return the cache, empty
     */
    public static CachedTokenVerifier of(TokenVerifier verifier) {
        return builder(verifier).build();
    }

    /**
     * Starts with the default for every option.
     *
     * @param verifier verifies tokens that are not remembered; the caller closes it
     * @return a new builder
     */
    public static Builder builder(TokenVerifier verifier) {
        return new Builder(requireNonNull(verifier, "verifier"));
    }

    /**
     * Verifies a token, unless it is remembered as valid.
     *
     * @param token any text; only a valid token has an identity
     * @param clusterName the cluster that the token must be bound to
     * @return the identity, or why there is none
     * @throws io.github.accessentries.ThrottledException if the underlying verifier throws it
     * @throws io.github.accessentries.UnavailableException if the underlying verifier throws it, another thread did not
     *     finish verifying the same token in time, or this thread was interrupted; its interrupt status is set again
     */
    @Override
    public Verification verify(String token, String clusterName) {
        requireNonNull(token, "token");
        requireNonNull(clusterName, "clusterName");
        byte[] latin1 = token.length() > TokenFormat.MAX_LENGTH ? new byte[0] : token.getBytes(ISO_8859_1);
        if (!new String(latin1, ISO_8859_1).equals(token)) {
            // No valid token is that long or has characters beyond Latin-1, which would not be distinguished by their
            // bytes.
            return verifier.verify(token, clusterName);
        }
        Key key = new Key(clusterName, digest(latin1));
        Verified known = known(key);
        return known != null ? known : verifyTogether(key, token);
    }

    /** What is remembered of a token; use does not prolong that, nor does putting the clock back. */
    private @Nullable Verified known(Key key) {
        Kept known = kept.getIfPresent(key);
        if (known == null) {
            return null;
        }
        if (ages.since(known.since()).compareTo(known.life()) < 0) {
            return known.verified();
        }
        kept.asMap().remove(key, known);
        return null;
    }

    /** {@return how the underlying verifier is doing, since only tokens that are remembered can do without it} */
    @Override
    public Health health() {
        return verifier.health();
    }

    /** {@return the longest time that a valid token is remembered} */
    public Duration maxAge() {
        return maxAge;
    }

    /** {@return how long to wait for another thread that verifies the same token} */
    public Duration maxWait() {
        return maxWait;
    }

    /** {@return the largest number of valid tokens that are remembered} */
    public int maxTokens() {
        return maxTokens;
    }

    private Verification verifyTogether(Key key, String token) {
        long deadline = System.nanoTime() + maxWait.toNanos();
        while (true) {
            SharedVerification mine = new SharedVerification(key.clusterName());
            SharedVerification other = underWay.putIfAbsent(key, mine);
            if (other == null) {
                return verifyForAll(key, token, mine);
            }
            Optional<Verification> outcome = other.await(deadline - System.nanoTime());
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    private Verification verifyForAll(Key key, String token, SharedVerification shared) {
        try {
            // Another thread may have finished verifying the token since this one checked.
            Verified known = known(key);
            Verification outcome = known != null ? known : verifyAndKeep(key, token);
            shared.complete(outcome);
            return outcome;
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                shared.fail(e);
            }
            throw e;
        } finally {
            underWay.remove(key, shared);
            shared.abandon();
        }
    }

    private Verification verifyAndKeep(Key key, String token) {
        AgeClock.Moment since = ages.now();
        Verification outcome =
                requireNonNull(verifier.verify(token, key.clusterName()), "the result of the underlying verifier");
        if (outcome instanceof Verified verified) {
            Duration untilExpiry = Duration.between(since.at(), verified.expiresAt());
            kept.put(key, new Kept(verified, since, untilExpiry.compareTo(maxAge) < 0 ? untilExpiry : maxAge));
        }
        return outcome;
    }

    /** As text of one character per byte, which is immutable and compared fast. */
    private static String digest(byte[] token) {
        return new String(Sha256.begin().digest(token), ISO_8859_1);
    }

    /**
     * The underlying verifier.
     *
     * @return a description that says it is cached
     */
    @Override
    public String toString() {
        return "cached " + verifier;
    }

    /** Builds {@link CachedTokenVerifier}. Not thread-safe. */
    public static final class Builder {

        private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);
        private static final Duration LONGEST_WAIT = Duration.ofHours(1);

        private final TokenVerifier verifier;
        private Duration maxAge = Duration.ofMinutes(2);
        private Duration maxWait = Duration.ofSeconds(10);
        private int maxTokens = 10_000;
        private Clock clock = Clock.systemUTC();
        private LongSupplier ticks = System::nanoTime;

        private Builder(TokenVerifier verifier) {
            this.verifier = verifier;
        }

        /**
         * Sets how long a valid token is remembered, unless it expires earlier. The longer, the later revoked
         * credentials are noticed.
         *
         * @param age from one millisecond to 15 minutes, the lifetime of a token; 2 minutes by default, as in a
         *     kube-apiserver
         * @return this builder
         * @throws IllegalArgumentException if the duration is out of range
         */
        public Builder maxAge(Duration age) {
            requireNonNull(age, "age");
            maxAge = require(age, LONGEST_LIFE, "maxAge");
            return this;
        }

        /**
         * Sets how long a thread waits for another one that verifies the same token.
         *
         * @param wait from one millisecond to one hour, 10 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if the duration is out of range
         */
        public Builder maxWait(Duration wait) {
            requireNonNull(wait, "wait");
            maxWait = require(wait, LONGEST_WAIT, "maxWait");
            return this;
        }

        private static Duration require(Duration value, Duration longest, String name) {
            Duration shortest = Duration.ofMillis(1);
            if (value.compareTo(shortest) < 0 || value.compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        name + " " + value + " is out of range; use " + shortest + " to " + longest);
            }
            return value;
        }

        /**
         * Sets how many valid tokens are remembered; beyond that, those used least are forgotten. One takes about 1 KB.
         *
         * @param tokens from 1, 10,000 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder maxTokens(int tokens) {
            if (tokens < 1) {
                throw new IllegalArgumentException("maxTokens " + tokens + " is out of range; use 1 or more");
            }
            maxTokens = tokens;
            return this;
        }

        /**
         * Sets the clock, for tests: no other time counts then, unless it is the system's. The underlying verifier should use the same.
         *
         * @param clock the clock, the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            ticks = AgeClock.of(clock).ticks();
            return this;
        }

        /** Sets the machine's count of nanoseconds, for tests. */
        Builder ticks(LongSupplier ticks) {
            this.ticks = ticks;
            return this;
        }

        /**
         * Builds the cache.
         *
         * @return the cache, empty
         */
        @CheckReturnValue
        public CachedTokenVerifier build() {
            return new CachedTokenVerifier(this);
        }
    }
}
