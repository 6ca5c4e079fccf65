package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans for a cluster in memory, and what becomes of them. */
class PlannerTest {

    private static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn OLD = PrincipalArn.role("111122223333", "old");
    private static final PrincipalArn NODES = PrincipalArn.role("111122223333", "nodes");

    private final InMemoryCalls calls = new InMemoryCalls("prod", administrator());
    private final AccessEntries prod = prod(PlanContext.builder());

    private AccessEntries prod(PlanContext.Builder context) {
        return new ClusterEntries(calls, context.build(), Patience.none(), 2);
    }

    private static AccessEntry.Builder entry(PrincipalArn principal) {
        AccessEntry.Builder entry = AccessEntry.builder();
        return entry.cluster("prod").principal(principal).username("name-of-" + principal.name());
    }

    private static AccessEntry administrator() {
        return entry(ADMIN)
                .addPolicy(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                .build();
    }

    private static DesiredEntry.Builder listedAdmin() {
        return DesiredEntry.builder(ADMIN)
                .username("name-of-admin")
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide();
    }

    private static DesiredAccess desired(DesiredEntry.Builder... entries) {
        DesiredAccess.Builder desired = DesiredAccess.builder().ownership(Ownership.ALL);
        for (DesiredEntry.Builder entry : entries) {
            desired.entry(entry);
        }
        return desired.build();
    }

    @Test
    void plan_thatIsApplied_getsThere_andLeavesNothingToDo() {
        calls.put(entry(OLD).addGroup("x").build());
        calls.put(entry(DEV)
                .addGroup("before")
                .tags(Map.of("gone", "1"))
                .addPolicy(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("a")))
                .build());
        DesiredAccess desired = desired(
                listedAdmin(),
                DesiredEntry.builder(DEV)
                        .groups("after")
                        .tag("new", "1")
                        .allow(AccessPolicy.VIEW)
                        .inNamespaces("b"));

        AccessPlan plan = prod.plan(desired);
        ApplyReport report = prod.apply(plan);

        assertThat(report.isComplete()).as(report.toString()).isTrue();
        assertThat(prod.plan(desired).changes()).isEmpty();
        assertThat(calls.principals()).containsExactlyInAnyOrder(ADMIN, DEV);
        assertThat(calls.get(DEV).scopeOf(AccessPolicy.VIEW)).contains(AccessScope.namespaces("b"));
        assertThat(calls.get(DEV).groups()).containsExactly("after");
    }

    @Test
    void plan_forNodes_saysWhatTheirEntryGives() {
        RbacObjects rbac = RbacObjects.parse("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: nodes-read-nodes}
                rules: [{apiGroups: [""], resources: [nodes], verbs: [get]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: nodes}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: nodes-read-nodes}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:nodes"}]
                """);
        AccessEntries knowing = prod(PlanContext.builder()
                .model(entries ->
                        ClusterAccess.builder().entries(entries).rbac(rbac).build()));

        AccessPlan plan =
                knowing.plan(desired(listedAdmin(), DesiredEntry.builder(NODES).type(EntryType.EC2_LINUX)));

        assertThat(plan.effects().changesOf(new Subject.Principal(NODES)))
                .get()
                .satisfies(effect -> assertThat(effect.gained().allows(AccessRequest.of("get", "nodes")))
                        .isTrue());
        assertThat(plan.changes())
                .singleElement()
                .hasToString(
                        "create " + NODES + ": entry of type EC2_LINUX as system:node:{{EC2PrivateDNSName}}, groups"
                                + " [system:nodes] (listed, but has no entry)");
    }

    @Test
    void entryOfTwoMappings_theLastOfMasters_cannotBeDeletedUnnoticed() {
        calls.put(entry(OLD).addGroup("x").build());
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", """
                - {rolearn: "arn:aws:iam::111122223333:role/old", username: name-of-old, groups: [x]}
                - {rolearn: "arn:aws:iam::111122223333:role/OLD", username: root, groups: ["system:masters"]}
                """));

        AccessPlan plan = prod(PlanContext.builder().awsAuth(() -> awsAuth)).plan(desired(listedAdmin()));

        assertThat(plan.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.AWS_AUTH_TAKES_OVER)
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("\"root\"", "system:masters"));
    }

    @Test
    void apply_whoseChangeFails_leavesTheLaterOnesUntried_andTheNextPlanDoesTheRest() {
        DesiredAccess desired = desired(
                listedAdmin(),
                DesiredEntry.builder(DEV).groups("a").allow(AccessPolicy.EDIT).clusterWide());
        calls.put(entry(OLD).build());
        AccessPlan plan = prod.plan(desired);
        calls.failAtChange(
                1, () -> new UnavailableException("lost", ErrorContext.builder().build(), null));

        ApplyReport report = prod.apply(plan);

        assertThat(report.outcomes())
                .extracting(ApplyReport.Outcome::status)
                .containsExactly(Status.DONE, Status.FAILED, Status.NOT_TRIED);
        assertThat(calls.find(OLD)).isPresent();
        calls.heal();
        assertThat(prod.apply(prod.plan(desired)).isComplete()).isTrue();
        assertThat(prod.plan(desired).isEmpty()).isTrue();
    }

    @Test
    void apply_onAClusterThatMoved_changesNothing() {
        AccessPlan plan = prod.plan(desired(listedAdmin(), DesiredEntry.builder(DEV)));
        calls.put(entry(DEV).addGroup("somebody-else-was-faster").build());

        assertThatExceptionOfType(StalePlanException.class).isThrownBy(() -> prod.apply(plan));
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void apply_withFindings_needsTheSignature() {
        AccessPlan plan = prod.plan(desired(DesiredEntry.builder(DEV)));

        assertThat(plan.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.NO_ADMINISTRATOR);
        assertThatExceptionOfType(UnsafePlanException.class).isThrownBy(() -> prod.apply(plan));
        assertThat(calls.changes()).isEmpty();
        assertThat(prod.apply(plan, ApplyOptions.with(SignOff.of("no-administrator")))
                        .isComplete())
                .isTrue();
    }

    @Test
    void apply_aCopyWithoutItsFindings_isStale() {
        AccessPlan plan = prod.plan(desired(DesiredEntry.builder(DEV)));
        AccessPlan tampered =
                AccessPlan.builder().from(plan).findings(List.of()).build();

        assertThatExceptionOfType(StalePlanException.class).isThrownBy(() -> prod.apply(tampered));
        assertThat(calls.changes()).isEmpty();
    }
}
