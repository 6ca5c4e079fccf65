package io.github.accessentries.testkit.internal.kubernetes.caller;

import io.github.accessentries.Health;
import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;

/**
 * Puts everybody who is known into the group of those, as an API server does.
 *
 * @param authenticator who somebody is
 */
public record AuthenticatedGroup(Authenticator authenticator) implements Authenticator {

    @Override
    public Authentication authenticate(String token) {
        Authentication authentication = authenticator.authenticate(token);
        return authentication instanceof Authenticated known
                ? new Authenticated(withGroup(known.user()), known.identity(), known.mapping())
                : authentication;
    }

    @Override
    public Health health() {
        return authenticator.health();
    }

    private static KubernetesUser withGroup(KubernetesUser user) {
        return user.groups().contains(WellKnown.AUTHENTICATED)
                ? user
                : KubernetesUser.builder()
                        .from(user)
                        .addGroups(WellKnown.AUTHENTICATED)
                        .build();
    }
}
