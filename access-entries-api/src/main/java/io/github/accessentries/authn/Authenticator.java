package io.github.accessentries.authn;

import io.github.accessentries.HealthIndicator;

/**
 * Turns the token of an IAM identity into a Kubernetes user, as the authenticator of one EKS cluster does.
 *
 * <p>Implementations are thread-safe. A call blocks for as long as its verifier and its mappers do.
 * Those that depend on others pass on their {@link #health()}.
 */
@FunctionalInterface
public interface Authenticator extends HealthIndicator {

    /**
     * Finds out who a token belongs to.
     *
     * @param token any text; only a good token is let in
     * @return the user, or why there is none
     * @throws io.github.accessentries.ThrottledException if STS asks to call less often, or too many calls are under way
     * @throws io.github.accessentries.UnavailableException if STS could not be asked
     */
    Authentication authenticate(String token);
}
