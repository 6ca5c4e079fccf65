package io.github.accessentries.fleet;

import io.github.accessentries.fleet.ClusterSummary.State;
import io.github.accessentries.internal.text.FailureText;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is kept of plans, reports and drifts. */
final class Summaries {

    private Summaries() {}

    static ClusterSummary of(String cluster, AccessPlan plan) {
        return ClusterSummary.builder()
                .cluster(cluster)
                .state(plan.isEmpty() ? State.UNCHANGED : State.CHANGED)
                .changes(plan.changes().size())
                .findings(plan.findings().stream().map(Finding::name).toList())
                .planDigest(plan.digest())
                .build();
    }

    static ClusterSummary of(String cluster, ApplyReport report) {
        ClusterSummary.Builder summary = ClusterSummary.builder();
        Stream<String> stopped = report.stoppedBy().map(e -> "stopped by " + FailureText.of(e)).stream();
        Stream<String> failed =
                report.with(ApplyReport.Status.FAILED).stream().limit(1).map(ApplyReport.Outcome::toString);
        String trouble = Stream.concat(stopped, failed).map(PlainText::of).collect(Collectors.joining(", "));
        if (!trouble.isEmpty()) {
            summary.trouble(ClusterSummary.cut(trouble));
        }
        List<ApplyReport.Outcome> all = report.outcomes();
        return summary.cluster(cluster)
                .state(all.isEmpty() && report.stoppedBy().isEmpty() ? State.UNCHANGED : State.CHANGED)
                .changes(all.size())
                .open(all.size()
                        - report.with(ApplyReport.Status.DONE).size()
                        - report.with(ApplyReport.Status.WAS_THERE).size())
                .build();
    }

    static ClusterSummary of(String cluster, Drift drift) {
        return ClusterSummary.builder()
                .cluster(cluster)
                .state(drift.inSync() && drift.unlisted().isEmpty() ? State.UNCHANGED : State.CHANGED)
                .changes(drift.plan().changes().size())
                .unlisted(drift.unlisted().size())
                .build();
    }
}
