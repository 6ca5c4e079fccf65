package io.github.accessentries.testkit;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.service.ClusterSide;
import io.github.accessentries.testkit.service.StoredAssociation;
import io.github.accessentries.testkit.service.StoredEntry;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lets the library decide by the cluster's RBAC objects and by the one entry that has reached the cluster for the user's principal id, as of the moment of
 * the question.
 */
record PrincipalIdAuthorizer(ClusterSide side, String cluster, Supplier<RbacObjects> rbac) implements Authorizer {

    @Override
    public Decision decide(KubernetesUser user, AccessRequest request) {
        List<AccessEntry> entries = user
                .extra(KubernetesUser.PRINCIPAL_ID)
                .flatMap(principalId -> side.entry(cluster, principalId))
                .map(PrincipalIdAuthorizer::entry)
                .stream()
                .toList();
        return ClusterAccess.builder()
                .entries(entries)
                .rbac(rbac.get())
                .build()
                .authorizer()
                .decide(user, request);
    }

    private static AccessEntry entry(StoredEntry stored) {
        return AccessEntry.builder()
                .cluster(stored.cluster())
                .principal(PrincipalArn.of(stored.principal().toString()))
                .type(EntryType.of(stored.kind().name()))
                .username(stored.username())
                .groups(stored.groups())
                .policies(stored.associations().values().stream()
                        .map(PrincipalIdAuthorizer::association)
                        .toList())
                .build();
    }

    private static PolicyAssociation association(StoredAssociation stored) {
        return PolicyAssociation.of(
                AccessPolicy.of(stored.policyArn()),
                AccessScope.of(stored.scope().type(), stored.scope().namespaces()));
    }
}
