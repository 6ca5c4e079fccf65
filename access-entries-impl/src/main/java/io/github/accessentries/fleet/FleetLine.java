package io.github.accessentries.fleet;

import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;

/**
 * One cluster's line in the summary of a fleet.
 *
 * @param quiet whether there is nothing to report
 * @param text the report
 */
record FleetLine(boolean quiet, String text) {

    /** Findings are named as a fleet takes their sign-off. */
    static FleetLine of(String id, AccessPlan plan) {
        return new FleetLine(
                plan.isEmpty(),
                Counted.of(plan.changes().size(), "change")
                        + (plan.findings().isEmpty()
                                ? ""
                                : ", needs sign-off: "
                                        + plan.findings().stream()
                                                .map(finding -> id + "/" + finding.name())
                                                .toList()));
    }

    static FleetLine of(String id, ApplyReport report) {
        int open = report.outcomes().size()
                - report.with(ApplyReport.Status.DONE).size()
                - report.with(ApplyReport.Status.WAS_THERE).size();
        return new FleetLine(
                report.outcomes().isEmpty() && report.stoppedBy().isEmpty(),
                (report.outcomes().size() - open) + " of "
                        + Counted.of(report.outcomes().size(), "change") + " made"
                        + report.stoppedBy()
                                .map(e -> ", stopped by " + PlainText.of(e.toString()))
                                .orElse("")
                        + report.with(ApplyReport.Status.FAILED).stream()
                                .findFirst()
                                .map(failed -> ", " + failed)
                                .orElse(""));
    }

    static FleetLine of(String id, Drift drift) {
        return new FleetLine(
                drift.inSync() && drift.unlisted().isEmpty(),
                Counted.of(drift.plan().changes().size(), "change") + " needed, "
                        + Counted.of(drift.unlisted().size(), "unlisted principal"));
    }
}
