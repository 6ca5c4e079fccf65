package io.github.accessentries.internal.planning;

import static io.github.accessentries.internal.planning.PlannedCluster.ADMIN;
import static io.github.accessentries.internal.planning.PlannedCluster.administrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries that are there only because of what ends: they end with the last of it, and nothing makes them stay. */
class EntryForAWhileTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final String SSO = "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_";
    private static final PrincipalArn FORMER = PrincipalArn.role("111122223333", SSO + "0000000000000001");
    private static final PrincipalArn PRESENT = PrincipalArn.role("111122223333", SSO + "0000000000000002");

    private final PlannedCluster cluster = new PlannedCluster().with(ADMIN);
    private final Instant now = cluster.clock.instant();

    private AccessEntries entries(PrincipalDirectory iam) {
        return cluster.entries(PlanContext.builder().directory(iam).caller(ADMIN.toString()));
    }

    private AccessEntries entries() {
        return cluster.entries(PlanContext.builder());
    }

    @Test
    void partThatWasShortened_doesNotTakeTheEndOfTheEntryWithIt() {
        entries().grant(DEV).groups("a", "b").until(now.plusSeconds(7200)).apply();
        entries()
                .grant(DEV)
                .groups("a")
                .until(now.plusSeconds(3600))
                .shortening()
                .apply();

        cluster.clock.advance(Duration.ofSeconds(3601));
        entries().expire().orThrow();
        assertThat(entries().get(DEV).groups()).containsExactly("b");
        cluster.clock.advance(Duration.ofHours(1));
        entries().expire().orThrow();

        assertThat(entries().find(DEV)).isEmpty();
    }

    /** An entry that was made when its principal was another one. */
    private void forAWhile(PrincipalArn principal) {
        entries()
                .grant(principal)
                .username("ops")
                .groups("on-call")
                .until(now.plusSeconds(7200))
                .apply();
        AccessEntry made = entries().get(principal);
        cluster.calls.put(AccessEntry.builder()
                .from(made)
                .createdAt(now.minusSeconds(3600))
                .build());
    }

    private static AccessPlan healing(AccessEntries entries) {
        return entries.plan(DesiredAccess.builder()
                .deadEntries(DeadEntryHandling.HEAL)
                .entry(administrator(ADMIN))
                .build());
    }

    @Test
    void entryOfAPrincipalThatWasMadeAgain_isNotMadeAnewForEver() {
        forAWhile(DEV);

        AccessPlan plan = healing(entries(new Iam(DEV)));

        assertThat(plan.changes()).singleElement().isInstanceOf(Change.Delete.class);
    }

    @Test
    void entryOfAFormerRoleOfAPermissionSet_isNotHandedOverForEver() {
        forAWhile(FORMER);

        AccessPlan plan = healing(entries(new Iam(PRESENT)));

        assertThat(plan.changes()).singleElement().isInstanceOf(Change.Delete.class);
    }

    @Test
    void administratorForAWhile_isNoneWhoMayBeTheLast() {
        entries()
                .grant(DEV)
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .until(now.plusSeconds(3600))
                .apply();

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> entries().revoke(ADMIN))
                .withMessageContaining("for a while only");
        cluster.clock.advance(Duration.ofSeconds(3601));
        entries().expire().orThrow();
        assertThat(entries().principals()).containsExactly(ADMIN);
    }

    @Test
    void accessForAWhileThatIsListed_isToldToBecomePermanent() {
        entries().grant(DEV).groups("a").until(now.plusSeconds(3600)).apply();

        AccessPlan plan = entries()
                .plan(DesiredAccess.builder()
                        .entry(DesiredEntry.builder(DEV).groups("a"))
                        .build());

        assertThat(plan.leftAlone()).singleElement().asString().contains(DEV.toString(), "becomes permanent");
    }

    /** An IAM that has made one principal just now. */
    private final class Iam implements PrincipalDirectory {

        private final KnownPrincipal young;

        Iam(PrincipalArn young) {
            this.young = KnownPrincipal.of(young, now);
        }

        @Override
        public boolean covers(String accountId) {
            return true;
        }

        @Override
        public Optional<KnownPrincipal> find(PrincipalArn principal) {
            if (principal.equals(ADMIN)) {
                return Optional.of(KnownPrincipal.of(ADMIN, Instant.EPOCH));
            }
            return Optional.of(young).filter(known -> known.arn().equals(principal));
        }

        @Override
        public Optional<List<KnownPrincipal>> identityCenterRoles(String accountId) {
            return Optional.of(List.of(young));
        }
    }
}
