package io.github.accessentries.authn;

import static java.util.Objects.requireNonNull;

/**
 * A token that was authenticated.
 *
 * @param user the Kubernetes user that it stands for
 * @param identity the IAM identity behind it
 * @param mapping what made this user of that identity
 */
public record Authenticated(KubernetesUser user, IamIdentity identity, Mapped mapping) implements Authentication {

    /**
     * Requires every part.
     *
     * @param user the Kubernetes user that it stands for
     * @param identity the IAM identity behind it
     * @param mapping what made this user of that identity
     */
    public Authenticated {
        requireNonNull(user, "user");
        requireNonNull(identity, "identity");
        requireNonNull(mapping, "mapping");
    }

    @Override
    public boolean isAuthenticated() {
        return true;
    }
}
