package io.github.accessentries.authn;

import io.github.accessentries.HealthIndicator;

/**
 * Finds out which IAM identity a token belongs to.
 *
 * <p>Implementations are thread-safe. A call blocks for as long as whoever knows the identity needs to answer, and fails where the
 * thread is interrupted meanwhile.
 * Those that depend on others pass on their {@link #health()}.
 */
@FunctionalInterface
public interface TokenVerifier extends HealthIndicator {

    /**
     * Verifies a token.
     *
     * @param token any text; only a good token has an identity
     * @param clusterName the cluster that the token must be bound to
     * @return the identity, or why there is none
     * @throws io.github.accessentries.ThrottledException if STS asks to call less often, or too many calls are under way
     * @throws io.github.accessentries.UnavailableException if STS could not be asked
     */
    Verification verify(String token, String clusterName);
}
