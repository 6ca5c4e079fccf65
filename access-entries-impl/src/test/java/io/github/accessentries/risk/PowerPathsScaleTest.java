package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the work grows with is counted; seconds are on the page about speed. */
class PowerPathsScaleTest {

    private static final int ROLES = 40;

    @Test
    void rules_areLookedAtOnce_howeverManyHaveThem() {
        RbacObjects rbac = rbac(150);

        PowerPaths few = PowerPaths.of(model(50, rbac), rbac);
        PowerPaths many = PowerPaths.of(model(400, rbac), rbac);

        assertThat(many.shortest()).hasSizeGreaterThan(few.shortest().size());
        assertThat(many.cuts()).hasSizeGreaterThan(few.cuts().size());
        assertThat(many.examinedRules()).isEqualTo(few.examinedRules());
        // Each rule of a role or policy at most twice: in the whole cluster, and in namespaces.
        assertThat(many.examinedRules()).isLessThan(2 * (2 * ROLES + 50));
    }

    static AccessModel model(int principals, RbacObjects rbac) {
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < principals; i++) {
            String namespace = "ns" + i % 300;
            entries.add(AccessEntry.builder()
                    .cluster("prod")
                    .principal(PrincipalArn.role("111122223333", "role" + i))
                    .username("role" + i)
                    .addGroups("team" + i % 500, "all" + i % 7)
                    .addPolicies(
                            i % 3 == 0
                                    ? PolicyAssociation.of(
                                            AccessPolicy.ADMIN, AccessScope.namespaces(namespace, namespace + "-*"))
                                    : PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces(namespace)))
                    .build());
        }
        return ClusterAccess.builder().entries(entries).rbac(rbac).build();
    }

    static RbacObjects rbac(int count) {
        List<RbacRole> roles = new ArrayList<>();
        roles.add(RbacRole.clusterRole("cluster-admin", rule("*", "*", "*")));
        roles.add(RbacRole.clusterRole("pods", rule("create", "", "pods")));
        roles.add(RbacRole.clusterRole(
                "bind",
                rule("bind", "rbac.authorization.k8s.io", "clusterroles", "cluster-admin", "pods"),
                rule("create", "rbac.authorization.k8s.io", "clusterrolebindings"),
                rule("update", "rbac.authorization.k8s.io", "clusterrolebindings")));
        for (int i = 0; i < ROLES; i++) {
            roles.add(RbacRole.clusterRole(
                    "r" + i,
                    rule("get", "", "x" + i),
                    rule("create", "", "serviceaccounts/token", "sa" + i, "sb" + i)));
        }
        List<RbacBinding> bindings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String role = i == 0 ? "cluster-admin" : i % 50 == 0 ? "bind" : i % 9 == 0 ? "pods" : "r" + i % ROLES;
            bindings.add(RbacBinding.builder()
                    .name("b" + i)
                    .namespace(i % 50 == 0 ? null : "ns" + i % 300)
                    .roleKind("ClusterRole")
                    .role(role)
                    .addSubjects(
                            i % 2 == 0
                                    ? RbacSubject.serviceAccount("ns" + i % 299, "sa" + i % ROLES)
                                    : RbacSubject.group("team" + i % 500))
                    .build());
        }
        return RbacObjects.builder().roles(roles).bindings(bindings).build();
    }

    private static Rule rule(String verb, String group, String resource, String... names) {
        return Rule.builder()
                .addVerbs(verb)
                .addApiGroups(group)
                .addResources(resource)
                .addResourceNames(names)
                .build();
    }
}
