package io.github.accessentries.testkit.internal.controlplane;

import io.github.accessentries.Health;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.service.eks.ClusterSide;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets the library decide by the cluster's RBAC objects and by the one entry that has reached the cluster for the user's
 * principal id, as of the moment of the question.
 */
record PrincipalIdAuthorizer(ClusterSide side, String cluster, Supplier<RbacObjects> rbac, CompiledAccess compiled)
        implements Authorizer {

    @Override
    public Health health() {
        return Health.well();
    }

    @Override
    public Decision decide(KubernetesUser user, AccessRequest request) {
        Optional<StoredEntry> entry =
                user.extra(KubernetesUser.PRINCIPAL_ID).flatMap(principalId -> side.entry(cluster, principalId));
        return compiled.authorizer(rbac.get(), entry).decide(user, request);
    }
}
