package io.github.accessentries.internal.planning;

import static io.github.accessentries.internal.planning.PlannedCluster.ADMIN;
import static io.github.accessentries.internal.planning.PlannedCluster.administrator;
import static io.github.accessentries.internal.planning.PlannedCluster.entry;
import static io.github.accessentries.internal.planning.PlannedCluster.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A plan that one job makes and another one applies. */
class ReviewedPlanTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn OTHER = PrincipalArn.role("111122223333", "other");
    private static final ApplyOptions DEFAULTS = ApplyOptions.defaults();

    private final PlannedCluster cluster = new PlannedCluster().with(ADMIN);
    private final AccessEntries prod = cluster.entries();

    private static DesiredAccess with(AccessPolicy policy) {
        return only(
                administrator(ADMIN), DesiredEntry.builder(DEV).allow(policy).inNamespaces("team-a"));
    }

    /** By way of the file between the jobs. */
    private ReviewedPlan reviewed(DesiredAccess desired) {
        return ResultReport.readPlan(ResultReport.of(prod.plan(desired)).render(ResultFormat.JSON));
    }

    @Test
    void samePlan_isApplied_andWasApplied() {
        ReviewedPlan reviewed = reviewed(with(AccessPolicy.VIEW));

        ApplyReport report =
                prod.apply(with(AccessPolicy.VIEW), reviewed, DEFAULTS).orThrow();

        assertThat(report.outcomes()).hasSize(2);
        assertThat(prod.find(DEV)).isPresent();
        assertThat(prod.apply(with(AccessPolicy.VIEW), reviewed, DEFAULTS).outcomes())
                .isEmpty();
    }

    @Test
    void otherDesiredAccess_isStale_withWhatDiffers_thoughTheClusterIsTheSame() {
        ReviewedPlan reviewed = reviewed(with(AccessPolicy.VIEW));

        assertThatExceptionOfType(StalePlanException.class)
                .isThrownBy(() -> prod.apply(with(AccessPolicy.CLUSTER_ADMIN), reviewed, DEFAULTS))
                .withMessage(
                        "Changed nothing on cluster prod: the plan is no longer the one that was reviewed; not in it any"
                                + " more: \"associate " + DEV
                                + ": AmazonEKSViewPolicy in namespace team-a (listed)\"; new in"
                                + " it: \"associate " + DEV
                                + ": AmazonEKSClusterAdminPolicy in namespace team-a (listed)\". Review a new plan, and apply"
                                + " that");
        assertThat(cluster.calls().changes()).isEmpty();
    }

    @Test
    void manyDifferences_areToldInShort() {
        DesiredAccess.Builder desired = DesiredAccess.builder().entry(administrator(ADMIN));
        for (int i = 0; i < 9; i++) {
            desired.entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "dev" + i)));
        }
        ReviewedPlan reviewed = reviewed(desired.build());

        assertThatExceptionOfType(StalePlanException.class)
                .isThrownBy(() -> prod.apply(with(AccessPolicy.VIEW), reviewed, DEFAULTS))
                .withMessageContaining("and 4 more; new in it: ");
    }

    @Test
    void otherState_isStale_thoughTheChangesReadTheSame() {
        ReviewedPlan reviewed = reviewed(with(AccessPolicy.VIEW));
        cluster.calls()
                .put(entry(ADMIN)
                        .from(prod.get(ADMIN))
                        .tags(Map.of("aws:seen", "later"))
                        .build());

        assertThatExceptionOfType(StalePlanException.class)
                .isThrownBy(() -> prod.apply(with(AccessPolicy.VIEW), reviewed, DEFAULTS))
                .withMessageContaining("its changes read the same, and what they rest on does not");
    }

    @Test
    void findings_haveToBeSignedOff_asEver() {
        cluster.calls().put(entry(OTHER).build());
        DesiredAccess desired = only(DesiredEntry.builder(DEV));
        ReviewedPlan reviewed = reviewed(desired);

        assertThat(reviewed.findings()).contains("no-administrator");
        assertThatExceptionOfType(UnsafePlanException.class).isThrownBy(() -> prod.apply(desired, reviewed, DEFAULTS));
        assertThat(prod.apply(desired, reviewed, ApplyOptions.with(SignOff.of(reviewed.findings())))
                        .isComplete())
                .isTrue();
    }

    @Test
    void planForAnotherCluster_isNoReviewOfThisOne() {
        ReviewedPlan.Builder other = ReviewedPlan.builder();
        ReviewedPlan reviewed =
                other.from(reviewed(with(AccessPolicy.VIEW))).cluster("test").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> prod.apply(with(AccessPolicy.VIEW), reviewed, DEFAULTS))
                .withMessage(
                        "The reviewed plan is for cluster test, not for prod; apply it there, or review a plan for this one");
    }
}
