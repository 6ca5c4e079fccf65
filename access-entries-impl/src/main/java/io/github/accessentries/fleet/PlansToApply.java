package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import java.util.Collection;
import java.util.Set;

/** Which plan is applied to each cluster of a fleet, and how the options for the fleet are meant for one of its clusters. */
final class PlansToApply {

    private PlansToApply() {}

    /** Plans that are there. */
    static FleetRun.Work<ApplyReport> of(FleetResult<AccessPlan> plans, ApplyOptions options) {
        return id -> {
            RuntimeException unplanned = plans.failures().get(id);
            if (unplanned != null) {
                throw unplanned;
            }
            AccessPlan plan = plans.results().get(id);
            if (plan == null) {
                throw unplanned(id);
            }
            return member -> apply(id, member, plan, options);
        };
    }

    /** Plans made again, each of which has to be the one of which the summary speaks. */
    static FleetRun.Work<ApplyReport> reviewed(FleetSummary plans, ApplyOptions options) {
        return id -> {
            ClusterSummary seen = plans.find(id).orElseThrow(() -> unplanned(id));
            String digest = seen.planDigest()
                    .orElseThrow(() -> new AccessEntriesException(
                            "There was no plan for cluster " + id + ", so nothing was done there: "
                                    + plans.operation().line(seen) + "; plan again",
                            about(id),
                            null));
            return member -> applyReviewed(id, member, digest, options);
        };
    }

    private static ApplyReport applyReviewed(String id, FleetMember member, String digest, ApplyOptions options) {
        AccessPlan plan = planned(id, member);
        try {
            ReviewedPlan.ofDigest(plan.cluster(), digest).requireSame(plan);
        } catch (StalePlanException e) {
            throw called(id, plan, e);
        }
        return apply(id, member, plan, options);
    }

    /** The name of a cluster can be that of several in a fleet. */
    private static StalePlanException called(String id, AccessPlan plan, StalePlanException e) {
        if (id.equals(plan.cluster())) {
            return e;
        }
        return new StalePlanException(PlainText.name(id) + ": " + e.getMessage(), id);
    }

    /** Plans made on the way. */
    static FleetRun.Work<ApplyReport> madeNow(ApplyOptions options) {
        return id -> member -> apply(id, member, planned(id, member), options);
    }

    /** Refuses plans for clusters that a fleet should have and does not. */
    static void requireMembers(Collection<String> planned, Set<String> members) {
        for (String id : planned) {
            if (!members.contains(id)) {
                throw new IllegalArgumentException("There is a plan for cluster " + PlainText.quoted(id)
                        + ", which this fleet does not have; plan with the fleet that applies");
            }
        }
    }

    private static AccessPlan planned(String id, FleetMember member) {
        return requireNonNull(
                member.entries().plan(member.desired()),
                () -> "The AccessEntries of cluster " + PlainText.of(id) + " returned null instead of a plan");
    }

    private static AccessEntriesException unplanned(String id) {
        return new AccessEntriesException(
                "There is no plan for cluster " + id + ", so nothing was done there; plan with the fleet that applies",
                about(id),
                null);
    }

    private static ErrorContext about(String id) {
        return ErrorContext.builder().cluster(id).build();
    }

    private static ApplyReport apply(String id, FleetMember member, AccessPlan plan, ApplyOptions options) {
        try {
            return member.entries().apply(plan, within(id, plan, options));
        } catch (UnsafePlanException e) {
            throw UnsafePlanException.inFleet(id, e);
        }
    }

    /** What the options say for one cluster: its own sign-offs, and what it is called. */
    private static ApplyOptions within(String id, AccessPlan plan, ApplyOptions options) {
        SignOff own = SignOff.of(plan.findings().stream()
                .filter(finding -> options.signOff().coversIn(id, finding))
                .map(Finding::name)
                .toList());
        ApplyOptions.Builder within = ApplyOptions.builder();
        return within.from(options)
                .signOff(own)
                .listener(outcome -> options.listener().changed(called(id, outcome)))
                .build();
    }

    private static ApplyReport.Outcome called(String id, ApplyReport.Outcome outcome) {
        ApplyReport.Outcome.Builder called = ApplyReport.Outcome.builder();
        return called.from(outcome).cluster(id).build();
    }
}
