package io.github.accessentries.internal.planning;

import static io.github.accessentries.internal.planning.PlannedCluster.ADMIN;
import static io.github.accessentries.internal.planning.PlannedCluster.administrator;
import static io.github.accessentries.internal.planning.PlannedCluster.entry;
import static io.github.accessentries.internal.planning.PlannedCluster.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.SignOff;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What plans do about access that ends. */
class EndingInPlansTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final ApplyOptions ALL = ApplyOptions.with(SignOff.of("many-removals"));

    private final PlannedCluster cluster = new PlannedCluster().with(ADMIN);
    private final AccessEntries prod = cluster.entries();
    private final Instant evening = cluster.clock.instant().plus(Duration.ofHours(6));

    private static DesiredEntry.Builder dev() {
        return DesiredEntry.builder(DEV)
                .username("name-of-dev")
                .groups("dev")
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a");
    }

    private final DesiredAccess listed = only(administrator(ADMIN), dev());

    private void grantForAWhile() {
        prod.grant(DEV)
                .allow(AccessPolicy.EDIT)
                .clusterWide()
                .groups("on-call")
                .until(evening)
                .reason("INC-7")
                .apply();
    }

    @Test
    void whatRuns_staysAndIsTold_andIsNoDrift_andGoesWhenItIsOver() {
        prod.apply(prod.plan(listed)).orThrow();
        grantForAWhile();

        AccessPlan running = prod.plan(listed);
        assertThat(running.isEmpty()).isTrue();
        assertThat(running.leftAlone())
                .singleElement()
                .asString()
                .contains(DEV.toString(), "on-call", "cluster-wide", evening.toString(), "INC-7");
        assertThat(Drift.of(prod, listed).inSync()).isTrue();

        cluster.clock.advance(Duration.ofHours(6));
        AccessPlan over = prod.plan(listed);
        assertThat(over.changes()).extracting(change -> change.verb()).endsWith("untag");
        prod.apply(over).orThrow();
        assertThat(prod.get(DEV).groups()).containsExactly("dev");
        assertThat(prod.get(DEV).scopeOf(AccessPolicy.EDIT)).contains(AccessScope.namespaces("team-a"));
        assertThat(prod.get(DEV).tags()).isEmpty();
        assertThat(prod.plan(listed).isEmpty()).isTrue();
    }

    @Test
    void aPlanThatChangesWhatStays_leavesWhatRuns_andItEndsAsListed() {
        prod.apply(prod.plan(listed)).orThrow();
        grantForAWhile();
        DesiredAccess other = only(
                administrator(ADMIN),
                DesiredEntry.builder(DEV)
                        .username("name-of-dev")
                        .groups("other")
                        .allow(AccessPolicy.EDIT)
                        .inNamespaces("team-b"));

        prod.apply(prod.plan(other)).orThrow();

        assertThat(prod.get(DEV).groups()).containsExactlyInAnyOrder("other", "on-call");
        assertThat(prod.get(DEV).scopeOf(AccessPolicy.EDIT)).contains(AccessScope.clusterWide());
        assertThat(prod.plan(other).isEmpty()).isTrue();
        cluster.clock.advance(Duration.ofHours(6));
        prod.expire().orThrow();
        assertThat(prod.plan(other).isEmpty()).isTrue();
        assertThat(prod.get(DEV).scopeOf(AccessPolicy.EDIT)).contains(AccessScope.namespaces("team-b"));
    }

    @Test
    void anEntryThatIsOwnedAndNotListed_keepsWhatRunsAlone_andEndsWithIt() {
        cluster.calls.put(entry(DEV)
                .addGroup("old")
                .addPolicy(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()))
                .build());
        grantForAWhile();
        DesiredAccess without = only(administrator(ADMIN));

        prod.apply(prod.plan(without), ALL).orThrow();

        assertThat(prod.get(DEV).groups()).containsExactly("on-call");
        assertThat(prod.get(DEV).policies())
                .containsExactly(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.clusterWide()));
        assertThat(prod.plan(without).isEmpty()).isTrue();
        assertThat(prod.plan(without).leftAlone()).hasSize(1);
        cluster.clock.advance(Duration.ofHours(6));
        prod.expire().orThrow();
        assertThat(prod.find(DEV)).isEmpty();
    }

    @Test
    void whatIsListed_stays() {
        prod.grant(DEV)
                .groups("dev", "on-call")
                .username("name-of-dev")
                .until(evening)
                .apply();

        prod.apply(prod.plan(listed)).orThrow();
        cluster.clock.advance(Duration.ofHours(6));
        prod.expire().orThrow();

        assertThat(prod.get(DEV).groups()).containsExactly("dev");
        assertThat(prod.plan(listed).isEmpty()).isTrue();
    }

    @Test
    void whatIsExported_holdsNothingThatEnds() {
        prod.apply(prod.plan(listed)).orThrow();
        grantForAWhile();

        assertThat(DesiredEntry.of(prod.get(DEV))).isEqualTo(dev().build());
    }
}
