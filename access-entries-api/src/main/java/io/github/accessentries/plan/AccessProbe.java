package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a cluster whether it lets a principal in, and as whom: by a SelfSubjectReview with the principal's own
 * credentials, by a TokenReview, or in any other way.
 */
@FunctionalInterface
public interface AccessProbe {

    /**
     * A probe by whatever answers TokenReviews.
     *
     * @param authenticator who is asked
     * @param tokens makes a fresh token of the principal for each question
     * @return the probe
     */
    static AccessProbe of(Authenticator authenticator, Supplier<String> tokens) {
        requireNonNull(authenticator, "authenticator");
        requireNonNull(tokens, "tokens");
        return () -> {
            Authentication answer = authenticator.authenticate(tokens.get());
            return answer.isAuthenticated() ? Optional.of(answer.user()) : Optional.empty();
        };
    }

    /**
     * Asks once.
     *
     * @return the user that the cluster sees, empty if it lets the principal not in
     */
    Optional<KubernetesUser> ask();
}
