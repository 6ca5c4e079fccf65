package io.github.accessentries.testkit.internal.wire.oidc;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose token a token is, as its claim {@code kubernetes.io} says. */
final class AccountClaims {

    private static final List<String> BOUND_TO = List.of("Node", "Pod", "Secret");

    private AccountClaims() {}

    static JsonObject of(ServiceAccount account) {
        JsonObject claims = new JsonObject();
        claims.addProperty("namespace", account.namespace());
        account.object()
                .ifPresent(object ->
                        claims.add(object.kind().toLowerCase(Locale.ROOT), reference(object.name(), object.uid())));
        claims.add("serviceaccount", reference(account.name(), account.uid()));
        return claims;
    }

    private static JsonObject reference(String name, String uid) {
        JsonObject reference = new JsonObject();
        reference.addProperty("name", name);
        reference.addProperty("uid", uid);
        return reference;
    }

    static ServiceAccount read(JsonBody claims) {
        JsonBody account = claims.object("serviceaccount");
        Optional<BoundObject> bound = BOUND_TO.stream()
                .filter(kind -> claims.has(kind.toLowerCase(Locale.ROOT)))
                .map(kind -> bound(kind, claims.object(kind.toLowerCase(Locale.ROOT))))
                .findFirst();
        return new ServiceAccount(
                claims.textOrEmpty("namespace"), account.textOrEmpty("name"), account.textOrEmpty("uid"), bound);
    }

    private static BoundObject bound(String kind, JsonBody reference) {
        return new BoundObject(kind, reference.textOrEmpty("name"), reference.textOrEmpty("uid"));
    }
}
