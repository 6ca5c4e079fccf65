package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.awsauth.AwsAuth;
import java.util.List;
import java.util.Optional;

/** Finds who may make {@code aws-auth} anew, or take it away, without the right to change it. */
final class AwsAuthAnew {

    static final AccessRequest CREATE = AccessRequest.of("create", "configmaps").inNamespace(KnownCluster.KUBE_SYSTEM);
    static final List<AccessRequest> DELETE = List.of(
            AccessRequest.of("delete", "configmaps")
                    .inNamespace(KnownCluster.KUBE_SYSTEM)
                    .named("aws-auth"),
            AccessRequest.of("deletecollection", "configmaps").inNamespace(KnownCluster.KUBE_SYSTEM));

    /** What it amounts to, and a request that shows it. */
    record Found(AccessRequest shownBy, Verdict verdict) {}

    /** Without a mapping it may be there or not: an empty one reads like none. */
    private final boolean isKnownToBeThere;

    AwsAuthAnew(AwsAuth awsAuth) {
        this.isKnownToBeThere = !awsAuth.equals(AwsAuth.none());
    }

    Optional<Found> in(Rule rule, Holding holding) {
        if (!holding.where().includes(KnownCluster.KUBE_SYSTEM)) {
            return Optional.empty();
        }
        if (rule.allows(CREATE)) {
            boolean mayDelete = DELETE.stream().anyMatch(holding::hasToo);
            if (mayDelete || !isKnownToBeThere) {
                return Optional.of(new Found(CREATE, new Verdict(Severity.HIGH, how(mayDelete))));
            }
        }
        return DELETE.stream()
                .filter(rule::allows)
                .findFirst()
                .map(request -> new Found(
                        request,
                        new Verdict(
                                Severity.MEDIUM,
                                ", though only by deleting it" + (isKnownToBeThere ? "" : ", if there is one")
                                        + ", which shuts out whomever only it lets in")));
    }

    private String how(boolean mayDelete) {
        if (isKnownToBeThere) {
            return ", by deleting it and making it anew";
        }
        return mayDelete
                ? ", by making it, or by deleting it first if there is one"
                : ", by making it, if there is none yet";
    }
}
