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
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.plan.Unchecked.Part;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ReadCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans know of a cluster, what they tell of it, and what they say that they do not know. */
class PlanKnowledgeTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn FOREIGN = PrincipalArn.role("444455556666", "dev");
    private static final PolicyAssociation ALL =
            PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide());
    private static final AwsAuth NOTHING = AwsAuth.none();

    private final PlannedCluster cluster = new PlannedCluster().with(ADMIN);

    private static PrincipalDirectory directory(Map<PrincipalArn, PrincipalArn> known, Instant made) {
        return new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return accountId.equals("111122223333");
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return Optional.ofNullable(known.get(principal)).map(arn -> KnownPrincipal.of(arn, made));
            }
        };
    }

    private static List<Part> unchecked(AccessPlan plan) {
        return plan.unchecked().stream().map(Unchecked::part).toList();
    }

    private static List<String> notices(AccessPlan plan) {
        return plan.notices().stream().map(Finding::name).toList();
    }

    private static AwsAuth mapping(PrincipalArn principal, String... groups) {
        return AwsAuth.builder()
                .roles(List.of(ArnMapping.of(principal.canonical(), "dev", List.of(groups))))
                .build();
    }

    private static PlanContext.Builder knowing(AwsAuth awsAuth) {
        return PlanContext.builder()
                .awsAuth(() -> awsAuth)
                .model(entries ->
                        ReadCluster.builder().entries(entries).awsAuth(awsAuth).build());
    }

    @Test
    void planThatKnowsOnlyEntries_saysSo_evenWhenNothingIsToDo() {
        AccessPlan nothing = cluster.entries().plan(only(administrator(ADMIN)));
        AccessPlan something = cluster.entries().plan(only(administrator(ADMIN), DesiredEntry.builder(DEV)));

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(unchecked(nothing)).containsExactly(Part.AWS_AUTH, Part.RBAC, Part.IAM);
        assertThat(unchecked(something)).containsExactly(Part.CALLER, Part.AWS_AUTH, Part.RBAC, Part.IAM);
        assertThat(something).asString().contains("Not checked:", "- caller: ", "- aws-auth: ", "- rbac: ", "- iam: ");
    }

    @Test
    void configMapThatDoesNotCount_isNotUnchecked_andNoDoubtAboutEffects() {
        cluster.calls.mode(AuthenticationMode.API);

        AccessPlan plan = cluster.entries().plan(only(administrator(ADMIN), DesiredEntry.builder(DEV)));

        assertThat(unchecked(plan)).containsExactly(Part.CALLER, Part.RBAC, Part.IAM);
        assertThat(plan.effects().doubts()).noneMatch(doubt -> doubt.contains("aws-auth"));
    }

    @Test
    void modelWithoutTheConfigMap_isUnchecked_alsoWhereNothingChanges() {
        AccessPlan plan =
                cluster.entries(PlanContext.builder().awsAuth(() -> NOTHING)).plan(only(administrator(ADMIN)));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unchecked())
                .anyMatch(each -> each.part() == Part.AWS_AUTH && each.text().contains("does not contain aws-auth"));
    }

    @Test
    void mappingThatCannotBeRead_isUnchecked_alsoWhereNothingChanges() {
        AwsAuth faulty =
                AwsAuth.builder().addFaults("mapRoles[0]: is no mapping").build();

        assertThat(cluster.entries(knowing(faulty))
                        .plan(only(administrator(ADMIN)))
                        .unchecked())
                .anyMatch(each -> each.part() == Part.AWS_AUTH && each.text().contains("mapRoles[0]: is no mapping"));
    }

    @Test
    void planThatWasToldEverything_hasNothingUnchecked() {
        AccessPlan plan = cluster.entries(knowing(NOTHING)
                        .caller(ADMIN.toString())
                        .directory(directory(Map.of(ADMIN, ADMIN, DEV, DEV), Instant.EPOCH)))
                .plan(only(administrator(ADMIN), DesiredEntry.builder(DEV)));

        assertThat(plan.unchecked()).isEmpty();
        assertThat(plan.notices()).isEmpty();
        assertThat(plan).asString().doesNotContain("Not checked", "Take note");
    }

    @Test
    void callerThatCannotBeFound_isUnchecked_andStopsNoPlan() {
        assertThat(unchecked(cluster.entries(PlanContext.builder().callerIfKnown(Optional::empty))
                        .plan(only(administrator(ADMIN), DesiredEntry.builder(DEV)))))
                .contains(Part.CALLER);
    }

    @Test
    void configMapThatWasNotReadInFull_orIsNotInTheModel_isUnchecked() {
        AwsAuth faulty =
                AwsAuth.builder().addFaults("mapRoles[0]: is no mapping").build();
        AwsAuth mapped = mapping(DEV, "devs");
        DesiredAccess desired = only(administrator(ADMIN), DesiredEntry.builder(DEV));

        assertThat(cluster.entries(knowing(faulty)).plan(desired).unchecked())
                .anyMatch(each -> each.part() == Part.AWS_AUTH && each.text().contains("mapRoles[0]"));
        assertThat(cluster.entries(PlanContext.builder().awsAuth(() -> mapped))
                        .plan(desired)
                        .unchecked())
                .anyMatch(each -> each.part() == Part.AWS_AUTH && each.text().contains("does not contain aws-auth"));
        assertThat(unchecked(cluster.entries(knowing(mapped)).plan(desired))).doesNotContain(Part.AWS_AUTH);
    }

    @Test
    void modelWithoutTheConfigMap_doesNotPassForOneThatKnowsThatNothingIsHidden() {
        assertThat(findings(cluster.entries(PlanContext.builder().awsAuth(() -> mapping(DEV, "devs")))
                        .plan(only(administrator(ADMIN), DesiredEntry.builder(DEV)))))
                .containsExactly("aws-auth-hidden:" + DEV);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void accountsThatTheDirectoryDoesNotCover_areUnchecked_alsoThoseOfNewEntries(boolean present) {
        if (present) {
            cluster.calls.put(entry(FOREIGN).build());
        }

        AccessPlan plan = cluster.entries(
                        PlanContext.builder().directory(directory(Map.of(ADMIN, ADMIN), Instant.EPOCH)))
                .plan(present ? only(administrator(ADMIN)) : only(administrator(ADMIN), DesiredEntry.builder(FOREIGN)));

        assertThat(plan.unchecked())
                .anyMatch(each -> each.part() == Part.IAM && each.text().contains("[444455556666]"));
    }

    @Test
    void principalOfAnotherAccount_isFound_unlessItHasTheAccessAlready() {
        DesiredAccess desired =
                only(administrator(ADMIN), DesiredEntry.builder(FOREIGN).groups("devs"));

        assertThat(findings(cluster.entries().plan(desired))).containsExactly("foreign-principal:" + FOREIGN);
        assertThat(findings(cluster.entries(knowing(mapping(FOREIGN, "devs"))).plan(desired)))
                .isEmpty();
        cluster.calls.put(entry(FOREIGN).addGroup("devs").build());
        assertThat(findings(cluster.entries().plan(desired))).as("it is there").isEmpty();
    }

    @Test
    void principalOfAnotherAccount_cannotBeFound_whereNothingTellsTheAccountOfTheCluster() {
        cluster.calls.delete(ADMIN);

        AccessPlan plan = cluster.entries().plan(only(DesiredEntry.builder(FOREIGN)));

        assertThat(plan.findings()).isEmpty();
        assertThat(unchecked(plan)).contains(Part.ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 3, true", "2, 4, false", "2, 2, true", "3, 4, true"})
    void removalOfMoreThanAThird_isFound_unlessItIsOne(int removed, int kept, boolean found) {
        DesiredEntry.Builder[] desired = new DesiredEntry.Builder[kept];
        desired[0] = administrator(ADMIN);
        for (int i = 1; i < kept; i++) {
            PrincipalArn stays = PrincipalArn.role("111122223333", "kept-" + i);
            cluster.calls.put(entry(stays).build());
            desired[i] = DesiredEntry.builder(stays).username("name-of-kept-" + i);
        }
        for (int i = 0; i < removed; i++) {
            cluster.calls.put(
                    entry(PrincipalArn.role("111122223333", "removed-" + i)).build());
        }
        cluster.calls.put(
                entry(PrincipalArn.role("111122223333", "aws-service-role/x.amazonaws.com/AWSServiceRoleForX"))
                        .build());

        assertThat(findings(cluster.entries().plan(only(desired))))
                .isEqualTo(found ? List.of("many-removals") : List.of());
    }

    @Test
    void administratorThatNobodyLists_isTold_whateverIsOwned_andNeedsNoSignature() {
        PrincipalArn capability = PrincipalArn.role("111122223333", "capability");
        cluster.calls.put(entry(DEV).addPolicies(ALL).build());
        cluster.calls.put(entry(capability)
                .addPolicies(
                        ALL, PolicyAssociation.of(AccessPolicy.of("AmazonEKSACKPolicy"), AccessScope.clusterWide()))
                .build());
        DesiredEntry.Builder listed = administrator(ADMIN);

        for (Ownership ownership : List.of(Ownership.ONLY_LISTED, Ownership.tagged("owner", "us"))) {
            AccessPlan plan = cluster.entries()
                    .plan(DesiredAccess.builder()
                            .ownership(ownership)
                            .entry(administrator(ADMIN))
                            .build());
            assertThat(notices(plan))
                    .containsExactly("unlisted-administrator:" + capability, "unlisted-administrator:" + DEV);
            assertThat(plan.findings()).isEmpty();
            assertThat(plan).asString().contains("Take note:", ownership.toString());
        }
        AccessPlan all = cluster.entries().plan(only(listed));
        assertThat(notices(all)).containsExactly("unlisted-administrator:" + capability);
        assertThat(all.notices().get(0).text()).contains("AmazonEKSACKPolicy");
    }

    @Test
    void administratorByAwsAuth_isTold_unlessItIsListedWithItsPath() {
        PrincipalArn ops = PrincipalArn.role("111122223333", "team/ops");
        AwsAuth awsAuth = mapping(ops, "system:masters");

        assertThat(notices(cluster.entries(knowing(awsAuth)).plan(only(administrator(ADMIN)))))
                .containsExactly("unlisted-administrator:arn:aws:iam::111122223333:role/ops");
        assertThat(notices(cluster.entries(knowing(awsAuth)).plan(only(administrator(ADMIN), administrator(ops)))))
                .isEmpty();
    }

    @Test
    void entriesWhosePrincipalIsGone_orMadeAgain_areTold_administratorsOrNot() {
        PrincipalArn gone = PrincipalArn.role("111122223333", "gone");
        PrincipalArn moved = PrincipalArn.role("111122223333", "old/moved");
        for (PrincipalArn principal : List.of(gone, moved, DEV)) {
            cluster.calls.put(
                    entry(principal).createdAt(cluster.clock.instant()).build());
        }
        PrincipalDirectory iam = directory(
                Map.of(ADMIN, ADMIN, DEV, DEV, moved, PrincipalArn.role("111122223333", "new/moved")),
                cluster.clock.instant().plusSeconds(1));

        AccessPlan plan = cluster.entries(PlanContext.builder().directory(iam))
                .plan(DesiredAccess.builder().entry(administrator(ADMIN)).build());

        assertThat(plan.isEmpty()).isTrue();
        assertThat(notices(plan))
                .containsExactly("dead-entry:" + DEV, "principal-gone:" + gone, "principal-gone:" + moved);
    }

    @Test
    void applying_looksAgain_withWhatTheApplierKnows() {
        cluster.calls.put(entry(DEV).addPolicies(ALL).build());
        AccessPlan blind = cluster.entries().plan(only(administrator(ADMIN)));
        assertThat(blind.findings()).isEmpty();

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> cluster.entries(PlanContext.builder().caller(DEV.toString()))
                        .apply(blind))
                .withMessageContaining("caller-loses-access:" + DEV);
        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() ->
                        cluster.entries(knowing(mapping(DEV, "system:masters"))).apply(blind))
                .withMessageContaining("aws-auth-takes-over:" + DEV);
        assertThat(cluster.calls.changes()).isEmpty();
        assertThat(cluster.entries().apply(blind).isComplete()).isTrue();
    }

    @Test
    void nodesOfAnotherAccount_areFound_withWhatEksSaysToThem() {
        AccessPlan plan = cluster.entries()
                .plan(only(administrator(ADMIN), DesiredEntry.builder(FOREIGN).type(EntryType.EC2_LINUX)));

        assertThat(plan.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("only from the cluster's own account"));
    }
}
