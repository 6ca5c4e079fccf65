package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessEntriesException;
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
import io.github.accessentries.plan.ApplyListener;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.IncompleteApplyException;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");

    /** Both clusters would lose their only administrator. */
    private Fleet dangerous(FleetListener listener) {
        DesiredAccess nobody = DesiredAccess.builder()
                .ownership(Ownership.ALL)
                .entry(DesiredEntry.builder(OTHER))
                .build();
        for (InMemoryCalls each : List.of(good, bad)) {
            entries(each).grant(OTHER).apply();
            entries(each)
                    .grant(ADMIN)
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
        }
        return Fleet.builder()
                .cluster("eu/prod", entries(good), nobody)
                .cluster("eu/dev", entries(bad), nobody)
                .listener(listener)
                .build();
    }

    @Test
    void signOffForOneCluster_removesNoAdministratorOfAnother() {
        Fleet fleet = dangerous((cluster, text, done, all) -> {});
        FleetResult<AccessPlan> plans = fleet.plan();

        FleetResult<ApplyReport> reports =
                fleet.apply(plans, ApplyOptions.with(SignOff.inCluster("eu/dev", "no-administrator")));

        assertThat(plans.toString()).contains("eu/prod/no-administrator", "eu/dev/no-administrator", "1 change,");
        assertThat(reports.results()).containsOnlyKeys("eu/dev");
        assertThat(reports.failures()).containsOnlyKeys("eu/prod");
        assertThat(entries(good).find(ADMIN)).isPresent();
        assertThat(entries(bad).find(ADMIN)).isEmpty();
        assertThatExceptionOfType(IncompleteFleetException.class)
                .isThrownBy(reports::orThrow)
                .withMessageContainingAll("eu/prod", "plan again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-administrator",
                "/no-administrator",
                "prod/no-administrator",
                "eu/no-administrator",
                "good/no-administrator"
            })
    void signOffWithoutACluster_countsForNoneInAFleet(String name) {
        Fleet fleet = dangerous((cluster, text, done, all) -> {});

        FleetResult<ApplyReport> reports = fleet.apply(fleet.plan(), ApplyOptions.with(SignOff.of(name)));

        assertThat(reports.failures())
                .containsOnlyKeys("eu/prod", "eu/dev")
                .allSatisfy((id, failure) -> assertThat(failure)
                        .isInstanceOf(UnsafePlanException.class)
                        .hasMessageContaining("- " + id + "/no-administrator: "));
    }

    @Test
    void progress_namesTheCluster_whilePlanningApplyingAndChecking() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Fleet fleet = dangerous(FleetListener.lines(told::add));
        List<String> changes = Collections.synchronizedList(new ArrayList<>());

        FleetResult<AccessPlan> plans = fleet.plan();
        assertThat(told).hasSize(2).anyMatch(line -> line.contains("of 2: eu/prod: 1 change"));
        told.clear();
        fleet.apply(
                        plans,
                        ApplyOptions.builder()
                                .signOff(SignOff.inCluster("eu/prod", "no-administrator")
                                        .and("eu/dev/no-administrator"))
                                .listener(ApplyListener.lines(changes::add))
                                .build())
                .orThrow();
        assertThat(told).hasSize(2).anyMatch(line -> line.endsWith("eu/dev: 1 of 1 change made"));
        assertThat(changes)
                .hasSize(2)
                .anyMatch(line -> line.startsWith("eu/prod: done: "))
                .anyMatch(line -> line.startsWith("eu/dev: done: "));
        told.clear();
        assertThat(fleet.drift().failures()).isEmpty();
        assertThat(told).hasSize(2).anyMatch(line -> line.startsWith("2 of 2: "));
    }

    @Test
    void listenerThatThrows_spoilsNothing() {
        FleetResult<AccessPlan> plans = dangerous((cluster, text, done, all) -> {
                    throw new IllegalStateException("the log is full");
                })
                .plan();

        assertThat(plans.results()).hasSize(2);
        assertThat(plans.failures()).isEmpty();
    }

    @Test
    void clusterWhosePlanFailed_isAFailureOfApplying_too() {
        AccessEntries gone = new ClusterEntries(
                new InMemoryCalls("gone"),
                PlanContext.builder()
                        .awsAuth(() -> {
                            throw new UnavailableException(
                                    "no answer", ErrorContext.builder().build(), null);
                        })
                        .build(),
                Patience.none(),
                1);
        Fleet fleet = Fleet.builder()
                .cluster("good", entries(good), DESIRED)
                .cluster("gone", gone, DESIRED)
                .build();

        FleetResult<AccessPlan> plans = fleet.plan();
        FleetResult<ApplyReport> reports = fleet.apply(plans, ApplyOptions.defaults());

        assertThat(plans.failures()).containsOnlyKeys("gone");
        assertThat(reports.results()).containsOnlyKeys("good");
        assertThat(reports.failures()).isEqualTo(plans.failures());
        assertThat(reports.toString()).contains("gone: failed: no answer");
        assertThatExceptionOfType(IncompleteFleetException.class).isThrownBy(plans::orThrow);
    }

    @Test
    void clusterWithoutAPlan_isAFailureOfApplying() {
        FleetResult<AccessPlan> plans =
                Fleet.builder().cluster("good", entries(good), DESIRED).build().plan();

        FleetResult<ApplyReport> reports = fleet().apply(plans, ApplyOptions.defaults());

        assertThat(reports.results()).containsOnlyKeys("good");
        assertThat(reports.failures().get("bad")).hasMessageContaining("no plan for cluster bad");
        assertThatExceptionOfType(IncompleteFleetException.class).isThrownBy(reports::orThrow);
        assertThat(bad.changes()).isEmpty();
    }

    @Test
    void errorOfAListenerAtOneCluster_leavesTheResultsOfTheOthers_andItsOwnReport() {
        FleetResult<ApplyReport> reports = fleet().apply(
                        fleet().plan(),
                        ApplyOptions.builder()
                                .listener(outcome -> {
                                    if (outcome.cluster().equals("bad")) {
                                        throw new AssertionError("not as expected");
                                    }
                                })
                                .build());

        assertThat(reports.results()).containsOnlyKeys("good");
        RuntimeException failure = requireNonNull(reports.failures().get("bad"));
        assertThat(failure)
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContainingAll("bad", "not as expected")
                .hasCauseInstanceOf(AssertionError.class);
        assertThat(requireNonNull(failure.getCause()).getSuppressed())
                .singleElement()
                .isInstanceOfSatisfying(
                        IncompleteApplyException.class,
                        ended -> assertThat(ended.report()).matches(report -> !report.isComplete()));
    }

    @Test
    void errorOfTheListenerOfAFleet_spoilsNothing() {
        FleetResult<AccessPlan> plans = dangerous((cluster, text, done, all) -> {
                    throw new AssertionError("not as expected");
                })
                .plan();

        assertThat(plans.results()).hasSize(2);
        assertThat(plans.failures()).isEmpty();
    }

    /** Entries of a cluster whose plans are as given. */
    private AccessEntries planning(Supplier<@Nullable AccessPlan> plan) {
        return (AccessEntries) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AccessEntries.class},
                (proxy, method, arguments) ->
                        method.getName().equals("plan") ? plan.get() : method.invoke(entries(bad), arguments));
    }

    @Test
    void clusterThatCannotLoadAClass_orGivesNoPlan_failsAlone() {
        Fleet fleet = Fleet.builder()
                .cluster("good", entries(good), DESIRED)
                .cluster(
                        "broken",
                        planning(() -> {
                            throw new NoClassDefFoundError("org/example/Missing");
                        }),
                        DESIRED)
                .cluster("null", planning(() -> null), DESIRED)
                .build();

        assertThat(fleet.plan().results()).containsOnlyKeys("good");
        assertThat(fleet.plan().failures().get("broken"))
                .hasMessageContainingAll("broken", "org/example/Missing")
                .hasCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(fleet.plan().failures().get("null")).hasMessageContainingAll("cluster null", "returned null");
        assertThat(fleet.drift().failures()).containsOnlyKeys("broken", "null");
        assertThat(fleet.drift().failures().get("null")).hasMessageContaining("returned null instead of a plan");
    }

    @Test
    void planForAClusterThatTheFleetDoesNotHave_isRefused() {
        FleetResult<AccessPlan> plans = fleet().plan();
        Fleet smaller = Fleet.builder().cluster("good", entries(good), DESIRED).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    FleetResult<ApplyReport> unused = smaller.apply(plans, ApplyOptions.defaults());
                })
                .withMessageContaining("\"bad\"");
    }

    @Test
    void interruptedFleet_givesTheReportsThatItHas_andNamesTheRest() {
        Thread caller = Thread.currentThread();
        Fleet.Builder builder = Fleet.builder().parallelism(2);
        for (int i = 0; i < 20; i++) {
            InMemoryCalls calls = new InMemoryCalls("c" + i);
            if (i == 3) {
                calls.failAtChange(1, () -> {
                    caller.interrupt();
                    return new UnavailableException(
                            "cut off", ErrorContext.builder().build(), null);
                });
            }
            builder.cluster("c" + i, entries(calls), DESIRED);
        }
        Fleet fleet = builder.build();
        FleetResult<AccessPlan> plans = fleet.plan();

        FleetResult<ApplyReport> reports = fleet.apply(plans, ApplyOptions.defaults());

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(reports.results().size() + reports.failures().size()).isEqualTo(20);
        assertThat(reports.results().get("c3")).matches(report -> !report.isComplete());
        assertThat(reports.toString()).contains("c3: 1 of 2 changes made");
    }
}
