package io.github.accessentries.testkit.internal.kubernetes.caller;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.wire.oidc.BoundObject;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccount;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccountToken;
import io.github.accessentries.testkit.internal.wire.oidc.TokenIssuer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Knows service accounts by the tokens of the cluster's own issuer, as long as the account, and what else a token is bound
 * to, is there and has the same uid. Access entries have no part in it.
 *
 * @param issuer reads the tokens
 * @param store has the accounts
 */
public record ServiceAccountLogin(TokenIssuer issuer, ObjectStore store) {

    /** For whom a token must be that the cluster's own API takes. */
    public static final String AUDIENCE = "https://kubernetes.default.svc";

    private static final String EXTRA = "authentication.kubernetes.io/";

    /**
     * The account that a token is of and for whom the token is.
     *
     * @param user the account as a user
     * @param audiences for whom its token is
     */
    public record Known(KubernetesUser user, List<String> audiences) {}

    /** The user whose token it is; empty if it is none that the cluster's own API takes. */
    public Optional<KubernetesUser> login(String token) {
        return known(token)
                .filter(known -> known.audiences().contains(AUDIENCE))
                .map(Known::user);
    }

    /** The same, for whomever the token is. */
    public Optional<Known> known(String token) {
        return issuer.read(token)
                .filter(read -> isThere(read.account()))
                .map(read -> new Known(user(read), read.audiences()));
    }

    private boolean isThere(ServiceAccount account) {
        return isThere("serviceaccounts", new ObjectKey(account.namespace(), account.name()), account.uid())
                && account.object()
                        .filter(object -> !isThere(account.namespace(), object))
                        .isEmpty();
    }

    private boolean isThere(String namespace, BoundObject object) {
        String resource = object.kind().toLowerCase(Locale.ROOT) + "s";
        return isThere(resource, new ObjectKey(resource.equals("nodes") ? "" : namespace, object.name()), object.uid());
    }

    private boolean isThere(String resource, ObjectKey key, String uid) {
        return store.get(new GroupResource("", resource), key)
                .map(KubeObject::uid)
                .filter(uid::equals)
                .isPresent();
    }

    private static KubernetesUser user(ServiceAccountToken token) {
        ServiceAccount account = token.account();
        Map<String, List<String>> extra = new TreeMap<>();
        extra.put(EXTRA + "credential-id", List.of("JTI=" + token.id()));
        account.object().filter(object -> !object.kind().equals("Secret")).ifPresent(object -> {
            String kind = EXTRA + object.kind().toLowerCase(Locale.ROOT);
            extra.put(kind + "-name", List.of(object.name()));
            extra.put(kind + "-uid", List.of(object.uid()));
        });
        return KubernetesUser.builder()
                .username(account.username())
                .uid(account.uid())
                .addAllGroups(new WellKnown.Account(account.namespace(), account.name()).groups())
                .addGroups(WellKnown.AUTHENTICATED)
                .extra(extra)
                .build();
    }
}
