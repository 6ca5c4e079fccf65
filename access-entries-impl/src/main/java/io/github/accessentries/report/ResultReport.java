package io.github.accessentries.report;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.fleet.FleetResult;
import io.github.accessentries.fleet.FleetSummary;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.migration.MigrationPlan;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.risk.Risk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What was planned, done or found out, as a text that can be handed on: to a pull request, to another job, to a program of one's own.
 *
 * <pre>{@code
 * Files.writeString(comment, ResultReport.of(plan).render(ResultFormat.MARKDOWN));
 * Files.writeString(file, ResultReport.of(plan).render(ResultFormat.JSON));
 * // and in another job
 * ReviewedPlan reviewed = ResultReport.readPlan(Files.readString(file));
 * prod.apply(desired, reviewed, options).orThrow();
 * }</pre>
 *
 * <p>What another job acts upon can be read back: {@link #readPlan}, {@link #readFleet}. Answers, risks, comparisons and
 * drifts cannot: they say what was true once, and whoever wants to know what is true now, asks the model again; what compares
 * results of two days finds all that it needs in their JSON.
 *
 * <p>Immutable, and safe to share between threads. The same result and time give the same text.
 */
public final class ResultReport {

    static final int VERSION = 1;

    private static final String SCHEMA = "result.schema.json";

    private final Result result;
    private final Instant time;

    private ResultReport(Result result, Instant time) {
        this.result = result;
        this.time = time;
    }

    /**
     * The report on a plan, which is taken to be made now.
     *
     * @param plan the plan
     * @return the report
     */
    public static ResultReport of(AccessPlan plan) {
        return now(new PlanResult(requireNonNull(plan, "plan")));
    }

    /**
     * The report on what became of a plan, which is taken to be applied now.
     *
     * @param report what was done, what was not, and why
     * @return the report
     */
    public static ResultReport of(ApplyReport report) {
        return now(new ApplyResult(requireNonNull(report, "report")));
    }

    /**
     * The report on the drift of a cluster, at the time at which it was checked.
     *
     * @param drift how the cluster differs from its desired access
     * @return the report
     */
    public static ResultReport of(Drift drift) {
        return new ResultReport(new DriftResult(requireNonNull(drift, "drift")), drift.checkedAt());
    }

    /**
     * The report on a comparison, which is taken to be made now.
     *
     * @param cluster the name of the cluster that the later model is of
     * @param comparison what everybody gains and loses
     * @return the report
     */
    public static ResultReport of(String cluster, ModelComparison comparison) {
        return now(new ComparisonResult(requireNonNull(cluster, "cluster"), requireNonNull(comparison, "comparison")));
    }

    /**
     * The report on who can do something, which is taken to be asked now.
     *
     * @param cluster the name of the cluster that was asked about
     * @param question what was asked
     * @param holders the answer, as {@code AccessModel.whoCan} gave it
     * @return the report
     */
    public static ResultReport of(String cluster, AccessQuestion question, Holders holders) {
        requireNonNull(cluster, "cluster");
        requireNonNull(question, "question");
        return now(HoldersResult.of(cluster, question, requireNonNull(holders, "holders")));
    }

    /**
     * The report on who can do one thing, which is taken to be asked now.
     *
     * @param cluster the name of the cluster that was asked about
     * @param request what was asked
     * @param holders the answer, as {@code AccessModel.whoCan} gave it
     * @return the report
     */
    public static ResultReport of(String cluster, AccessRequest request, Holders holders) {
        requireNonNull(cluster, "cluster");
        requireNonNull(request, "request");
        return now(HoldersResult.of(cluster, request, requireNonNull(holders, "holders")));
    }

    /**
     * The report on the risks of a cluster, which are taken to be looked for now.
     *
     * @param cluster the name of the cluster
     * @param risks the findings; the most urgent are told first
     * @return the report
     */
    public static ResultReport of(String cluster, Collection<Risk> risks) {
        requireNonNull(cluster, "cluster");
        return now(new RisksResult(cluster, List.copyOf(requireNonNull(risks, "risks"))));
    }

    /**
     * The report on what keeps somebody out of a cluster, which is taken to be looked for now.
     *
     * @param diagnosis what was found, and what was looked at
     * @return the report
     */
    public static ResultReport of(Diagnosis diagnosis) {
        return now(new DiagnosisResult(requireNonNull(diagnosis, "diagnosis")));
    }

    /**
     * The report on a migration from {@code aws-auth}, which is taken to be planned now.
     *
     * @param cluster the name of the cluster
     * @param plan what becomes of each mapping, with the proof
     * @return the report
     */
    public static ResultReport of(String cluster, MigrationPlan plan) {
        requireNonNull(cluster, "cluster");
        return now(new MigrationResult(cluster, requireNonNull(plan, "plan")));
    }

    /**
     * The report on a step of a cluster's authentication mode, which is taken to be made now.
     *
     * @param cluster the name of the cluster
     * @param change the mode before and after
     * @return the report
     */
    public static ResultReport of(String cluster, ModeChange change) {
        requireNonNull(cluster, "cluster");
        return now(new ModeResult(cluster, requireNonNull(change, "change")));
    }

    /**
     * The report on access that has ended, which is taken to be looked for now.
     *
     * @param report what was taken away, and what was not
     * @return the report
     */
    public static ResultReport of(ExpiryReport report) {
        return now(new ExpiryResult(requireNonNull(report, "report")));
    }

    /**
     * The report on the clusters of a fleet, with all that is known of each, which is taken to be worked on now.
     *
     * @param fleet what {@code Fleet.plan()}, {@code apply} or {@code drift()} gave
     * @return the report
     */
    public static ResultReport of(FleetResult<?> fleet) {
        return now(FleetReport.of(requireNonNull(fleet, "fleet")));
    }

    /**
     * The report on the clusters of a fleet of which only summaries were kept, which is taken to be worked on now.
     *
     * @param fleet what {@code Fleet.planEach}, {@code applyEach} or {@code driftEach} gave, or several of these merged
     * @return the report
     */
    public static ResultReport of(FleetSummary fleet) {
        return now(FleetReport.of(requireNonNull(fleet, "fleet")));
    }

    private static ResultReport now(Result result) {
        return new ResultReport(result, Clock.systemUTC().instant());
    }

    /**
     * The same report with another time.
     *
     * @param time when it was
     * @return the report
     */
    public ResultReport at(Instant time) {
        return new ResultReport(result, requireNonNull(time, "time"));
    }

    /**
     * Renders the result.
     *
     * @param format the format
     * @return the text of a file, with a line end at its end
     */
    public String render(ResultFormat format) {
        requireNonNull(format, "format");
        return switch (format) {
            case JSON -> json();
            case MARKDOWN -> MarkdownPage.of(page());
            case TEXT -> TextPage.of(page());
            case CSV -> result.table().toString();
        };
    }

    private ResultPage page() {
        ResultPage page = new ResultPage();
        result.addTo(time, page);
        return page;
    }

    private String json() {
        JsonObject json = new JsonObject();
        json.addProperty("version", VERSION);
        json.addProperty("kind", result.kind());
        if (result.cluster() != null) {
            json.addProperty("cluster", result.cluster());
        }
        json.addProperty("time", time.toString());
        result.addTo(json);
        String text = JsonReport.text(json);
        return (StoredResult.hasKind(result.kind()) ? WrittenContent.sealed(text) : text) + "\n";
    }

    /**
     * Reads back what a plan is recognised by, from a text of up to 256 Mi characters; a byte order mark before it means nothing.
     * Beside the text it takes room only for the texts of changes and of findings.
     *
     * @param json the whole text of a plan that was rendered as {@link ResultFormat#JSON}
     * @return what {@code AccessEntries.apply(desired, reviewed, options)} compares with the plan as it is then
     * @throws IllegalArgumentException if it is not such a text, one of another version, or one that was edited since it was
     *     written
     */
    public static ReviewedPlan readPlan(String json) {
        return PlanReader.read(requireNonNull(json, "json"));
    }

    /**
     * Reads back the plans of a fleet as they are summarised, from a text of up to 256 Mi characters, of which the summary can have
     * 64 Mi; a byte order mark before it means nothing. Members beside the summary are passed over, and in it every one counts.
     *
     * @param json the whole text of a {@code FleetResult} or {@code FleetSummary} that was rendered as {@link ResultFormat#JSON}
     * @return what {@code Fleet.applyEach(plans, options, consumer)} compares with the plans as they are then, if it is of plans
     * @throws IllegalArgumentException if it is not such a text, one of another version, or one that was edited since it was
     *     written
     */
    public static FleetSummary readFleet(String json) {
        JsonObject result = StoredResult.FLEET.read(requireNonNull(json, "json"));
        FleetSummary fleet = FleetSummary.fromJson(
                StoredResult.FLEET.member(result, "fleet", "").toString());
        StoredResult.FLEET.requireAsWritten(result, json);
        return fleet;
    }

    /**
     * The JSON Schema (2020-12) of results as {@link ResultFormat#JSON}.
     *
     * @return the schema, in JSON
     */
    public static String schema() {
        try (InputStream schema = requireNonNull(ResultReport.class.getResourceAsStream(SCHEMA), SCHEMA)) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the schema from the jar", e);
        }
    }
}
