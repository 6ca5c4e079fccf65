package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionListingTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    @Test
    void listing_hasAParagraphForEachPlaceAndOneForDoubts() {
        AccessModel model = ClusterAccess.builder()
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev")
                        .addGroups("releasers")
                        .addPolicies(
                                PolicyAssociation.of(AccessPolicy.SECRET_READER, AccessScope.namespaces("team-*")),
                                PolicyAssociation.of(AccessPolicy.AUTO_NODE, AccessScope.clusterWide()))
                        .build()))
                .rbac(RbacObjects.reader().allBindings().read("""
                        kind: List
                        items:
                        - kind: ClusterRole
                          metadata: {name: health}
                          rules:
                          - {verbs: [get], nonResourceURLs: [/healthz]}
                          - {verbs: [get], apiGroups: [apps], resources: [deployments, deployments/scale]}
                        - kind: ClusterRoleBinding
                          metadata: {name: health}
                          roleRef: {kind: ClusterRole, name: health}
                          subjects: [{kind: User, name: dev}]
                        - kind: Role
                          metadata: {name: release, namespace: team-a}
                          rules: [{verbs: [patch], apiGroups: [apps], resources: [deployments], resourceNames: [web, db]}]
                        - kind: RoleBinding
                          metadata: {name: release, namespace: team-a}
                          roleRef: {kind: Role, name: release}
                          subjects: [{kind: Group, name: releasers}]
                        """))
                .build();

        assertThat(PermissionListing.of(model.permissionsOf(new Subject.Principal(DEV))))
                .isEqualTo("""
                        cluster-wide
                          RESOURCES               NAMES  VERBS  BY
                          deployments.apps        *      get    user dev by ClusterRoleBinding health
                          deployments.apps/scale  *      get    user dev by ClusterRoleBinding health
                          /healthz                       get    user dev by ClusterRoleBinding health

                        in team-*
                          RESOURCES  NAMES  VERBS             BY
                          secrets    *      get, list, watch  AmazonEKSSecretReaderPolicy in team-*

                        in team-a
                          RESOURCES         NAMES    VERBS  BY
                          deployments.apps  db, web  patch  group releasers by RoleBinding release in team-a

                        incomplete: the rules of AmazonEKSAutoNodePolicy are not fully published, so it may allow more than is known
                        """);
    }

    @Test
    void nothing_isSaid() {
        assertThat(PermissionListing.of(Permissions.none())).isEqualTo("nothing\n");
    }
}
