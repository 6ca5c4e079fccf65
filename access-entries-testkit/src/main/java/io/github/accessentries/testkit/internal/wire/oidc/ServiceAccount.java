package io.github.accessentries.testkit.internal.wire.oidc;

import java.util.Optional;

/**
 * Whose token a token is.
 *
 * @param namespace the namespace of the service account
 * @param name its name
 * @param uid its uid, with which the token ends
 * @param object another object with which it ends, if there is one
 */
public record ServiceAccount(String namespace, String name, String uid, Optional<BoundObject> object) {

    /** The user that it is, for example {@code system:serviceaccount:default:app}. */
    public String username() {
        return "system:serviceaccount:" + namespace + ":" + name;
    }
}
