package io.github.accessentries.internal.planning;

import static io.github.accessentries.internal.planning.PlannedCluster.ADMIN;
import static io.github.accessentries.internal.planning.PlannedCluster.administrator;
import static io.github.accessentries.internal.planning.PlannedCluster.entry;
import static io.github.accessentries.internal.planning.PlannedCluster.findings;
import static io.github.accessentries.internal.planning.PlannedCluster.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.rbac.ReadCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans find dangerous about themselves, and what they let pass. */
class SafeguardsTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn NODES = PrincipalArn.role("111122223333", "nodes");
    private static final PrincipalArn OTHER_ADMIN = PrincipalArn.role("111122223333", "other-admin");
    private static final String SESSION_OF_DEV = "arn:aws:sts::111122223333:assumed-role/dev/ana";
    private static final AccessScope EVERYWHERE = AccessScope.clusterWide();

    private final PlannedCluster cluster = new PlannedCluster();

    @Test
    void lastAdministrator_isFound_untilAnotherIsListed() {
        cluster.with(ADMIN);

        assertThat(findings(cluster.entries().plan(only(DesiredEntry.builder(DEV)))))
                .containsExactly("no-administrator");
        assertThat(findings(cluster.entries().plan(only(administrator(OTHER_ADMIN)))))
                .isEmpty();
    }

    @Test
    void clusterThatNeverHadAnAdministrator_losesNone() {
        cluster.calls.put(entry(DEV).build());
        cluster.calls.put(entry(OTHER_ADMIN).build());

        assertThat(findings(
                        cluster.entries().plan(only(DesiredEntry.builder(DEV).username("name-of-dev")))))
                .isEmpty();
    }

    @Test
    void onlyEntryThatIsDeleted_isFound_unlessAnotherIsMade() {
        cluster.calls.put(entry(DEV).build());

        assertThat(cluster.entries().plan(only()).findings())
                .singleElement()
                .asString()
                .startsWith("many-removals: 1 of 1 entry would be deleted, so that none is left");
        assertThat(findings(cluster.entries().plan(only(DesiredEntry.builder(OTHER_ADMIN)))))
                .isEmpty();
    }

    /** The administrators may be those of a group, which only RBAC could tell. */
    @Test
    void lossOfGroups_whereNobodyIsKnownToBeAnAdministrator_isFound_unlessRbacIsKnown() {
        cluster.calls.put(entry(DEV).addGroups("a").build());
        DesiredAccess otherGroup = only(DesiredEntry.builder(DEV).groups("b"));

        assertThat(cluster.entries().plan(otherGroup).findings())
                .singleElement()
                .asString()
                .startsWith("no-administrator: RBAC was not read")
                .contains("role/dev");
        PlanContext.Builder ofPart = PlanContext.builder()
                .model(entries -> ClusterAccess.builder()
                        .entries(entries)
                        .rbac(RbacObjects.parse("{kind: Role, metadata: {name: reader, namespace: a}}"))
                        .build());
        assertThat(cluster.entries(ofPart).plan(otherGroup))
                .satisfies(plan -> assertThat(plan.findings())
                        .singleElement()
                        .asString()
                        .startsWith("no-administrator: perhaps only a part of RBAC was given"))
                .satisfies(plan -> assertThat(plan.unchecked())
                        .anyMatch(
                                unchecked -> unchecked.toString().contains("those of access policies and that part")));
        assertThat(findings(cluster.entries(PlanContext.builder()
                                .model(entries -> ClusterAccess.builder()
                                        .entries(entries)
                                        .rbac(ReadCluster.withoutRbac())
                                        .build()))
                        .plan(otherGroup)))
                .isEmpty();
        assertThat(findings(cluster.entries()
                        .plan(only(DesiredEntry.builder(DEV)
                                .username("name-of-dev")
                                .groups("a", "b")))))
                .as("nothing is taken")
                .isEmpty();
        assertThat(findings(cluster.entries()
                        .plan(only(
                                administrator(ADMIN), DesiredEntry.builder(DEV).groups("b")))))
                .as("somebody is made one")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"name-of-dev, b, true", "name-of-dev, '', true", "other, a, true", "name-of-dev, a, false"})
    void callerWhoLosesAGroupOrUserName_isFound_unlessRbacIsKnown(String username, String group, boolean found) {
        cluster.with(ADMIN);
        cluster.calls.put(entry(DEV).addGroups("a").build());
        DesiredEntry.Builder changed = DesiredEntry.builder(DEV).username(username);
        if (!group.isEmpty()) {
            changed.groups(group);
        }
        AccessPlan plan =
                cluster.entries(PlanContext.builder().caller(SESSION_OF_DEV)).plan(only(administrator(ADMIN), changed));

        assertThat(findings(plan)).isEqualTo(found ? List.of("caller-loses-access:" + DEV) : List.of());
        assertThat(plan.findings()).allMatch(finding -> finding.text().contains("RBAC was not read"));
        AccessEntries withoutRbac =
                cluster.entries(PlanContext.builder().caller(SESSION_OF_DEV).model(ClusterAccess::of));
        assertThat(findings(withoutRbac.plan(only(administrator(ADMIN), changed))))
                .as("a model that was made without RBAC knows no more than none")
                .isEqualTo(findings(plan));
        AccessEntries knowing = cluster.entries(PlanContext.builder()
                .caller(SESSION_OF_DEV)
                .model(entries -> ClusterAccess.builder()
                        .entries(entries)
                        .rbac(ReadCluster.withoutRbac())
                        .build()));
        assertThat(findings(knowing.plan(only(administrator(ADMIN), changed))))
                .as("no binding names the group or the user")
                .isEmpty();
    }

    @Test
    void callerWhoWithdrawsItsOwnGroup_isFound_untilSignedOff() {
        cluster.calls.put(entry(DEV).addGroups("a").build());
        AccessEntries byDev = cluster.entries(PlanContext.builder().caller(SESSION_OF_DEV));

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> byDev.withdraw(DEV).groups("a").apply())
                .withMessageContainingAll("caller-loses-access:" + DEV, "RBAC was not read");
        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> byDev.declare(DEV).groups("b").apply());
        assertThat(cluster.calls.find(DEV).orElseThrow().groups()).contains("a");
        assertThat(byDev.withdraw(DEV).groups("a").apply(SignOff.of("caller-loses-access")))
                .get()
                .matches(entry -> entry.groups().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void newAdministratorThatIamDoesNotKnow_remainsNobody_andIsTold(boolean known) {
        cluster.with(ADMIN);
        PrincipalDirectory directory = new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return true;
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return principal.equals(OTHER_ADMIN) && !known
                        ? Optional.empty()
                        : Optional.of(KnownPrincipal.of(principal, Instant.EPOCH));
            }
        };

        AccessPlan plan =
                cluster.entries(PlanContext.builder().directory(directory)).plan(only(administrator(OTHER_ADMIN)));

        assertThat(findings(plan)).isEqualTo(known ? List.of() : List.of("no-administrator"));
        assertThat(plan.notices().stream().map(Finding::name).toList())
                .isEqualTo(known ? List.of() : List.of("principal-gone:" + OTHER_ADMIN));
    }

    @Test
    void onlyAdministratorThatIsReplaced_isFound_unlessAnotherStands() {
        cluster.calls.put(entry(ADMIN)
                .type(EntryType.EC2)
                .addPolicies(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, EVERYWHERE))
                .build());

        assertThat(findings(cluster.entries().plan(only(administrator(ADMIN)))))
                .contains("no-administrator:" + ADMIN, "type-change:" + ADMIN);
        cluster.with(OTHER_ADMIN);
        assertThat(findings(cluster.entries().plan(only(administrator(ADMIN), administrator(OTHER_ADMIN)))))
                .contains("type-change:" + ADMIN)
                .noneMatch(name -> name.startsWith("no-administrator"));
    }

    @Test
    void callerWhoLoses_isFound_byTheSessionToo_andNobodyElseIs() {
        cluster.with(ADMIN);
        cluster.calls.put(entry(DEV)
                .addPolicies(PolicyAssociation.of(AccessPolicy.EDIT, EVERYWHERE))
                .build());
        DesiredEntry.Builder narrower = DesiredEntry.builder(DEV)
                .username("name-of-dev")
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a");

        assertThat(findings(cluster.entries(PlanContext.builder().caller(SESSION_OF_DEV))
                        .plan(only(administrator(ADMIN), narrower))))
                .containsExactly("caller-loses-access:" + DEV);
        assertThat(findings(cluster.entries(PlanContext.builder().caller(ADMIN.toString()))
                        .plan(only(administrator(ADMIN), narrower))))
                .isEmpty();
    }

    @Test
    void callerWhoKeepsEverything_losesNothingByWhatGoesBesideIt() {
        cluster.calls.put(entry(DEV)
                .addGroups("everything")
                .addPolicies(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, EVERYWHERE))
                .build());
        RbacObjects rbac = RbacObjects.parse("""
                {kind: ClusterRole, metadata: {name: all}, rules: [{verbs: ["*"], apiGroups: ["*"], resources: ["*"]}]}
                ---
                {kind: ClusterRoleBinding, metadata: {name: all}, roleRef: {kind: ClusterRole, name: all},
                  subjects: [{kind: Group, name: everything}]}
                """);
        AccessEntries byDev = cluster.entries(PlanContext.builder()
                .caller(SESSION_OF_DEV)
                .model(entries ->
                        ClusterAccess.builder().entries(entries).rbac(rbac).build()));

        AccessPlan plan = byDev.plan(
                only(DesiredEntry.builder(DEV).username("name-of-dev").groups("everything")));

        assertThat(plan.effects().changesOf(new Subject.Principal(DEV)))
                .get()
                .matches(effect -> !effect.lost().isEmpty(), "loses the paths that only the policy gave");
        assertThat(findings(plan)).isEmpty();
    }

    @Test
    void nodesWithoutTheirEntry_areFound() {
        cluster.with(ADMIN);
        cluster.calls.put(entry(NODES).type(EntryType.EC2_LINUX).build());

        assertThat(findings(cluster.entries().plan(only(administrator(ADMIN)))))
                .containsExactly("nodes-lose-entry:" + NODES);
        assertThat(findings(cluster.entries().plan(only(administrator(ADMIN), DesiredEntry.builder(NODES)))))
                .containsExactly("nodes-lose-entry:" + NODES, "type-change:" + NODES);
        assertThat(findings(cluster.entries()
                        .plan(only(
                                administrator(ADMIN),
                                DesiredEntry.builder(NODES).type(EntryType.EC2_WINDOWS)))))
                .containsExactly("type-change:" + NODES);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-26T12:00:01Z, true", "2026-11-26T11:59:59Z, false"})
    void principalMadeAfterItsEntry_isFound(Instant made, boolean dead) {
        cluster.with(ADMIN);
        cluster.calls.put(entry(DEV).createdAt(cluster.clock.instant()).build());
        PrincipalDirectory directory = new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return true;
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return Optional.of(KnownPrincipal.of(principal, principal.equals(DEV) ? made : Instant.EPOCH));
            }
        };

        assertThat(findings(cluster.entries(PlanContext.builder().directory(directory))
                        .plan(only(
                                administrator(ADMIN), DesiredEntry.builder(DEV).username("name-of-dev")))))
                .isEqualTo(dead ? List.of("dead-entry:" + DEV) : List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthenticationMode.class,
            names = {"API_AND_CONFIG_MAP", "API"})
    void mappingBehindADeletedEntry_isFound_whileTheClusterReadsTheConfigMap(AuthenticationMode mode) {
        cluster.with(ADMIN);
        cluster.calls.mode(mode);
        cluster.calls.put(entry(DEV).addGroups("devs").build());

        assertThat(findings(cluster.entries(mapping("[\"system:masters\"]")).plan(only(administrator(ADMIN)))))
                .isEqualTo(mode.usesConfigMap() ? List.of("aws-auth-takes-over:" + DEV) : List.of());
    }

    @Test
    void mappingThatGivesTheSameAsTheDeletedEntry_isNoDanger() {
        cluster.with(ADMIN);
        cluster.calls.put(entry(DEV).addGroups("devs").build());

        assertThat(findings(cluster.entries(mapping("[devs]")).plan(only(administrator(ADMIN)))))
                .isEmpty();
    }

    private static PlanContext.Builder mapping(String groups) {
        AwsAuth awsAuth = AwsAuth.parse(
                Map.of("mapRoles", "[{rolearn: \"" + DEV + "\", username: name-of-dev, groups: " + groups + "}]"));
        return PlanContext.builder().awsAuth(() -> awsAuth);
    }
}
