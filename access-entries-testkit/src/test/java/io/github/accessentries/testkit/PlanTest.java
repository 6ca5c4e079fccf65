package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

/** Plans against the fake: what they say, what they find, and what applying them does. */
class PlanTest {

    private static final String ACCOUNT = "111122223333";
    private static final PrincipalArn CREATOR = PrincipalArn.user(ACCOUNT, "test");
    private static final PrincipalArn ADMIN = PrincipalArn.role(ACCOUNT, "admin");
    private static final PrincipalArn DEV = PrincipalArn.role(ACCOUNT, "team/dev");
    private static final PrincipalArn OPS = PrincipalArn.role(ACCOUNT, "ops");
    private static final PrincipalArn NODES = PrincipalArn.role(ACCOUNT, "nodes");

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakeCluster cluster = fake.createCluster("prod");
    private final EksAccessEntries prod = with(PlanContext.builder());

    PlanTest() {
        prod.grant(CREATOR).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private EksAccessEntries with(PlanContext.Builder context) {
        return InFakeTime.prod(fake.eksClient(), clock)
                .planContext(context.build())
                .build();
    }

    private static DesiredEntry.Builder admin(PrincipalArn principal) {
        return DesiredEntry.builder(principal).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide();
    }

    private static DesiredAccess desired(Ownership ownership, DesiredEntry.Builder... entries) {
        DesiredAccess.Builder desired = DesiredAccess.builder().ownership(ownership);
        for (DesiredEntry.Builder entry : entries) {
            desired.entry(entry);
        }
        return desired.build();
    }

    @Test
    void plan_everyKindOfChange_readsAsATableInASafeOrder() {
        prod.grant(DEV)
                .allow(AccessPolicy.VIEW)
                .inNamespaces("team-a")
                .allow(AccessPolicy.SECRET_READER)
                .clusterWide()
                .groups("old")
                .tag("owner", "x")
                .tag("gone", "1")
                .apply();
        prod.grant(OPS).allow(AccessPolicy.VIEW).clusterWide().apply();

        AccessPlan plan = prod.plan(desired(
                Ownership.ALL,
                admin(CREATOR),
                admin(ADMIN).groups("admins"),
                DesiredEntry.builder(DEV)
                        .groups("devs")
                        .tag("owner", "team-a")
                        .allow(AccessPolicy.VIEW)
                        .inNamespaces("team-a", "team-a-*")
                        .allow(AccessPolicy.EDIT)
                        .inNamespaces("team-a")));

        assertThat(plan.findings()).isEmpty();
        assertThat(plan.changes())
                .extracting(change ->
                        change.verb() + " " + ((EntryChange) change).principal().name())
                .containsExactly(
                        "create admin",
                        "associate admin",
                        "tag dev",
                        "update dev",
                        "associate dev",
                        "rescope dev",
                        "update dev",
                        "disassociate dev",
                        "untag dev",
                        "delete ops");
        assertThat(plan.toString().lines().map(String::stripTrailing).toList())
                .startsWith(
                        "Plan for cluster prod, owning all entries: 6 grants, 4 removals.",
                        "   1  create        arn:aws:iam::111122223333:role/admin     entry of type STANDARD, groups [admins]"
                                + "  (listed, but has no entry)",
                        "   2  associate     arn:aws:iam::111122223333:role/admin     AmazonEKSClusterAdminPolicy"
                                + " cluster-wide  (listed)")
                .contains(
                        "   6  rescope       arn:aws:iam::111122223333:role/team/dev  AmazonEKSViewPolicy in namespace"
                                + " team-a -> in namespaces team-a, team-a-*  (differs from what is listed)",
                        "   4  update        arn:aws:iam::111122223333:role/team/dev  groups [old] -> [devs, old]"
                                + "  (listed)",
                        "   7  update        arn:aws:iam::111122223333:role/team/dev  groups [devs, old] -> [devs]"
                                + "  (differs from what is listed)");
    }

    @Test
    void apply_aPlan_reachesTheDesiredStateAndLeavesNothingToDo() {
        prod.grant(DEV)
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("old")
                .tag("gone", "1")
                .apply();
        prod.grant(OPS).allow(AccessPolicy.VIEW).clusterWide().apply();
        DesiredAccess desired = desired(
                Ownership.ALL,
                admin(CREATOR),
                admin(ADMIN),
                DesiredEntry.builder(DEV)
                        .groups("devs")
                        .username("dev:{{SessionName}}")
                        .tag("owner", "a")
                        .allow(AccessPolicy.EDIT)
                        .inNamespaces("team-a"));
        List<String> lines = new ArrayList<>();

        AccessPlan plan = prod.plan(desired);
        ApplyReport report = prod.apply(
                plan,
                ApplyOptions.builder()
                        .listener(outcome -> {
                            synchronized (lines) {
                                lines.add(outcome.toString());
                            }
                        })
                        .build());

        assertThat(report.isComplete()).as(report.toString()).isTrue();
        assertThat(lines)
                .hasSize(plan.changes().size())
                .allSatisfy(line -> assertThat(line).startsWith("done: "));
        assertThat(prod.list()).extracting(DesiredEntry::of).containsExactlyInAnyOrderElementsOf(desired.entries());
        assertThat(prod.plan(desired).isEmpty()).isTrue();
        assertThat(prod.plan(desired).toString()).contains("nothing to do");
    }

    @Test
    void plan_entriesOfAwsItself_leavesThemAlone() {
        PrincipalArn auto = PrincipalArn.role(ACCOUNT, "auto-nodes");
        PrincipalArn argo = PrincipalArn.role(ACCOUNT, "argo");
        prod.grant(auto)
                .type(EntryType.EC2)
                .allow(AccessPolicy.AUTO_NODE)
                .clusterWide()
                .apply();
        prod.grant(argo).apply();
        try (EksClient eks = fake.eksClient()) {
            eks.associateAccessPolicy(r -> r.clusterName("prod")
                    .principalArn(argo.toString())
                    .policyArn("arn:aws:eks::aws:cluster-access-policy/AmazonEKSArgoCDPolicy")
                    .accessScope(scope -> scope.type("cluster")));
        }

        AccessPlan plan = prod.plan(desired(
                Ownership.ALL, admin(CREATOR), DesiredEntry.builder(argo).groups("argo")));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.leftAlone()).singleElement().asString().contains("argo", "AmazonEKSArgoCDPolicy");
    }

    @Test
    void plan_policyThatDoesNotExist_isRefusedWithAllFaults() {
        DesiredAccess bad = desired(
                Ownership.ONLY_LISTED,
                DesiredEntry.builder(DEV)
                        .allow(AccessPolicy.of("AmazonEKSEditorPolicy"))
                        .clusterWide(),
                DesiredEntry.builder(OPS)
                        .allow(AccessPolicy.of("AmazonEKSComputePolicy"))
                        .clusterWide());

        InvalidDesiredAccessException refused =
                catchThrowableOfType(InvalidDesiredAccessException.class, () -> prod.plan(bad));

        assertThat(refused.faults()).hasSize(2);
        assertThat(refused).hasMessageContainingAll("AmazonEKSEditorPolicy", "AmazonEKSComputePolicy");
    }

    @Test
    void plan_ownedByTag_deletesOnlyWhatCarriesIt() {
        prod.grant(DEV).tag("managed-by", "platform").apply();
        prod.grant(OPS).tag("managed-by", "others").apply();

        AccessPlan plan = prod.plan(desired(Ownership.tagged("managed-by", "platform"), DesiredEntry.builder(ADMIN)));

        assertThat(plan.changes())
                .extracting(change ->
                        change.verb() + " " + ((EntryChange) change).principal().name())
                .containsExactly("create admin", "delete dev");
        prod.apply(plan).orThrow();
        assertThat(prod.get(ADMIN).tags()).isEqualTo(Map.of("managed-by", "platform"));
    }

    private static List<String> kinds(AccessPlan plan) {
        return plan.findings().stream().map(Finding::name).toList();
    }

    @Test
    void plan_lastAdministratorGoes_isFoundAndStopsTheApply() {
        AccessPlan plan = prod.plan(desired(Ownership.ALL, DesiredEntry.builder(DEV)));
        assertThat(kinds(plan)).containsExactly("no-administrator");
        fake.clearCalls();

        assertThatThrownBy(() -> prod.apply(plan))
                .isInstanceOf(UnsafePlanException.class)
                .hasMessageContainingAll("no-administrator", "user/test", "AmazonEKSClusterAdminPolicy");

        assertThat(fake.calls()).isEmpty();
        assertThat(prod.apply(plan, ApplyOptions.with(SignOff.of("no-administrator")))
                        .isComplete())
                .isTrue();
    }

    @Test
    void plan_callerLosesAccess_isFoundForSessionsToo() {
        EksAccessEntries byOps =
                with(PlanContext.builder().caller(() -> "arn:aws:sts::" + ACCOUNT + ":assumed-role/dev/ana"));
        prod.grant(DEV).allow(AccessPolicy.EDIT).clusterWide().apply();

        DesiredAccess less = desired(
                Ownership.ONLY_LISTED,
                DesiredEntry.builder(DEV).allow(AccessPolicy.EDIT).inNamespaces("team-a"));

        assertThat(kinds(byOps.plan(less))).containsExactly("caller-loses-access:" + DEV);
        assertThat(kinds(prod.plan(less))).isEmpty();
    }

    @Test
    void plan_caller_comesLast() {
        EksAccessEntries byCreator = with(PlanContext.builder().caller(CREATOR.toString()));
        prod.grant(ADMIN).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
        prod.grant(DEV).allow(AccessPolicy.VIEW).clusterWide().apply();
        prod.grant(OPS).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();

        AccessPlan plan = byCreator.plan(desired(Ownership.ALL, admin(ADMIN)));

        assertThat(plan.changes())
                .extracting(change -> ((EntryChange) change).principal().name())
                .containsExactly("dev", "ops", "test");
        assertThat(kinds(plan)).containsExactly("caller-loses-access:" + CREATOR, "many-removals");
    }

    @Test
    void plan_nodesLoseTheirEntry_isFound() {
        prod.grant(NODES).type(EntryType.EC2_LINUX).apply();

        assertThat(kinds(prod.plan(desired(Ownership.ALL, admin(CREATOR)))))
                .containsExactly("nodes-lose-entry:" + NODES);
    }

    @Test
    void plan_typeChange_isFoundAndReplacesTheEntry() {
        prod.grant(NODES).type(EntryType.EC2_LINUX).apply();
        DesiredAccess desired = desired(
                Ownership.ONLY_LISTED,
                DesiredEntry.builder(NODES)
                        .groups("x")
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()
                        .tag("a", "b"));

        AccessPlan plan = prod.plan(desired);

        assertThat(kinds(plan)).containsExactly("nodes-lose-entry:" + NODES, "type-change:" + NODES);
        assertThat(prod.apply(plan, ApplyOptions.with(SignOff.of("nodes-lose-entry", "type-change:" + NODES)))
                        .isComplete())
                .isTrue();
        assertThat(DesiredEntry.of(prod.get(NODES))).isEqualTo(desired.entries().get(0));
    }

    @Test
    void plan_awsAuthStillMapsDifferently_isFound() {
        FakeCluster both = fake.createCluster("both", AuthenticationMode.API_AND_CONFIG_MAP);
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", """
                - rolearn: arn:aws:iam::111122223333:role/dev
                  username: dev
                  groups: ["system:masters"]
                """));
        EksAccessEntries entries = EksAccessEntries.builder()
                .cluster(both.name())
                .eksClient(fake.eksClient())
                .planContext(PlanContext.builder().awsAuth(() -> awsAuth).build())
                .build();
        both.accessEntries().grant(DEV).groups("devs").apply();

        AccessPlan plan = entries.plan(desired(Ownership.ALL, admin(CREATOR)));

        assertThat(kinds(plan)).containsExactly("aws-auth-takes-over:" + DEV);
        assertThat(plan.findings().get(0).text()).contains("system:masters");
    }

    @Test
    void apply_roleMadeAgain_healsTheEntryAndKeepsAllOfIt() {
        FakePrincipal before = fake.iam().principal(DEV);
        prod.grant(DEV)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a")
                .groups("devs")
                .username("dev:{{SessionName}}")
                .tag("owner", "a")
                .apply();
        AccessEntry entry = prod.get(DEV);
        assertThat(cluster.login(before).isAuthenticated()).isTrue();
        fake.iam().delete(DEV);
        clock.advance(Duration.ofDays(1));
        FakePrincipal again = fake.iam().principal(DEV);
        assertThat(cluster.login(again).isAuthenticated()).isFalse();
        EksAccessEntries knowing = with(PlanContext.builder().directory(directory(clock.instant())));

        AccessPlan plan = knowing.plan(
                DesiredAccess.builder().entry(DesiredEntry.of(entry)).build());

        assertThat(kinds(plan)).containsExactly("dead-entry:" + DEV);
        assertThat(plan.changes()).singleElement().isInstanceOf(Change.Replace.class);
        assertThat(knowing.apply(plan, ApplyOptions.with(SignOff.of("dead-entry")))
                        .isComplete())
                .isTrue();
        assertThat(DesiredEntry.of(prod.get(DEV))).isEqualTo(DesiredEntry.of(entry));
        assertThat(cluster.login(again).isAuthenticated()).isTrue();
    }

    private static PrincipalDirectory directory(Instant devMadeAt) {
        return new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return true;
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return Optional.of(KnownPrincipal.of(principal, principal.equals(DEV) ? devMadeAt : Instant.EPOCH));
            }
        };
    }

    @Test
    void apply_clusterChangedSince_isRefused() {
        DesiredAccess desired = desired(Ownership.ONLY_LISTED, admin(ADMIN));
        prod.grant(ADMIN).groups("x").apply();
        AccessPlan plan = prod.plan(desired);
        prod.grant(OPS).apply();
        prod.grant(ADMIN).groups("y").apply();
        fake.clearCalls();

        assertThatThrownBy(() -> prod.apply(plan))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("Plan again");
        assertThat(fake.calls()).allSatisfy(call -> assertThat(call.eventName()).matches("(Describe|List).*"));
    }

    @Test
    void apply_administratorThatThePlanReliesOnIsGone_isRefused() {
        prod.grant(ADMIN).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
        AccessPlan plan = prod.plan(desired(Ownership.ONLY_LISTED, DesiredEntry.builder(ADMIN)));
        assertThat(plan.findings()).isEmpty();
        prod.revoke(CREATOR);

        assertThatThrownBy(() -> prod.apply(plan)).isInstanceOf(StalePlanException.class);
    }

    @Test
    void apply_othersChangedWhatIsNotOwned_goesAhead() {
        AccessPlan plan = prod.plan(desired(Ownership.ONLY_LISTED, admin(ADMIN)));
        prod.grant(OPS).allow(AccessPolicy.VIEW).clusterWide().apply();

        assertThat(prod.apply(plan).isComplete()).isTrue();
        assertThat(prod.get(OPS).scopeOf(AccessPolicy.VIEW)).contains(AccessScope.clusterWide());
    }

    @Test
    void apply_aGrantFails_takesNothingAway() {
        prod.grant(OPS).allow(AccessPolicy.VIEW).clusterWide().apply();
        AccessPlan plan = prod.plan(desired(Ownership.ALL, admin(CREATOR), admin(ADMIN), DesiredEntry.builder(DEV)));
        fake.iam().deny(CREATOR, "eks:CreateAccessEntry");

        ApplyReport report = prod.apply(plan);

        assertThat(report.isComplete()).isFalse();
        assertThat(report.outcomes())
                .extracting(outcome -> outcome.status() + " " + outcome.change().verb() + " "
                        + ((EntryChange) outcome.change()).principal().name())
                .containsExactly(
                        "FAILED create admin",
                        "NOT_TRIED associate admin",
                        "NOT_TRIED create dev",
                        "NOT_TRIED delete ops");
        assertThat(report.toString()).contains("not all done", "not authorized", "not tried");
        assertThat(prod.find(OPS)).isPresent();
    }

    @Test
    void apply_planForAnotherCluster_isRefused() {
        fake.createCluster("other");
        AccessPlan plan = EksAccessEntries.builder()
                .cluster("other")
                .eksClient(fake.eksClient())
                .build()
                .plan(desired(Ownership.ONLY_LISTED, admin(ADMIN)));

        assertThatThrownBy(() -> prod.apply(plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for cluster other");
    }
}
