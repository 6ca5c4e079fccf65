package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a cluster whether it authenticates a principal, and as which user: by a SelfSubjectReview with the principal's
 * own credentials, by a TokenReview, or in any other way.
 */
@FunctionalInterface
public interface AccessProbe {

    /**
     * A probe that uses TokenReviews, and blocks for as long as they do.
     *
     * @param authenticator answers the TokenReviews
     * @param tokens supplies a fresh token of the principal for each review
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
     * Asks the cluster once.
     *
     * @return the user that the cluster sees, empty if it does not authenticate the principal
     */
    Optional<KubernetesUser> ask();
}
