package io.github.accessentries.authn;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A valid token.
 *
 * @param identity who it belongs to
 * @param expiresAt the last instant at which the token is good, which is 15 minutes after its signing; whoever keeps this
 *     result must not keep it longer
 */
public record Verified(IamIdentity identity, Instant expiresAt) implements Verification {

    /**
     * Takes the parts as they are.
     *
     * @param identity who it belongs to
     * @param expiresAt the last instant at which the token is good
     */
    public Verified {
        requireNonNull(identity, "identity");
        requireNonNull(expiresAt, "expiresAt");
    }
}
