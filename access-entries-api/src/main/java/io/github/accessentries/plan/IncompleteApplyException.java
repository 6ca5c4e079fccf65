package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.plan.ApplyReport.Outcome;
import io.github.accessentries.plan.ApplyReport.Status;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plan was applied only in part. The {@link #report()} has what was done, what failed and what was not tried; planning
 * and applying again completes the work.
 */
public final class IncompleteApplyException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    private final transient ApplyReport report;

    /**
     * Creates the exception.
     *
     * @param report the report, of which something is open
     */
    public IncompleteApplyException(ApplyReport report) {
        super(lines(report), context(report), report.stoppedBy().orElse(null));
        this.report = report;
    }

    private static List<String> lines(ApplyReport report) {
        requireNonNull(report, "report");
        String summary = "Applied a plan to cluster " + report.cluster() + " in part: "
                + Counted.of(report.outcomes().size() - open(report), "change") + " in place, "
                + report.with(Status.FAILED).size() + " failed, "
                + report.with(Status.NOT_TRIED).size()
                + " not tried. Plan again and apply the new plan to complete the work.";
        return Stream.concat(Stream.of(summary), report.toString().lines()).toList();
    }

    private static int open(ApplyReport report) {
        return report.with(Status.FAILED).size() + report.with(Status.NOT_TRIED).size();
    }

    private static ErrorContext context(ApplyReport report) {
        ErrorContext.Builder context = ErrorContext.builder().cluster(report.cluster());
        report.with(Status.FAILED).stream()
                .map(Outcome::change)
                .findFirst()
                .filter(EntryChange.class::isInstance)
                .ifPresent(failed -> context.principal(((EntryChange) failed).principal()));
        return context.build();
    }

    /**
     * What became of each change.
     *
     * @return the report
     */
    public ApplyReport report() {
        return report == null ? ApplyReport.builder().cluster("").build() : report;
    }
}
