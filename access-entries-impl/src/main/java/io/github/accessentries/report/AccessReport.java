package io.github.accessentries.report;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risk;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The complete access to a cluster: a row for each subject, a {@link Standing} for each namespace.
 *
 * <pre>{@code
 * AccessReport report = AccessReport.of(model).with(Risks.of(model, rbac, awsAuth));
 * Files.writeString(path, report.render(ReportFormat.HTML));
 * }</pre>
 *
 * <p>Immutable, and safe to share between threads. The same model gives the same text.
 */
public final class AccessReport {

    private final AccessModel model;
    private final Contents contents;

    /**
     * What a report shows.
     *
     * @param comparison what changed to it, {@code null} if that was not asked
     * @param paths the paths to power, {@code null} if they were not asked
     */
    private record Contents(
            String title,
            List<String> namespaces,
            List<ReportRow> rows,
            List<Risk> risks,
            List<String> doubts,
            @Nullable ModelComparison comparison,
            @Nullable ShownPaths paths) {}

    private AccessReport(AccessModel model, Contents contents) {
        this.model = model;
        this.contents = contents;
    }

    /**
     * The report on a model, without risks. Its title is {@code Access to prod}, with the name of the cluster if the
     * entries have it.
     *
     * @param model the cluster
     * @return the report
     */
    public static AccessReport of(AccessModel model) {
        requireNonNull(model, "model");
        String clusters = model.entries().stream()
                .map(AccessEntry::cluster)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Picture picture = new Picture(model);
        return new AccessReport(
                model,
                new Contents(
                        "Access to " + (clusters.isEmpty() ? "the cluster" : clusters),
                        picture.namespaces(),
                        picture.rows(),
                        List.of(),
                        model.doubts(),
                        null,
                        null));
    }

    /**
     * The same report under another title.
     *
     * @param title the whole title, shown as it is
     * @return the report
     */
    public AccessReport titled(String title) {
        requireNonNull(title, "title");
        return new AccessReport(
                model,
                new Contents(title, namespaces(), rows(), risks(), doubts(), contents.comparison(), contents.paths()));
    }

    /**
     * The same report with risks.
     *
     * @param risks the findings, in the order in which they are to be read
     * @return the report
     */
    public AccessReport with(Collection<Risk> risks) {
        requireNonNull(risks, "risks");
        return new AccessReport(
                model,
                new Contents(
                        title(),
                        namespaces(),
                        rows(),
                        List.copyOf(risks),
                        doubts(),
                        contents.comparison(),
                        contents.paths()));
    }

    /**
     * The same report with the paths by which its subjects can get full control of the cluster. {@link ReportFormat#HTML} and {@link
     * ReportFormat#JSON} show them.
     *
     * @param paths the paths on the cluster of the report
     * @return the report
     */
    public AccessReport with(PowerPaths paths) {
        requireNonNull(paths, "paths");
        return new AccessReport(
                model,
                new Contents(
                        title(), namespaces(), rows(), risks(), doubts(), contents.comparison(), ShownPaths.of(paths)));
    }

    /**
     * The same report with what changed since an earlier state of the cluster: who gains and who loses, in levels and as permissions.
     * {@link ReportFormat#HTML} and {@link ReportFormat#JSON} show it; {@link ResultReport} has it as Markdown and in other forms.
     *
     * @param before the earlier model of the same cluster
     * @return the report
     */
    public AccessReport comparedWith(AccessModel before) {
        requireNonNull(before, "before");
        return new AccessReport(
                model,
                new Contents(
                        title(), namespaces(), rows(), risks(), doubts(), before.compare(model), contents.paths()));
    }

    /**
     * The same report about some subjects only, for example those of one account. Risks, changes and paths that concern none of them are left
     * out, the others stay whole. Questions to the page for browsers are answered about these only, which it then says.
     *
     * @param wanted selects the subjects
     * @return the report
     */
    public AccessReport about(Predicate<? super Subject> wanted) {
        requireNonNull(wanted, "wanted");
        return new AccessReport(
                model,
                new Contents(
                        title(),
                        namespaces(),
                        rows().stream()
                                .filter(row -> wanted.test(row.subject()))
                                .toList(),
                        risks().stream()
                                .filter(risk ->
                                        risk.exposures().stream().anyMatch(exposure -> wanted.test(exposure.subject())))
                                .toList(),
                        doubts(),
                        comparisonAbout(wanted),
                        contents.paths() == null ? null : contents.paths().about(wanted)));
    }

    private @Nullable ModelComparison comparisonAbout(Predicate<? super Subject> wanted) {
        ModelComparison all = contents.comparison();
        return all == null
                ? null
                : ModelComparison.builder()
                        .changes(all.changes().stream()
                                .filter(change -> wanted.test(change.subject()))
                                .toList())
                        .unchanged(all.unchanged().stream().filter(wanted).toList())
                        .doubts(all.doubts())
                        .build();
    }

    /**
     * The title of the report.
     *
     * @return for example {@code Access to prod}
     */
    public String title() {
        return contents.title();
    }

    /**
     * The places that the rows speak of: the namespaces of the model, and patterns of scopes that match none of these.
     *
     * @return names and patterns, sorted
     */
    public List<String> namespaces() {
        return contents.namespaces();
    }

    /**
     * The subjects.
     *
     * @return a row for each, principals first
     */
    public List<ReportRow> rows() {
        return contents.rows();
    }

    /**
     * The risks.
     *
     * @return the findings, as they were given
     */
    public List<Risk> risks() {
        return contents.risks();
    }

    /**
     * What the model could not read or understand, and could change any row; every format shows it. What is unknown of one
     * subject stands in its row.
     *
     * @return one sentence each; empty if everything was understood
     */
    public List<String> doubts() {
        return contents.doubts();
    }

    AccessModel model() {
        return model;
    }

    /** The paths to power, {@code null} if they were not asked. */
    @Nullable
    ShownPaths paths() {
        return contents.paths();
    }

    /** What changed, {@code null} if that was not asked. */
    @Nullable
    ModelComparison comparison() {
        return contents.comparison();
    }

    /**
     * Renders the report.
     *
     * @param format the format
     * @return the text of a file, with a line end at its end
     */
    public String render(ReportFormat format) {
        requireNonNull(format, "format");
        return switch (format) {
            case TEXT -> new TextReport(this).render();
            case MARKDOWN -> new MarkdownReport(this).render();
            case CSV -> new CsvReport(this).render();
            case JSON -> new JsonReport(this).render();
            case HTML -> new HtmlReport(this).render();
            case SARIF -> new SarifReport(this).render();
            case DOT -> AccessGraph.of(this).dot();
            case MERMAID -> AccessGraph.of(this).mermaid();
        };
    }
}
