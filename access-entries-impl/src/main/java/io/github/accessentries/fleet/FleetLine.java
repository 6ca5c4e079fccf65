package io.github.accessentries.fleet;

import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;

/**
 * One cluster's line in the summary of a fleet.
 *
 * @param quiet whether there is nothing to report
 * @param text the report
 */
record FleetLine(boolean quiet, String text) {

    static FleetLine of(AccessPlan plan) {
        return new FleetLine(
                plan.isEmpty(),
                plan.changes().size() + " changes"
                        + (plan.findings().isEmpty()
                                ? ""
                                : ", needs sign-off: "
                                        + plan.findings().stream()
                                                .map(finding -> finding.name())
                                                .toList()));
    }

    static FleetLine of(ApplyReport report) {
        int open = report.outcomes().size()
                - report.with(ApplyReport.Status.DONE).size()
                - report.with(ApplyReport.Status.WAS_THERE).size();
        return new FleetLine(
                report.outcomes().isEmpty(),
                (report.outcomes().size() - open) + " of " + report.outcomes().size() + " changes made"
                        + report.with(ApplyReport.Status.FAILED).stream()
                                .findFirst()
                                .map(failed -> ", " + failed)
                                .orElse(""));
    }

    static FleetLine of(Drift drift) {
        return new FleetLine(
                drift.inSync() && drift.unlisted().isEmpty(),
                drift.plan().changes().size() + " changes needed, "
                        + drift.unlisted().size() + " unlisted principals");
    }
}
