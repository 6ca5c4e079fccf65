package io.github.accessentries.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.MovingClock;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.planning.ClusterEntries;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.planning.PlanContext;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Many clusters in memory, one of them in trouble. */
class FleetTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn OTHER = PrincipalArn.role("111122223333", "other");
    private static final DesiredAccess DESIRED = DesiredAccess.builder()
            .entry(DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).clusterWide())
            .build();

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final InMemoryCalls good = new InMemoryCalls("good");
    private final InMemoryCalls bad = new InMemoryCalls("bad");

    private static AccessEntries entries(InMemoryCalls calls) {
        return new ClusterEntries(calls, PlanContext.builder().build(), Patience.none(), 1);
    }

    private Fleet fleet() {
        return Fleet.builder()
                .cluster("good", entries(good), DESIRED)
                .cluster("bad", entries(bad), DESIRED)
                .parallelism(2)
                .clock(clock)
                .build();
    }

    @Test
    void trouble_ofOneCluster_stopsNoOther_andIsToldBesideTheirResults() {
        bad.failAtChange(
                0,
                () -> new UnavailableException(
                        "gone fishing", ErrorContext.builder().build(), null));

        FleetResult<AccessPlan> plans = fleet().plan();
        FleetResult<ApplyReport> reports = fleet().apply(plans, ApplyOptions.defaults());

        assertThat(plans.results()).containsOnlyKeys("good", "bad");
        assertThat(reports.results().get("good")).matches(ApplyReport::isComplete);
        assertThat(reports.results().get("bad")).matches(report -> !report.isComplete());
        assertThat(reports.toString()).contains("bad", "gone fishing");
        assertThat(fleet().plan().results().get("good")).matches(AccessPlan::isEmpty);
        bad.heal();
        assertThat(fleet().apply(fleet().plan(), ApplyOptions.defaults())
                        .results()
                        .get("bad"))
                .matches(ApplyReport::isComplete);
    }

    @Test
    void drift_tellsWhatItTakesToGoBack_andWhoIsThereUnlisted() {
        entries(good).grant(DEV).allow(AccessPolicy.VIEW).clusterWide().apply();
        entries(good).grant(OTHER).apply();
        good.forgetCalls();

        FleetResult<Drift> drifts = fleet().drift();

        assertThat(drifts.results().get("good")).satisfies(drift -> {
            assertThat(drift.inSync()).isTrue();
            assertThat(drift.unlisted()).containsExactly(OTHER);
            assertThat(drift.checkedAt()).isEqualTo(clock.instant());
        });
        assertThat(drifts.results().get("bad")).matches(drift -> !drift.inSync());
        assertThat(good.changes()).isEmpty();
    }

    @Test
    void cluster_twiceUnderOneId_isRefused() {
        Fleet.Builder fleet = Fleet.builder().cluster("good", entries(good), DESIRED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet.cluster("good", entries(bad), DESIRED))
                .withMessageContainingAll("good", "account or region");
    }
}
