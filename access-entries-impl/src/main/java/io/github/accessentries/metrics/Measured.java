package io.github.accessentries.metrics;

import io.github.accessentries.Health;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;

/** What says and throws the same as another, is as well as that, and is measured. */
final class Measured {

    static final String AUTHENTICATE = "authenticate";
    static final String VERIFY = "token.verify";
    static final String AUTHORIZE = "authorize";

    private Measured() {}

    static Authenticator authenticator(Measure measure, Authenticator authenticator) {
        return new Authenticator() {
            @Override
            public Authentication authenticate(String token) {
                return measure.around(AUTHENTICATE, () -> authenticator.authenticate(token), Outcome::of);
            }

            @Override
            public Health health() {
                return authenticator.health();
            }
        };
    }

    static TokenVerifier verifier(Measure measure, TokenVerifier verifier) {
        return new TokenVerifier() {
            @Override
            public Verification verify(String token, String clusterName) {
                return measure.around(VERIFY, () -> verifier.verify(token, clusterName), Outcome::of);
            }

            @Override
            public Health health() {
                return verifier.health();
            }
        };
    }

    static Authorizer authorizer(Measure measure, Authorizer authorizer) {
        return new Authorizer() {
            @Override
            public Decision decide(KubernetesUser user, AccessRequest request) {
                return measure.around(AUTHORIZE, () -> authorizer.decide(user, request), Outcome::of);
            }

            @Override
            public Health health() {
                return authorizer.health();
            }
        };
    }
}
