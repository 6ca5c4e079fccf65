package io.github.accessentries.report;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.risk.Risk;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    private final String title;
    private final List<String> namespaces;
    private final List<ReportRow> rows;
    private final List<Risk> risks;
    private final List<String> doubts;

    private AccessReport(
            String title, List<String> namespaces, List<ReportRow> rows, List<Risk> risks, List<String> doubts) {
        this.title = title;
        this.namespaces = namespaces;
        this.rows = rows;
        this.risks = risks;
        this.doubts = doubts;
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
                "Access to " + (clusters.isEmpty() ? "the cluster" : clusters),
                picture.namespaces(),
                picture.rows(),
                List.of(),
                model.doubts());
    }

    /**
     * The same report under another title.
     *
     * @param title the whole title, shown as it is
     * @return the report
     */
    public AccessReport titled(String title) {
        return new AccessReport(requireNonNull(title, "title"), namespaces, rows, risks, doubts);
    }

    /**
     * The same report with risks.
     *
     * @param risks the findings, in the order in which they are to be read
     * @return the report
     */
    public AccessReport with(Collection<Risk> risks) {
        requireNonNull(risks, "risks");
        return new AccessReport(title, namespaces, rows, List.copyOf(risks), doubts);
    }

    /**
     * The same report about some subjects only, for example those of one account. Risks that concern none of them are left
     * out, the others stay whole.
     *
     * @param wanted selects the subjects
     * @return the report
     */
    public AccessReport about(Predicate<? super Subject> wanted) {
        requireNonNull(wanted, "wanted");
        return new AccessReport(
                title,
                namespaces,
                rows.stream().filter(row -> wanted.test(row.subject())).toList(),
                risks.stream()
                        .filter(risk -> risk.exposures().stream().anyMatch(exposure -> wanted.test(exposure.subject())))
                        .toList(),
                doubts);
    }

    /**
     * The title of the report.
     *
     * @return for example {@code Access to prod}
     */
    public String title() {
        return title;
    }

    /**
     * The places that the rows speak of: the namespaces of the model, and patterns of scopes that match none of these.
     *
     * @return names and patterns, sorted
     */
    public List<String> namespaces() {
        return namespaces;
    }

    /**
     * The subjects.
     *
     * @return a row for each, principals first
     */
    public List<ReportRow> rows() {
        return rows;
    }

    /**
     * The risks.
     *
     * @return the findings, as they were given
     */
    public List<Risk> risks() {
        return risks;
    }

    /**
     * What the model could not read or understand, and could change any row; every format shows it. What is unknown of one
     * subject stands in its row.
     *
     * @return one sentence each; empty if everything was understood
     */
    public List<String> doubts() {
        return doubts;
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
