package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that this version does not understand: shown as they are, deleted by name only, and in nobody's way. */
class OddEntriesTest {

    private static final String ROOT = "arn:aws:iam::111122223333:root";
    private static final String AGENT = "arn:aws:agents:us-west-2:111122223333:agent/007";
    private static final String NO_ARN = "urn:principal:of:tomorrow";

    private final PlannedCluster cluster = new PlannedCluster().with(PlannedCluster.ADMIN);
    private final AccessEntries prod = cluster.entries();

    private PrincipalArn put(String arn) {
        PrincipalArn odd = PrincipalArn.fromEks(arn);
        cluster.calls.put(PlannedCluster.entry(odd)
                .tags(Map.of("managed-by", "us"))
                .addPolicies(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                .build());
        return odd;
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOT, AGENT, NO_ARN})
    void principalThatIsNotUnderstood_isListed_found_andRevokedByName(String arn) {
        PrincipalArn odd = put(arn);

        assertThat(prod.principals()).contains(odd);
        assertThat(prod.list()).hasSize(2);
        assertThat(prod.find(odd)).isPresent();
        assertThat(prod.revoke(odd)).isTrue();
        assertThat(prod.find(odd)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOT, AGENT, NO_ARN})
    void planThatOwnsEverything_leavesItAlone_andSaysSo(String arn) {
        PrincipalArn odd = put(arn);
        for (Ownership ownership : new Ownership[] {Ownership.ALL, Ownership.tagged("managed-by", "us")}) {
            DesiredAccess desired = DesiredAccess.builder()
                    .ownership(ownership)
                    .entry(PlannedCluster.administrator(PlannedCluster.ADMIN))
                    .build();

            AccessPlan plan = prod.plan(desired);

            assertThat(plan.changes()).extracting(Change::target).doesNotContain(arn);
            assertThat(plan.leftAlone()).singleElement().asString().contains(arn, "deleted only by name");
            assertThat(prod.apply(plan).with(Status.FAILED)).isEmpty();
            assertThat(prod.find(odd)).isPresent();
            assertThat(Drift.of(prod, desired).unlisted()).containsExactly(odd);
        }
    }

    @Test
    void accountRoot_isNoAdministratorThatCouldHelpAnybodyBackIn() {
        put(ROOT);

        AccessPlan plan = prod.plan(PlannedCluster.only());

        assertThat(PlannedCluster.findings(plan)).containsExactly("no-administrator");
        assertThat(plan.administrators()).containsExactly(PlannedCluster.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, NO_ARN})
    void principalOfAnUnknownKind_isADoubtWherePeopleAsk_andAnAccountRootIsNone(String arn) {
        PrincipalArn agent = put(arn);
        PrincipalArn root = put(ROOT);

        AccessModel model = ClusterAccess.of(prod.list());
        Holders holders = model.whoCan(AccessRequest.of("get", "secrets"));

        assertThat(holders)
                .filteredOn(holder -> holder.subject().equals(new Subject.Principal(agent)))
                .singleElement()
                .satisfies(holder -> {
                    assertThat(holder.allowed()).isFalse();
                    assertThat(holder.doubts()).singleElement().asString().contains(arn, "does not know");
                });
        assertThat(holders).extracting(Holder::subject).doesNotContain(new Subject.Principal(root));
    }

    @Test
    void directory_isAskedOnlyAboutRolesAndUsers() {
        put(ROOT);
        put(NO_ARN);
        PrincipalDirectory directory = new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                assertThat(accountId).isEqualTo("111122223333");
                return true;
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                assertThat(principal.isRoleOrUser()).isTrue();
                return Optional.of(KnownPrincipal.of(principal, Instant.EPOCH));
            }
        };

        AccessPlan plan = cluster.entries(PlanContext.builder().directory(directory))
                .plan(PlannedCluster.only(PlannedCluster.administrator(PlannedCluster.ADMIN)));

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void nothingIsGivenToIt() {
        PrincipalArn root = put(ROOT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> prod.grant(root))
                .withMessageContainingAll(ROOT, "not a role or user", "revoke");
        assertThatIllegalArgumentException().isThrownBy(() -> prod.declare(root));
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> DesiredEntry.builder(root).build())
                .withMessageContaining("not a role or user");
        assertThat(prod.withdraw(root)
                        .policy(AccessPolicy.CLUSTER_ADMIN)
                        .everywhere()
                        .apply()
                        .orElseThrow()
                        .policies())
                .isEmpty();
    }

    @Test
    void scopeOfAnUnknownType_isExchangedForTheListedOne() {
        PrincipalArn dev = PrincipalArn.role("111122223333", "dev");
        cluster.calls.put(PlannedCluster.entry(dev)
                .addPolicies(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.of("label", Set.of("a"))))
                .build());

        AccessPlan plan = prod.plan(PlannedCluster.only(
                PlannedCluster.administrator(PlannedCluster.ADMIN),
                DesiredEntry.builder(dev)
                        .username("name-of-dev")
                        .allow(AccessPolicy.VIEW)
                        .inNamespaces("a")));

        assertThat(plan.changes()).singleElement().isInstanceOf(Change.Rescope.class);
        assertThat(plan.changes().get(0).phase()).isEqualTo(Change.Phase.REMOVE);
        assertThat(prod.apply(plan).isComplete()).isTrue();
        assertThat(prod.get(dev).scopeOf(AccessPolicy.VIEW)).contains(AccessScope.namespaces("a"));
    }
}
