package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authn.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What can be seen of a token without asking STS: whether its form and its time are right, and for which region it was signed.
 * Nothing of the token itself is kept, and nothing is verified: who signed it, and for which cluster, only STS can tell.
 * Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class TokenInspection {

    TokenInspection() {}

    /**
     * Looks at a token. Makes no call.
     *
     * @param token any text
     * @param partition the partition of the cluster that it is for, for example {@code aws}
     * @param clock tells whether the token has expired
     * @return what is seen
     * @throws IllegalArgumentException if the SDK does not know the partition
     */
    public static TokenInspection of(String token, String partition, Clock clock) {
        requireNonNull(token, "token");
        requireNonNull(partition, "partition");
        requireNonNull(clock, "clock");
        TokenRules rules = TokenRules.of(
                VerificationProfile.STRICT,
                TokenFormat.DEFAULT_MAX_LENGTH,
                partition,
                Set.of(),
                clock,
                StsTokenVerifier.DEFAULT_CLOCK_SKEW);
        Builder seen = new Builder();
        try {
            PresignedUrl url = PresignedUrl.parse(rules.decoded(token), rules.form(), rules.hosts());
            seen.region(url.signingRegion()).expiresAt(SigningTime.expiryOf(url));
            rules.check(token);
        } catch (RefusedToken e) {
            seen.fault(e.rejected());
        }
        return seen.build();
    }

    /** {@return why every cluster refuses the token, as far as its text tells; empty if that is as it should be} */
    public abstract Optional<Rejected> fault();

    /** {@return the region of the STS endpoint that it is signed for, empty if it could not be read} */
    public abstract Optional<String> region();

    /** {@return until when it is good, empty if that could not be read} */
    public abstract Optional<Instant> expiresAt();

    /** Builds inspections. Not thread-safe. */
    static final class Builder extends ImmutableTokenInspection.Builder {
        Builder() {}
    }
}
