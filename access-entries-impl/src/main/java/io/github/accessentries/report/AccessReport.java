package io.github.accessentries.report;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private final String title;
    /** Told before the report's own notes. */
    private final List<String> remarks;

    private final List<String> namespaces;
    private final Contents all;
    /** Selects the subjects, {@code null} for all. */
    private final @Nullable Predicate<Subject> wanted;

    private final Contents shown;

    private AccessReport(
            AccessModel model,
            String title,
            List<String> remarks,
            List<String> namespaces,
            Contents all,
            @Nullable Predicate<Subject> wanted) {
        this.model = model;
        this.title = title;
        this.remarks = remarks;
        this.namespaces = namespaces;
        this.all = all;
        this.wanted = wanted;
        this.shown = wanted == null ? all : all.about(wanted);
    }

    private AccessReport of(Contents contents) {
        return new AccessReport(model, title, remarks, namespaces, contents, wanted);
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
                "Access to " + (clusters.isEmpty() ? "the cluster" : clusters),
                List.of(),
                picture.namespaces(),
                new Contents(picture.rows(), List.of(), null, null),
                null);
    }

    /**
     * The same report under another title.
     *
     * @param title the whole title, shown as it is
     * @return the report
     */
    public AccessReport titled(String title) {
        return new AccessReport(model, requireNonNull(title, "title"), remarks, namespaces, all, wanted);
    }

    /**
     * The same report with a note more, for example on what its model was read from.
     *
     * @param note a sentence without its end, which every format shows before the report's own notes
     * @return the report
     */
    public AccessReport noting(String note) {
        requireNonNull(note, "note");
        List<String> notes = new ArrayList<>(remarks);
        notes.add(note);
        return new AccessReport(model, title, List.copyOf(notes), namespaces, all, wanted);
    }

    /**
     * The same report with risks.
     *
     * @param risks the findings, in the order in which they are to be read
     * @return the report
     */
    public AccessReport with(Collection<Risk> risks) {
        requireNonNull(risks, "risks");
        return of(all.withRisks(List.copyOf(risks)));
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
        return of(all.withPaths(ShownPaths.of(paths)));
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
        return of(all.withComparison(before.compare(model)));
    }

    /**
     * The same report about some subjects only, for example those of one account, whether what it shows was given before or is given
     * later. Findings, changes and paths are those of these subjects, without the others whom the same ones concern; the sentence of a
     * finding stays as it is. A path of a group stays for its members. Every format says how many subjects are shown, and questions to the
     * page for browsers are answered about these only.
     *
     * @param wanted selects the subjects, of those that the report is about so far; asked again whenever the report gets more
     * @return the report
     */
    public AccessReport about(Predicate<? super Subject> wanted) {
        requireNonNull(wanted, "wanted");
        Predicate<Subject> both = this.wanted == null ? wanted::test : this.wanted.and(wanted);
        return new AccessReport(model, title, remarks, namespaces, all, both);
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
        return shown.rows();
    }

    /**
     * The risks.
     *
     * @return the findings, as they were given
     */
    public List<Risk> risks() {
        return shown.risks();
    }

    /**
     * What the model could not read or understand, and could change any row; every format shows it. What is unknown of one
     * subject stands in its row.
     *
     * @return one sentence each; empty if everything was understood
     */
    public List<String> doubts() {
        return model.doubts();
    }

    /**
     * What this report was {@linkplain #noting said to be}, and what it leaves out: subjects that it is not {@linkplain #about about}.
     * Every format shows it. What the model was made without is among the {@link #doubts()}.
     *
     * @return one sentence each, without its end; empty if it leaves out nothing
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(remarks);
        if (isAboutSome()) {
            notes.add("Only " + rows().size() + " of " + Counted.of(subjects(), "subject")
                    + (rows().size() == 1 ? " is" : " are")
                    + " shown: findings, paths and changes of others are left out");
        }
        return notes;
    }

    /** The name of the cluster, if the entries have it. */
    Optional<String> cluster() {
        List<String> clusters =
                model.entries().stream().map(AccessEntry::cluster).distinct().toList();
        return clusters.size() == 1 ? Optional.of(clusters.get(0)) : Optional.empty();
    }

    /** Whether subjects may be left out. */
    boolean isAboutSome() {
        return wanted != null;
    }

    /** How many there are, shown or not. */
    int subjects() {
        return all.rows().size();
    }

    AccessModel model() {
        return model;
    }

    /** The paths to power, {@code null} if they were not asked. */
    @Nullable
    ShownPaths paths() {
        return shown.paths();
    }

    /** What changed, {@code null} if that was not asked. */
    @Nullable
    ModelComparison comparison() {
        return shown.comparison();
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
