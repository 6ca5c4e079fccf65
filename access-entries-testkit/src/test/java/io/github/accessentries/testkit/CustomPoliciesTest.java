package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies of one's own, from the grant to the last binding, on a cluster with its own API. */
class CustomPoliciesTest {

    private static final Rule DEPLOY = Rule.builder()
            .addApiGroups("apps")
            .addResources("deployments")
            .addVerbs("get", "list", "patch")
            .build();
    private static final CustomPolicy OPERATOR = CustomPolicy.of("team-operator", DEPLOY);
    private static final AccessScope TEAM_A = AccessScope.namespaces("team-a", "team-a-*");

    private final PipelineCluster cluster = new PipelineCluster("team-a", "team-a-dev", "team-b");
    private final FakeEks eks = cluster.eks;
    private final FakeCluster prod = cluster.prod;
    private final WritableKubernetesApi api = cluster.api;
    private final FakePrincipal dev = eks.iam().role("dev");
    private final FakePrincipal other = eks.iam().role("other");
    private final EksAccessEntries entries = cluster.entries();

    @AfterEach
    void close() {
        cluster.close();
    }

    /** Everything that is called like an object of a policy, as kind and name. */
    private List<String> objects() {
        RbacObjects objects = RbacObjects.read(api);
        return Stream.<RbacObject>concat(objects.roles().stream(), objects.bindings().stream())
                .map(RbacObject::reference)
                .filter(reference -> reference.contains("access-entries:"))
                .sorted()
                .toList();
    }

    private static String binding(AccessScope scope, String namespace) {
        return "RoleBinding \"" + OPERATOR.in(scope).group() + "/" + namespace + "\"";
    }

    @Test
    void grant_makesObjectsAndGroup_andIsNeededNoMore() {
        AccessEntry entry = entries.grant(dev.arn())
                .allow(OPERATOR)
                .in(TEAM_A)
                .groups("team-a")
                .apply();

        assertThat(entry.groups())
                .containsExactlyInAnyOrder("team-a", OPERATOR.in(TEAM_A).group());
        assertThat(objects())
                .containsExactly(
                        "ClusterRole \"access-entries:team-operator\"",
                        binding(TEAM_A, "team-a"),
                        binding(TEAM_A, "team-a-dev"));
        assertThat(prod)
                .principal(dev)
                .can("patch", "deployments.apps")
                .inNamespace("team-a-dev")
                .cannot("patch", "deployments.apps")
                .inNamespace("team-b");
        assertThat(entries.grant(dev.arn()).allow(OPERATOR).in(TEAM_A).changes())
                .isEmpty();
    }

    @Test
    void changes_areObjectsThenEntry_andNothingIsDone() {
        List<Change> changes =
                entries.grant(dev.arn()).allow(OPERATOR).inNamespaces("team-a").changes();

        assertThat(changes)
                .extracting(Change::verb, Change::target)
                .extracting(Object::toString)
                .satisfiesExactly(
                        role -> assertThat(role).contains("create").contains("ClusterRole"),
                        binding -> assertThat(binding).contains("create").contains("RoleBinding"),
                        created -> assertThat(created)
                                .contains("create")
                                .contains(dev.arn().toString()));
        assertThat(objects()).isEmpty();
        assertThat(entries.find(dev.arn())).isEmpty();
    }

    @Test
    void scopesOnlyGrow_untilOnlyOrDeclareSaysOtherwise() {
        AccessScope a = AccessScope.namespaces("team-a");
        AccessScope both = AccessScope.namespaces("team-a", "team-b");
        AccessScope b = AccessScope.namespaces("team-b");
        entries.grant(dev.arn()).allow(OPERATOR).in(a).apply();

        entries.grant(dev.arn()).allow(OPERATOR).in(b).apply();

        assertThat(entries.get(dev.arn()).groups())
                .containsExactly(OPERATOR.in(both).group());
        assertThat(objects())
                .containsExactlyInAnyOrder(
                        "ClusterRole \"access-entries:team-operator\"",
                        binding(both, "team-a"),
                        binding(both, "team-b"));
        entries.grant(dev.arn()).allow(OPERATOR).onlyIn(b).apply();
        assertThat(entries.get(dev.arn()).groups())
                .containsExactly(OPERATOR.in(b).group());
        assertThat(objects())
                .containsExactlyInAnyOrder("ClusterRole \"access-entries:team-operator\"", binding(b, "team-b"));
        entries.declare(dev.arn()).groups("team-a").apply();
        assertThat(entries.get(dev.arn()).groups()).containsExactly("team-a");
        assertThat(objects()).isEmpty();
    }

    @Test
    void withdraw_takesWhatIsNamed_andWhatOthersHaveStays() {
        AccessScope ab = AccessScope.namespaces("team-a", "team-b");
        AccessScope a = AccessScope.namespaces("team-a");
        entries.grant(dev.arn()).allow(OPERATOR).in(ab).apply();
        entries.grant(other.arn()).allow(OPERATOR).in(ab).apply();

        entries.withdraw(dev.arn()).policy(OPERATOR).fromNamespaces("team-b").apply();

        assertThat(entries.get(dev.arn()).groups())
                .containsExactly(OPERATOR.in(a).group());
        assertThat(prod).principal(other).can("patch", "deployments.apps").inNamespace("team-b");
        assertThat(prod).principal(dev).cannot("patch", "deployments.apps").inNamespace("team-b");
        entries.withdraw(dev.arn()).policy(OPERATOR).everywhere().apply();
        assertThat(objects())
                .containsExactlyInAnyOrder(
                        "ClusterRole \"access-entries:team-operator\"", binding(ab, "team-a"), binding(ab, "team-b"));
        boolean revoked = entries.revoke(other.arn());
        assertThat(revoked).isTrue();
        assertThat(objects()).isEmpty();
    }

    @Test
    void withdraw_ofANamespaceFromAPattern_isRefused_andNothingChanges() {
        entries.grant(dev.arn()).allow(OPERATOR).in(TEAM_A).apply();
        List<String> before = objects();

        assertThatThrownBy(() -> entries.withdraw(dev.arn())
                        .policy(OPERATOR)
                        .fromNamespaces("team-a-dev")
                        .apply())
                .isInstanceOf(AccessConflictException.class)
                .hasMessageContaining("custom policy team-operator");
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void reconcile_followsNamespaces_andTakesWhatNobodyWroteDown() {
        entries.grant(dev.arn()).allow(OPERATOR).in(TEAM_A).apply();
        cluster.createNamespace("team-a-new");
        api.create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
                {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
                 "metadata": {"name": "access-entries:team-operator:cluster",
                  "labels": {"app.kubernetes.io/managed-by": "access-entries",
                   "access-entries.github.io/policy": "team-operator"},
                  "annotations": {"access-entries.github.io/scope": "[]"}},
                 "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole",
                  "name": "access-entries:team-operator"},
                 "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group",
                  "name": "access-entries:team-operator:cluster"}]}
                """);
        assertThat(prod).principal(dev).cannot("patch", "deployments.apps").inNamespace("team-a-new");

        ApplyReport report = entries.reconcile();

        assertThat(report.orThrow().outcomes()).hasSize(2);
        assertThat(prod).principal(dev).can("patch", "deployments.apps").inNamespace("team-a-new");
        assertThat(objects())
                .contains(binding(TEAM_A, "team-a-new"))
                .doesNotContain("ClusterRoleBinding \"access-entries:team-operator:cluster\"");
        assertThat(entries.reconcile().outcomes()).isEmpty();
    }

    @Test
    void reconcile_leavesAScopeThatNobodyHasYet() {
        entries.grant(dev.arn()).allow(OPERATOR).in(TEAM_A).apply();
        eks.eksClient()
                .deleteAccessEntry(
                        r -> r.clusterName("prod").principalArn(dev.arn().toString()));
        List<String> before = objects();

        assertThat(entries.reconcile().outcomes()).isEmpty();

        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void reconcile_tellsAConflict_andDoesTheRest() {
        entries.grant(dev.arn()).allow(OPERATOR).in(TEAM_A).apply();
        cluster.createNamespace("team-a-1");
        cluster.createNamespace("team-a-2");
        api.create(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/team-a-1/rolebindings",
                "{\"apiVersion\": \"rbac.authorization.k8s.io/v1\", \"kind\": \"RoleBinding\", \"metadata\": {\"name\": \""
                        + OPERATOR.in(TEAM_A).group()
                        + "\"}, \"roleRef\": {\"apiGroup\": \"rbac.authorization.k8s.io\", \"kind\": \"ClusterRole\","
                        + " \"name\": \"view\"}}");

        ApplyReport report = entries.reconcile();

        assertThat(report.isComplete()).isFalse();
        assertThat(report.with(ApplyReport.Status.FAILED))
                .singleElement()
                .asString()
                .contains(binding(TEAM_A, "team-a-1"))
                .contains("somebody else made it");
        assertThat(objects()).contains(binding(TEAM_A, "team-a-2"));
    }

    @Test
    void aRoleOfThatName_orOtherRules_areRefused_andNothingIsDone() {
        CustomPolicy same = CustomPolicy.of("taken", DEPLOY);
        api.create(
                "/apis/rbac.authorization.k8s.io/v1/clusterroles",
                "{\"apiVersion\": \"rbac.authorization.k8s.io/v1\", \"kind\": \"ClusterRole\", \"metadata\": {\"name\":"
                        + " \"access-entries:taken\"}, \"rules\": []}");
        entries.grant(other.arn()).allow(OPERATOR).clusterWide().apply();
        List<String> before = objects();
        CustomPolicy otherRules = CustomPolicy.of(
                "team-operator",
                Rule.builder()
                        .addApiGroups("")
                        .addResources("pods")
                        .addVerbs("get")
                        .build());

        assertThatThrownBy(
                        () -> entries.grant(dev.arn()).allow(same).clusterWide().apply())
                .isInstanceOf(AccessConflictException.class)
                .hasMessageContaining("ClusterRole \"access-entries:taken\" is there without the labels");
        assertThatThrownBy(() ->
                        entries.grant(dev.arn()).allow(otherRules).clusterWide().apply())
                .isInstanceOf(AccessConflictException.class)
                .hasMessageContaining("has other rules on the cluster");
        assertThat(objects()).isEqualTo(before);
        assertThat(entries.find(dev.arn())).isEmpty();
    }

    @Test
    void rulesThatTheCallerCouldNotGrant_areRefusedBeforeAnythingIsWritten() {
        entries.grant(other.arn())
                .allow(AccessPolicy.ADMIN)
                .inNamespaces("team-a")
                .groups("role-writers")
                .apply();
        ApplyReport unused = entries.apply(entries.plan(DesiredAccess.builder()
                        .role(RbacRole.clusterRole(
                                "role-writer",
                                Rule.builder()
                                        .addApiGroups("rbac.authorization.k8s.io")
                                        .addResources("clusterroles", "clusterrolebindings", "roles", "rolebindings")
                                        .addVerbs("get", "list", "create", "update", "delete")
                                        .build(),
                                Rule.builder()
                                        .addApiGroups("")
                                        .addResources("namespaces", "configmaps")
                                        .addVerbs("get", "list")
                                        .build()))
                        .binding(RbacBinding.clusterWide("role-writers", "role-writer", "role-writers"))
                        .build()))
                .orThrow();
        EksAccessEntries byOther = cluster.entries(ApiClientKubernetesApi.of(prod.apiClient(other)));

        assertThatThrownBy(() ->
                        byOther.grant(dev.arn()).allow(OPERATOR).clusterWide().apply())
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("Changed nothing on cluster prod")
                .hasMessageContaining("ClusterRole \"access-entries:team-operator\"");
        assertThat(objects()).isEmpty();
        assertThat(entries.find(dev.arn())).isEmpty();
    }

    @Test
    void withoutAWayToWriteObjects_isRefusedInWords() {
        EksAccessEntries eksOnly = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .build();

        assertThatThrownBy(() ->
                        eksOnly.grant(dev.arn()).allow(OPERATOR).clusterWide().apply())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call kubernetes(api)");
        assertThatThrownBy(eksOnly::reconcile)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call kubernetes(api)");
    }

    @Test
    void manyGrantAtOnce_ofOneCluster_andAllHaveWhatTheyWereGranted() throws Exception {
        List<FakePrincipal> team = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            team.add(eks.iam().role("member-" + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<AccessEntry>> grants = new ArrayList<>();
            for (int i = 0; i < team.size(); i++) {
                PrincipalArn member = team.get(i).arn();
                AccessScope scope = i % 2 == 0 ? TEAM_A : AccessScope.namespaces("team-b", "x-" + i);
                EksAccessEntries own = cluster.entries(api);
                grants.add(() -> own.grant(member).allow(OPERATOR).in(scope).apply());
            }
            for (Future<AccessEntry> grant : threads.invokeAll(grants)) {
                assertThat(grant.get().groups()).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        for (int i = 0; i < team.size(); i++) {
            assertThat(prod)
                    .principal(team.get(i))
                    .can("patch", "deployments.apps")
                    .inNamespace(i % 2 == 0 ? "team-a-dev" : "team-b");
        }
        assertThat(entries.reconcile().outcomes()).isEmpty();
    }

    private static final String FILE = """
            version: 1
            policies:
              team-operator:
                rules: [{apiGroups: [apps], resources: [deployments], verbs: [get, list, patch]}]
            entries:
              - principal: %s
                policies:
                  - {policy: team-operator, namespaces: [team-a, team-a-*]}
            """;

    private AccessPlan apply(String file) {
        DesiredAccess desired = DesiredAccessFile.reader().read(file);
        AccessPlan plan = entries.plan(desired);
        ApplyReport unused = entries.apply(plan).orThrow();
        assertThat(entries.plan(desired).changes()).isEmpty();
        return plan;
    }

    @Test
    void plan_ofAFile_bringsTheCluster_changesRulesAndScope_andTakesBack() {
        String file = FILE.formatted(dev.arn());

        AccessPlan first = apply(file);

        assertThat(first.toString()).contains("team-operator");
        assertThat(first.effects().changes())
                .extracting(effect -> effect.subject().name())
                .contains(dev.arn().toString());
        assertThat(prod).principal(dev).can("patch", "deployments.apps").inNamespace("team-a");
        apply(file.replace("patch", "delete").replace("[team-a, team-a-*]", "[team-b]"));
        assertThat(prod)
                .principal(dev)
                .can("delete", "deployments.apps")
                .inNamespace("team-b")
                .cannot("patch", "deployments.apps")
                .inNamespace("team-b");
        assertThat(objects())
                .containsExactly(
                        "ClusterRole \"access-entries:team-operator\"",
                        binding(AccessScope.namespaces("team-b"), "team-b"));
        apply(file.substring(0, file.indexOf("    policies:")) + "    groups: [team-a]\n");
        assertThat(objects()).isEmpty();
    }

    @Test
    void plan_thatTakesBindings_isStale_ifSomebodyHasGotThePolicyMeanwhile() {
        apply(FILE.formatted(dev.arn()));
        AccessPlan plan = entries.plan(DesiredAccess.builder()
                .entry(DesiredEntry.builder(dev.arn()).groups("team-a"))
                .build());
        entries.grant(other.arn()).allow(OPERATOR).in(TEAM_A).apply();

        assertThatThrownBy(() -> {
                    ApplyReport unused = entries.apply(plan);
                })
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("another entry has got a custom policy");
        assertThat(prod).principal(other).can("patch", "deployments.apps").inNamespace("team-a");
    }
}
