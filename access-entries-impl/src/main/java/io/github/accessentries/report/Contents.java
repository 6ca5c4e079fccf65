package io.github.accessentries.report;

import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made of.
 *
 * @param rows a row for each subject
 * @param risks the findings, as they were given
 * @param comparison what changed, {@code null} if that was not asked
 * @param paths the paths to power, {@code null} if they were not asked
 */
record Contents(
        List<ReportRow> rows,
        List<Risk> risks,
        @Nullable ModelComparison comparison,
        @Nullable ShownPaths paths) {

    Contents withRisks(List<Risk> given) {
        return new Contents(rows, given, comparison, paths);
    }

    Contents withComparison(ModelComparison given) {
        return new Contents(rows, risks, given, paths);
    }

    Contents withPaths(ShownPaths given) {
        return new Contents(rows, risks, comparison, given);
    }

    /** What concerns some subjects, without what the same findings, paths and cuts are to others. */
    Contents about(Predicate<? super Subject> wanted) {
        return new Contents(
                rows.stream().filter(row -> wanted.test(row.subject())).toList(),
                risks.stream()
                        .map(risk -> about(wanted, risk))
                        .filter(risk -> !risk.exposures().isEmpty())
                        .toList(),
                comparison == null ? null : about(wanted, comparison),
                paths == null ? null : paths.about(wanted));
    }

    private static Risk about(Predicate<? super Subject> wanted, Risk risk) {
        List<Exposure> exposures = risk.exposures().stream()
                .filter(exposure -> wanted.test(exposure.subject()))
                .toList();
        return Risk.builder().from(risk).exposures(exposures).build();
    }

    private static ModelComparison about(Predicate<? super Subject> wanted, ModelComparison all) {
        return ModelComparison.builder()
                .changes(all.changes().stream()
                        .filter(change -> wanted.test(change.subject()))
                        .toList())
                .unchanged(all.unchanged().stream().filter(wanted).toList())
                .doubts(all.doubts())
                .build();
    }
}
