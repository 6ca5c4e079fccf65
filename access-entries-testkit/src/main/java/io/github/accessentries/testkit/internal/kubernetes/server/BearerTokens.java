package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;

/** Callers by the tokens that they bring. */
public record BearerTokens(Authenticator authenticator) implements Callers {

    private static final String SCHEME = "Bearer ";

    @Override
    public KubernetesUser caller(ApiRequest request) {
        String token = request.headers()
                .first("Authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .orElse("");
        if (token.isEmpty()) {
            throw ApiFaults.unauthorized();
        }
        Authentication authentication = authenticator.authenticate(token);
        if (authentication instanceof Authenticated authenticated) {
            return authenticated.user();
        }
        throw ApiFaults.unauthorized();
    }
}
