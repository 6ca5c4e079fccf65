package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyListener;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Outcome;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.IncompleteApplyException;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.planning.PlanContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens while a plan is applied, there is a report of every change. */
class ApplyingTest {

    private final InMemoryCalls calls = new InMemoryCalls("prod");
    private final AccessEntries prod =
            new ClusterEntries(calls, PlanContext.builder().build(), Patience.none(), 1);

    private static PrincipalArn dev(int number) {
        return PrincipalArn.role("111122223333", "dev-" + number);
    }

    /** Entries with a policy each. */
    private AccessPlan plan(int entries) {
        DesiredAccess.Builder desired = DesiredAccess.builder();
        for (int i = 0; i < entries; i++) {
            desired.entry(DesiredEntry.builder(dev(i)).allow(AccessPolicy.VIEW).clusterWide());
        }
        return prod.plan(desired.build());
    }

    private static ApplyOptions telling(ApplyListener listener, int parallelism) {
        return ApplyOptions.builder()
                .listener(listener)
                .parallelism(parallelism)
                .build();
    }

    private void refuseChange(int number) {
        calls.failAtChange(
                number,
                () -> new InvalidAccessRequestException(
                        "EKS says no", ErrorContext.builder().build(), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void listenerThatThrows_stopsTheWork_butLosesNoReport(int parallelism) {
        AccessPlan plan = plan(10);
        IllegalStateException broken = new IllegalStateException("the log is full");

        ApplyReport report = prod.apply(
                plan,
                telling(
                        outcome -> {
                            throw broken;
                        },
                        parallelism));

        assertThat(report.cluster()).isEqualTo("prod");
        assertThat(report.outcomes()).extracting(Outcome::change).containsExactlyElementsOf(plan.changes());
        assertThat(report.outcomes()).extracting(Outcome::cluster).containsOnly("prod");
        assertThat(report.with(Status.DONE)).hasSize(calls.changes().size());
        assertThat(report.with(Status.DONE)).hasSizeBetween(1, parallelism);
        assertThat(report.with(Status.NOT_TRIED))
                .hasSize(20 - calls.changes().size())
                .allSatisfy(outcome -> assertThat(outcome.detail()).contains("the log is full"));
        assertThat(report.stoppedBy()).containsSame(broken);
        assertThatExceptionOfType(IncompleteApplyException.class)
                .isThrownBy(report::orThrow)
                .withCause(broken)
                .withMessageContainingAll("cluster prod", "not tried", "Plan again")
                .satisfies(e -> assertThat(e.report()).isEqualTo(report));
    }

    @Test
    void listenerThatThrowsAtTheLastChange_isNotPassedOver() {
        AccessPlan plan = plan(1);
        List<Outcome> told = new ArrayList<>();

        ApplyReport report = prod.apply(
                plan,
                telling(
                        outcome -> {
                            told.add(outcome);
                            if (told.size() == plan.changes().size()) {
                                throw new IllegalStateException("too late");
                            }
                        },
                        1));

        assertThat(report.isComplete()).isTrue();
        assertThatThrownBy(report::orThrow).isInstanceOf(IncompleteApplyException.class);
    }

    @Test
    void errorOfAListener_isThrown_andCarriesTheReport() {
        AssertionError failed = new AssertionError("as a test would");
        AccessPlan plan = plan(3);

        assertThatThrownBy(() -> {
                    ApplyReport unused = prod.apply(
                            plan,
                            telling(
                                    outcome -> {
                                        throw failed;
                                    },
                                    2));
                })
                .isSameAs(failed)
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                IncompleteApplyException.class,
                                e -> assertThat(e.report().outcomes()).hasSize(6)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void interruptedApply_saysWhatWasDone_whatFailed_andWhatWasNotTried(int parallelism) {
        AccessPlan plan = plan(10);
        Thread caller = Thread.currentThread();
        calls.failAtChange(5, () -> {
            caller.interrupt();
            return new UnavailableException("cut off", ErrorContext.builder().build(), null);
        });

        ApplyReport report = prod.apply(plan, telling(outcome -> {}, parallelism));

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(report.outcomes()).extracting(Outcome::change).containsExactlyElementsOf(plan.changes());
        assertThat(report.with(Status.DONE)).hasSize(calls.changes().size());
        assertThat(report.with(Status.FAILED)).isNotEmpty();
        assertThat(report.isComplete()).isFalse();
        assertThatThrownBy(report::orThrow)
                .isInstanceOf(IncompleteApplyException.class)
                .hasMessageContainingAll("cluster prod", "dev-");
        calls.heal();
        assertThat(prod.apply(prod.plan(plan.desired())).orThrow().isComplete()).isTrue();
    }

    @Test
    void unexpectedException_isAFailedChange_andNoLostReport() {
        calls.failAtChange(1, () -> new IllegalStateException("a bug"));

        ApplyReport report = prod.apply(plan(1));

        assertThat(report.with(Status.FAILED))
                .singleElement()
                .asString()
                .contains("unknown whether it was made", "a bug");
    }

    @Test
    void refusedPolicyOfANewEntry_saysThatTheEntryStays() {
        refuseChange(1);

        ApplyReport report = prod.apply(plan(1));

        assertThat(report.with(Status.FAILED))
                .singleElement()
                .asString()
                .contains("EKS says no", "the entry itself was created and stays, without AmazonEKSViewPolicy");
    }

    @Test
    void refusedPolicyOfAGrantsNewEntry_saysThatTheEntryStays() {
        calls.failAtChange(
                1,
                () -> new UnavailableException(
                        "EKS is away", ErrorContext.builder().build(), null));

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> prod.grant(dev(1))
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()
                        .apply())
                .withMessage("EKS is away; the entry itself was created and stays, without AmazonEKSViewPolicy");
    }

    @Test
    void completeReport_isGivenBack() {
        ApplyReport report = prod.apply(plan(2));

        assertThat(report.orThrow()).isSameAs(report);
    }

    @Test
    void lines_nameTheClusterOfEachChange() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());

        prod.apply(plan(2), telling(ApplyListener.lines(lines::add), 2)).orThrow();

        assertThat(lines).hasSize(4).allMatch(line -> line.startsWith("prod: done: "));
    }

    @Test
    void signOffForAnotherCluster_doesNotCountHere() {
        PlannedCluster cluster = new PlannedCluster().with(PlannedCluster.ADMIN);
        AccessPlan plan = cluster.entries().plan(PlannedCluster.only());

        for (SignOff elsewhere :
                List.of(SignOff.of("dev/no-administrator"), SignOff.inCluster("dev", "no-administrator"))) {
            assertThatThrownBy(() -> {
                        ApplyReport unused = cluster.entries().apply(plan, ApplyOptions.with(elsewhere));
                    })
                    .hasMessageContaining("no-administrator");
        }
        cluster.entries()
                .apply(plan, ApplyOptions.with(SignOff.inCluster("prod", "no-administrator", "many-removals")))
                .orThrow();
    }

    @Test
    void table_countsInEnglish() {
        DesiredAccess one =
                DesiredAccess.builder().entry(DesiredEntry.builder(dev(1))).build();

        assertThat(prod.plan(one).toString()).contains(": 1 grant.");
        assertThat(plan(1).toString()).contains(": 2 grants.");
    }
}
