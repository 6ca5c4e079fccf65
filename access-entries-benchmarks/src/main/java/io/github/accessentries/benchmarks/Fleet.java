package io.github.accessentries.benchmarks;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A cluster of n principals with one group each. Each may edit in namespace i mod (n / 10), and every tenth may view
 * everything: by bindings of the groups to the rules of the access policies, or by the policies themselves.
 */
final class Fleet {

    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "delete");
    private static final List<String> RESOURCES = List.of(
            "pods",
            "pods/log",
            "secrets",
            "configmaps",
            "services",
            "deployments.apps",
            "jobs.batch",
            "roles.rbac.authorization.k8s.io");

    private final int principals;
    private final boolean byBindings;

    Fleet(int principals, boolean byBindings) {
        this.principals = principals;
        this.byBindings = byBindings;
    }

    AccessModel model() {
        return ClusterAccess.builder().entries(entries()).rbac(rbac()).build();
    }

    private int namespaces() {
        return principals / 10;
    }

    private static PrincipalArn principal(int number) {
        return PrincipalArn.role("111122223333", "role-" + number);
    }

    List<AccessEntry> entries() {
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < principals; i++) {
            AccessEntry.Builder entry = AccessEntry.builder()
                    .cluster("prod")
                    .principal(principal(i))
                    .username("role-" + i)
                    .addGroups("group-" + i);
            if (!byBindings) {
                entry.addPolicies(PolicyAssociation.of(
                        AccessPolicy.EDIT, AccessScope.namespaces("namespace-" + i % namespaces())));
                if (i % 10 == 0) {
                    entry.addPolicies(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()));
                }
            }
            entries.add(entry.build());
        }
        return entries;
    }

    RbacObjects rbac() {
        if (!byBindings) {
            return RbacObjects.none();
        }
        List<RbacBinding> bindings = new ArrayList<>();
        for (int i = 0; i < principals; i++) {
            List<RbacSubject> group = List.of(
                    RbacSubject.builder().kind("Group").name("group-" + i).build());
            bindings.add(RbacBinding.builder()
                    .namespace("namespace-" + i % namespaces())
                    .name("edit-" + i)
                    .roleKind("ClusterRole")
                    .role("edit")
                    .subjects(group)
                    .build());
            if (i % 10 == 0) {
                bindings.add(RbacBinding.builder()
                        .name("view-" + i)
                        .roleKind("ClusterRole")
                        .role("view")
                        .subjects(group)
                        .build());
            }
        }
        return RbacObjects.builder()
                .roles(List.of(role("edit", AccessPolicy.EDIT), role("view", AccessPolicy.VIEW)))
                .bindings(bindings)
                .allBindings(true)
                .build();
    }

    private static RbacRole role(String name, AccessPolicy policy) {
        return RbacRole.builder()
                .name(name)
                .rules(PolicyCatalogue.published().find(policy).orElseThrow().rules())
                .build();
    }

    /** A question of somebody. */
    record Question(KubernetesUser user, AccessRequest request) {}

    /** Questions at random, 70 % of them in the asker's own namespace. */
    List<Question> questions(int count) {
        SplittableRandom random = new SplittableRandom(42);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int asker = random.nextInt(principals);
            int namespace = random.nextInt(10) < 7 ? asker % namespaces() : random.nextInt(namespaces());
            questions.add(new Question(
                    user(asker),
                    AccessRequest.of(
                                    VERBS.get(random.nextInt(VERBS.size())),
                                    RESOURCES.get(random.nextInt(RESOURCES.size())))
                            .inNamespace("namespace-" + namespace)));
        }
        return questions;
    }

    /** As the authenticator makes them: with the IAM principal only where it matters, and with all that kube-apiserver gets. */
    private KubernetesUser user(int number) {
        KubernetesUser.Builder user =
                KubernetesUser.builder().username("role-" + number).addGroups("group-" + number);
        if (!byBindings) {
            user.putExtra(
                            KubernetesUser.CANONICAL_ARN,
                            List.of(principal(number).canonical()))
                    .putExtra(KubernetesUser.PRINCIPAL_ID, List.of("AROAEXAMPLE" + number));
        }
        return user.build();
    }
}
