package io.github.accessentries.testkit.internal.kubernetes.caller;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.server.Callers;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import io.github.accessentries.testkit.internal.kubernetes.server.RequestInfo;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Callers by the tokens that they bring, and whom they want to be. Nothing but a bearer token counts: a password or a
 * client certificate is nobody's.
 *
 * @param accounts knows service accounts by their tokens
 * @param authenticator whose token any other is
 * @param permissions whether somebody may be somebody else
 * @param openPaths what can be reached without a token
 */
public record RequestCallers(
        ServiceAccountLogin accounts,
        Authenticator authenticator,
        Permissions permissions,
        Supplier<Set<String>> openPaths)
        implements Callers {

    private static final String SCHEME = "bearer";
    private static final KubernetesUser NOBODY = KubernetesUser.builder()
            .username(WellKnown.ANONYMOUS)
            .addGroups(WellKnown.UNAUTHENTICATED)
            .build();

    @Override
    public KubernetesUser caller(ApiRequest request) {
        return token(request)
                .map(token -> accounts.login(token).orElseGet(() -> owner(token)))
                .orElseGet(() -> nobody(request));
    }

    @Override
    public Optional<KubernetesUser> impersonated(KubernetesUser caller, ApiRequest request) {
        Optional<WantedUser> wanted = WantedUser.of(request.headers());
        if (wanted.isPresent()) {
            for (RequestInfo permission : wanted.get().permissions(request.path())) {
                permissions.require(caller, permission);
            }
        }
        return wanted.map(WantedUser::user);
    }

    private static Optional<String> token(ApiRequest request) {
        return request.headers()
                .first("Authorization")
                .map(value -> value.strip().split(" ", 3))
                .filter(parts -> parts.length > 1 && parts[0].equalsIgnoreCase(SCHEME))
                .map(parts -> parts[1]);
    }

    private KubernetesUser nobody(ApiRequest request) {
        if (!openPaths.get().contains(request.path())) {
            throw ApiFaults.unauthorized();
        }
        return NOBODY;
    }

    private KubernetesUser owner(String token) {
        if (token.isEmpty()) {
            throw ApiFaults.unauthorized();
        }
        Authentication authentication;
        try {
            authentication = authenticator.authenticate(token);
        } catch (AccessEntriesException e) {
            // Whoever cannot be asked about a token knows nobody by it.
            throw ApiFaults.unauthorized();
        } catch (RuntimeException e) {
            // Not its message: what an authenticator of another kind says may hold the token.
            throw ApiFaults.internal(
                    "the authenticator failed with a " + e.getClass().getSimpleName());
        }
        if (!authentication.isAuthenticated()) {
            throw ApiFaults.unauthorized();
        }
        return authentication.user();
    }
}
