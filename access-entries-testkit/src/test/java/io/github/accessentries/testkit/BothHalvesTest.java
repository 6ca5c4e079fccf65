package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entries and objects of RBAC in one plan, on a cluster with its own API. */
class BothHalvesTest {

    private static final Ownership TEAM = Ownership.tagged("managed-by", "platform");
    private static final Rule READ_PODS = Rule.builder()
            .addApiGroups("")
            .addResources("pods", "pods/log")
            .addVerbs("get", "list")
            .build();
    private static final Rule PATCH_PODS = Rule.builder()
            .addApiGroups("")
            .addResources("pods")
            .addVerbs("patch")
            .build();

    private final FakeEks eks = FakeEks.builder().signatureChecks(false).build();
    private final FakeCluster prod = eks.createCluster("prod");
    private final PrincipalArn pipeline = eks.iam().role("pipeline").arn();
    private final FakePrincipal dev = eks.iam().role("dev");
    private final EksAccessEntries entries = EksAccessEntries.builder()
            .cluster("prod")
            .eksClient(eks.eksClient())
            .kubernetes(ApiClientKubernetesApi.of(prod.apiClient(eks.iam().role("pipeline"))))
            .planContext(PlanContext.builder().caller(pipeline.toString()).build())
            .build();

    BothHalvesTest() {
        EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .build()
                .grant(pipeline)
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
    }

    @AfterEach
    void close() {
        eks.close();
    }

    private DesiredAccess.Builder team() {
        return DesiredAccess.builder()
                .entry(DesiredEntry.builder(dev.arn())
                        .groups("team-a")
                        .allow(AccessPolicy.EDIT)
                        .inNamespaces("team-a"))
                .ownership(TEAM);
    }

    private void apply(DesiredAccess desired, String... signedOff) {
        entries.apply(entries.plan(desired), ApplyOptions.with(SignOff.of(signedOff)))
                .orThrow();
        assertThat(entries.plan(desired).changes()).isEmpty();
    }

    @Test
    void plan_onAnEmptyCluster_showsBothHalvesInOneTableAndAppliesThem() {
        DesiredAccess desired = team().role(RbacRole.clusterRole("pod-reader", READ_PODS))
                .binding(RbacBinding.clusterWide("team-a-reads", "pod-reader", "team-a"))
                .build();

        AccessPlan plan = entries.plan(desired);

        assertThat(plan.changes())
                .extracting(Change::toString)
                .satisfiesExactly(
                        role -> assertThat(role)
                                .isEqualTo("create ClusterRole \"pod-reader\": may get, list pods, pods/log (listed)"),
                        binding -> assertThat(binding)
                                .isEqualTo("create ClusterRoleBinding \"team-a-reads\": ClusterRole \"pod-reader\" to"
                                        + " Group \"team-a\" (listed)"),
                        entry -> assertThat(entry).startsWith("create " + dev.arn()),
                        policy -> assertThat(policy).startsWith("associate " + dev.arn()));
        assertThat(plan.effects().changes())
                .extracting(effect -> effect.subject().toString())
                .containsExactly(dev.arn().toString(), "Group \"team-a\"");
        apply(desired);
        assertThat(prod).principal(dev).can("list", "pods").inNamespace("kube-system");
        assertThat(prod)
                .object("clusterroles.rbac.authorization.k8s.io", "pod-reader")
                .has("/metadata/labels/app.kubernetes.io~1managed-by", "access-entries");
    }

    @Test
    void plan_ofAnotherState_takesBackWhatItOwnsInASafeOrder() {
        apply(team().role(RbacRole.clusterRole("pod-reader", READ_PODS))
                .binding(RbacBinding.clusterWide("team-a-reads", "pod-reader", "team-a"))
                .build());

        AccessPlan plan = entries.plan(team().build());

        assertThat(plan.changes())
                .extracting(change -> change.verb() + " " + change.target())
                .containsExactly("delete ClusterRoleBinding \"team-a-reads\"", "delete ClusterRole \"pod-reader\"");
        apply(team().build(), "many-removals");
        assertThat(prod).principal(dev).cannot("list", "pods").inNamespace("kube-system");
    }

    @Test
    void update_thatGivesAndTakes_givesFirst() {
        apply(team().role(RbacRole.clusterRole("pod-reader", READ_PODS)).build());

        AccessPlan plan = entries.plan(
                team().role(RbacRole.clusterRole("pod-reader", PATCH_PODS)).build());

        assertThat(plan.changes())
                .extracting(change -> change.phase() + " " + change.detail())
                .containsExactly("GRANT + patch pods", "REMOVE - get, list pods, pods/log");
        apply(team().role(RbacRole.clusterRole("pod-reader", PATCH_PODS)).build());
    }

    @Test
    void object_thatIsNotOurs_isAdoptedOnlyWithASignOff() {
        prod.rbac(RbacObjects.builder()
                .addRoles(RbacRole.clusterRole("theirs", READ_PODS))
                .build());
        DesiredAccess desired =
                team().role(RbacRole.clusterRole("theirs", PATCH_PODS)).build();

        AccessPlan plan = entries.plan(desired);

        assertThat(plan.findings()).extracting(Finding::name).containsExactly("adopts-object:ClusterRole \"theirs\"");
        assertThatThrownBy(() -> entries.apply(plan)).isInstanceOf(UnsafePlanException.class);
        apply(desired, "adopts-object");
    }

    @Test
    void objectsOfOthers_areLeftAloneWhateverIsOwned() {
        prod.rbac(RbacObjects.builder()
                .addRoles(RbacRole.clusterRole("theirs", READ_PODS))
                .build());
        DesiredAccess all = DesiredAccess.builder()
                .entry(DesiredEntry.builder(pipeline)
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .clusterWide())
                .ownership(Ownership.ALL)
                .build();

        assertThat(entries.plan(all).changes()).isEmpty();
    }

    @Test
    void binding_thatMakesTheLastAdministrator_isNotTakenWithoutSignOff() {
        FakePrincipal ana = eks.iam().role("ana");
        DesiredAccess byBinding = DesiredAccess.builder()
                .entry(DesiredEntry.builder(ana.arn()).groups("admins"))
                .entry(DesiredEntry.builder(pipeline)
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .clusterWide())
                .binding(RbacBinding.clusterWide("admins", "cluster-admin", "admins"))
                .ownership(Ownership.ALL)
                .build();
        apply(byBinding);
        DesiredAccess none = DesiredAccess.builder()
                .entry(DesiredEntry.builder(ana.arn()).groups("admins"))
                .ownership(Ownership.ALL)
                .build();

        assertThat(entries.plan(none).findings()).extracting(Finding::kind).contains(Finding.Kind.NO_ADMINISTRATOR);
        DesiredAccess onlyByBinding = DesiredAccess.builder()
                .entry(DesiredEntry.builder(ana.arn()).groups("admins"))
                .binding(RbacBinding.clusterWide("admins", "cluster-admin", "admins"))
                .ownership(Ownership.ALL)
                .build();
        assertThat(entries.plan(onlyByBinding).findings())
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.NO_ADMINISTRATOR);
    }

    @Test
    void binding_thatGetsAnotherRole_isAFinding() {
        apply(team().binding(RbacBinding.clusterWide("team-a-views", "view", "team-a"))
                .build());
        DesiredAccess other = team().binding(RbacBinding.clusterWide("team-a-views", "edit", "team-a"))
                .build();

        assertThat(entries.plan(other).findings())
                .extracting(Finding::name)
                .containsExactly("binding-replaced:ClusterRoleBinding \"team-a-views\"");
        apply(other, "binding-replaced");
        assertThat(prod).principal(dev).can("create", "configmaps").inNamespace("kube-public");
    }

    @Test
    void roleThatGivesMoreThanTheCallerHas_isRefusedBeforeAnythingIsChanged() {
        FakePrincipal weak = eks.iam().role("weak");
        entries.grant(weak.arn()).groups("weak").apply();
        Rule writesRbac = Rule.builder()
                .addApiGroups("rbac.authorization.k8s.io")
                .addResources("*")
                .addVerbs("get", "list", "create", "update", "delete")
                .build();
        Rule reads = Rule.builder()
                .addApiGroups("")
                .addResources("namespaces", "configmaps")
                .addVerbs("get", "list")
                .build();
        prod.rbac(RbacObjects.builder()
                .addRoles(RbacRole.clusterRole("writer", writesRbac, reads))
                .addBindings(RbacBinding.clusterWide("writer", "writer", "weak"))
                .build());
        EksAccessEntries byWeak = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .kubernetes(ApiClientKubernetesApi.of(prod.apiClient(weak)))
                .build();
        DesiredAccess desired = team().role(RbacRole.clusterRole("ours", READ_PODS))
                .binding(RbacBinding.clusterWide("ours", "cluster-admin", "team-a"))
                .build();
        AccessPlan plan = byWeak.plan(desired);

        assertThatThrownBy(() -> byWeak.apply(plan))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("Changed nothing on cluster prod")
                .hasMessageContaining("ClusterRole \"ours\"")
                .hasMessageContaining("ClusterRoleBinding \"ours\"");
        assertThat(entries.find(dev.arn())).isEmpty();
        assertThat(prod).neverReceived("create", "pods");
        assertThat(RbacObjects.read(ApiClientKubernetesApi.of(
                                prod.apiClient(eks.iam().role("pipeline"))))
                        .roles())
                .extracting(RbacRole::name)
                .doesNotContain("ours");
    }

    @Test
    void object_thatSomebodyChangedMeanwhile_isNeverOverwritten() {
        DesiredAccess desired = team().binding(RbacBinding.clusterWide("team-a-views", "view", "team-a"))
                .build();
        apply(desired);
        DesiredAccess more = team().binding(RbacBinding.clusterWide("team-a-views", "view", "team-a", "team-b"))
                .build();
        AccessPlan plan = entries.plan(more);
        prod.rbac(RbacObjects.builder()
                .addBindings(RbacBinding.clusterWide("team-a-views", "view", "somebody"))
                .build());

        assertThatThrownBy(() -> entries.apply(plan)).isInstanceOf(StalePlanException.class);
    }

    @Test
    void callerThatLosesByABinding_isAFinding() {
        apply(team().binding(RbacBinding.clusterWide("team-a-views", "view", "team-a"))
                .build());
        EksAccessEntries byDev = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .kubernetes(ApiClientKubernetesApi.of(prod.apiClient(eks.iam().role("pipeline"))))
                .planContext(PlanContext.builder().caller(dev.arn().toString()).build())
                .build();

        assertThat(byDev.plan(team().build()).findings())
                .extracting(Finding::kind)
                .contains(Finding.Kind.CALLER_LOSES_ACCESS);
    }

    @Test
    void stateWithObjects_whereTheClusterCannotBeWritten_isRefused() {
        EksAccessEntries blind = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .build();
        DesiredAccess desired =
                team().role(RbacRole.clusterRole("r", READ_PODS)).build();

        assertThatThrownBy(() -> blind.plan(desired))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kubernetes(api)");
    }

    @Test
    void whatOthersWroteIntoAnObject_stays() {
        apply(team().binding(RbacBinding.clusterWide("team-a-views", "view", "team-a"))
                .build());
        ApiClientKubernetesApi api =
                ApiClientKubernetesApi.of(prod.apiClient(eks.iam().role("pipeline")));
        String path = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/team-a-views";
        api.replace(path, api.get(path).orElseThrow().replace("\"labels\":{", "\"labels\":{\"cost-center\":\"7\","));

        apply(team().binding(RbacBinding.builder()
                        .from(RbacBinding.clusterWide("team-a-views", "view", "team-a"))
                        .addSubjects(RbacSubject.user("ana"))
                        .build())
                .build());

        assertThat(prod)
                .object("clusterrolebindings.rbac.authorization.k8s.io", "team-a-views")
                .has("/metadata/labels/cost-center", "7");
    }

    @Test
    void roleThatTheCallerMayNotBind_isRefusedBeforeTheOldBindingIsDeleted() {
        apply(team().binding(RbacBinding.clusterWide("team-a-views", "view", "team-a"))
                .build());
        FakePrincipal weak = eks.iam().role("weak");
        entries.grant(weak.arn()).groups("weak").apply();
        Rule writesRbac = Rule.builder()
                .addApiGroups("rbac.authorization.k8s.io")
                .addResources("*")
                .addVerbs("get", "list", "create", "update", "delete")
                .build();
        Rule reads = Rule.builder()
                .addApiGroups("")
                .addResources("namespaces", "configmaps")
                .addVerbs("get", "list")
                .build();
        ApiClientKubernetesApi api =
                ApiClientKubernetesApi.of(prod.apiClient(eks.iam().role("pipeline")));
        RbacObjects now = RbacObjects.read(api);
        prod.rbac(RbacObjects.builder()
                .from(now)
                .addRoles(RbacRole.clusterRole("writer", writesRbac, reads))
                .addBindings(RbacBinding.clusterWide("writer", "writer", "weak"))
                .build());
        EksAccessEntries byWeak = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .kubernetes(ApiClientKubernetesApi.of(prod.apiClient(weak)))
                .build();
        AccessPlan plan = byWeak.plan(team().binding(RbacBinding.clusterWide("team-a-views", "edit", "team-a"))
                .build());

        assertThatThrownBy(() -> byWeak.apply(plan, ApplyOptions.with(SignOff.of("binding-replaced", "adopts-object"))))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("Changed nothing");
        assertThat(prod).principal(dev).can("get", "services").inNamespace("kube-public");
    }

    @Test
    void update_thatDropsTheNameOfTheOwner_stillGivesFirst() {
        RbacBinding views = RbacBinding.clusterWide("team-a-views", "view", "team-a");
        apply(team().binding(views).build());
        DesiredAccess ofAll = DesiredAccess.builder()
                .entry(DesiredEntry.builder(pipeline)
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .clusterWide())
                .entry(DesiredEntry.builder(dev.arn()).groups("team-a"))
                .binding(RbacBinding.clusterWide("team-a-views", "view", "team-a", "team-b"))
                .ownership(Ownership.ALL)
                .build();

        assertThat(entries.plan(ofAll).changes())
                .filteredOn(ObjectChange.class::isInstance)
                .extracting(Change::phase)
                .containsExactly(Change.Phase.GRANT);
    }

    @Test
    void bindingThatNoLongerNamesTheCaller_isChangedAfterAllOthers() {
        RbacBinding both = RbacBinding.clusterWide("a-both", "view", "team-a", "team-b");
        RbacBinding other = RbacBinding.clusterWide("b-other", "view", "team-c", "team-d");
        apply(team().binding(both).binding(other).build());
        EksAccessEntries byDev = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .kubernetes(ApiClientKubernetesApi.of(prod.apiClient(eks.iam().role("pipeline"))))
                .planContext(PlanContext.builder().caller(dev.arn().toString()).build())
                .build();

        AccessPlan plan = byDev.plan(team().binding(RbacBinding.clusterWide("a-both", "view", "team-b"))
                .binding(RbacBinding.clusterWide("b-other", "view", "team-d"))
                .build());

        assertThat(plan.changes())
                .extracting(Change::target)
                .containsExactly("ClusterRoleBinding \"b-other\"", "ClusterRoleBinding \"a-both\"");
    }

    @Test
    void manyRemovals_ofRolesAndBindings_areNotHiddenByAPolicyInManyNamespaces() {
        DesiredAccess.Builder three = team();
        for (String name : List.of("a", "b", "c")) {
            three.binding(RbacBinding.clusterWide(name, "view", name));
        }
        apply(three.build());
        ApiClientKubernetesApi api =
                ApiClientKubernetesApi.of(prod.apiClient(eks.iam().role("pipeline")));
        for (int i = 0; i < 10; i++) {
            api.create(
                    "/api/v1/namespaces",
                    "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"n" + i + "\"}}");
        }
        entries.grant(eks.iam().role("ops").arn())
                .allow(CustomPolicy.of("pods", READ_PODS))
                .inNamespaces("n*")
                .apply();

        assertThat(entries.plan(team().build()).findings())
                .extracting(Finding::name)
                .contains("many-removals:RBAC");
    }

    @Test
    void roleThatTheClusterFillsIn_isRefusedBeforeAnythingIsChanged() {
        ApiClientKubernetesApi api =
                ApiClientKubernetesApi.of(prod.apiClient(eks.iam().role("pipeline")));
        api.create("/apis/rbac.authorization.k8s.io/v1/clusterroles", """
                {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "filled"},
                 "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {"x": "y"}}]}}""");
        AccessPlan plan = entries.plan(
                team().role(RbacRole.clusterRole("filled", READ_PODS)).build());

        assertThatThrownBy(() -> entries.apply(plan, ApplyOptions.with(SignOff.of("adopts-object"))))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContainingAll("Changed nothing", "aggregationRule");
        assertThat(entries.find(dev.arn())).isEmpty();
    }

    @Test
    void bindingToEverybody_needsASignOff_andOnlyOnce() {
        DesiredAccess desired = team().binding(
                        RbacBinding.clusterWide("all-view", "view", "team-a", "system:authenticated"))
                .build();

        assertThat(entries.plan(desired).findings())
                .extracting(Finding::name)
                .containsExactly("gives-to-everybody:ClusterRoleBinding \"all-view\"");
        apply(desired, "gives-to-everybody");
        assertThat(entries.plan(team().binding(
                                        RbacBinding.clusterWide("all-view", "view", "team-b", "system:authenticated"))
                                .build())
                        .findings())
                .isEmpty();
    }

    @Test
    void bindingOfARoleThatNobodyHasMade_isTold() {
        AccessPlan plan = entries.plan(team().binding(RbacBinding.clusterWide("later", "does-not-exist", "team-a"))
                .build());

        assertThat(plan.findings()).isEmpty();
        assertThat(plan.notices()).extracting(Finding::name).contains("role-missing:ClusterRoleBinding \"later\"");
        assertThat(entries.plan(team().role(RbacRole.clusterRole("does-not-exist", READ_PODS))
                                .binding(RbacBinding.clusterWide("later", "does-not-exist", "team-a"))
                                .build())
                        .notices())
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.ROLE_MISSING);
    }
}
