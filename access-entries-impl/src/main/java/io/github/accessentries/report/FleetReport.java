package io.github.accessentries.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.fleet.ClusterSummary;
import io.github.accessentries.fleet.ClusterSummary.State;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.fleet.FleetOperation;
import io.github.accessentries.fleet.FleetResult;
import io.github.accessentries.fleet.FleetSummary;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.report.ResultPage.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was planned, done or found out on the clusters of a fleet.
 *
 * @param summary what there is to say about every cluster
 * @param details the results that were kept, by what the fleet calls the cluster
 */
record FleetReport(FleetSummary summary, Map<String, DetailedResult> details) implements Result {

    static final String KIND = "fleet";

    private static final Comparator<ClusterSummary> MOST_TO_DECIDE_FIRST = Comparator.comparing(
                    (ClusterSummary cluster) -> cluster.findings().isEmpty() && cluster.isComplete())
            .thenComparing(ClusterSummary::cluster);

    static FleetReport of(FleetResult<?> fleet) {
        Map<String, DetailedResult> details = new LinkedHashMap<>();
        fleet.results().forEach((cluster, result) -> details.put(cluster, details(result)));
        return new FleetReport(fleet.summary(), details);
    }

    private static DetailedResult details(Object result) {
        if (result instanceof AccessPlan plan) {
            return new PlanResult(plan);
        }
        return result instanceof ApplyReport report ? new ApplyResult(report) : new DriftResult((Drift) result);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable String cluster() {
        return null;
    }

    @Override
    public void addTo(JsonObject json) {
        json.addProperty("operation", PlanJson.word(summary.operation()));
        json.addProperty("complete", summary.isComplete());
        JsonObject counts = new JsonObject();
        counts.addProperty("clusters", summary.clusters().size());
        Stream.of(State.values()).forEach(state -> counts.addProperty(PlanJson.word(state), summary.count(state)));
        counts.addProperty("missing-shards", summary.missing().size());
        json.add("counts", counts);
        json.add("fleet", JsonParser.parseString(summary.toJson()));
        json.add("results", JsonReport.list(details.entrySet(), each -> {
            JsonObject members = new JsonObject();
            each.getValue().addTo(members);
            JsonObject one = new JsonObject();
            one.addProperty("cluster", each.getKey());
            one.add(each.getValue().kind(), members);
            return one;
        }));
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title(title() + counts());
        if (!summary.missing().isEmpty()) {
            page.strong(Counted.of(summary.missing().size(), "shard is", "shards are")
                    + " missing, so that nothing is said of their clusters.");
        }
        addFindings(page);
        List<ClusterSummary> failed = with(State.FAILED);
        if (!failed.isEmpty()) {
            page.table(
                    List.of("Failed", "Because"),
                    failed.stream()
                            .map(each -> List.of(each.cluster(), each.trouble().orElse("of an unknown reason")))
                            .toList());
        }
        List<ClusterSummary> changed = with(State.CHANGED);
        if (!changed.isEmpty()) {
            page.table(columns(), changed.stream().map(this::row).toList());
        }
        for (ClusterSummary each : changed) {
            DetailedResult result = details.get(each.cluster());
            if (result != null) {
                page.section(each.cluster(), Counted.of(each.changes(), "change"), false, result::addDetails);
            }
        }
        page.foldedList(
                "Not begun",
                with(State.NOT_BEGUN).stream().map(ClusterSummary::cluster).toList());
        page.foldedList(
                words(State.UNCHANGED),
                with(State.UNCHANGED).stream().map(ClusterSummary::cluster).toList());
        page.foot(
                switch (summary.operation()) {
                    case PLAN -> "Planned at " + time;
                    case APPLY -> "Applied at " + time;
                    case DRIFT -> "Checked at " + time;
                });
    }

    private String title() {
        return switch (summary.operation()) {
            case PLAN -> "Access plan for a fleet: ";
            case APPLY -> "Applied to a fleet: ";
            case DRIFT -> "Drift of a fleet: ";
        };
    }

    /** All of them, also where there are none: who reads this must not wonder what is not told. */
    private String counts() {
        List<String> counts = new ArrayList<>();
        for (State state : List.of(State.CHANGED, State.FAILED, State.NOT_BEGUN, State.UNCHANGED)) {
            counts.add(words(state) + " " + summary.count(state));
        }
        long open = summary.clusters().stream()
                .filter(each -> each.state() == State.CHANGED && !each.isComplete())
                .count();
        return String.join(", ", counts) + (open == 0 ? "" : "; incomplete " + open);
    }

    private String words(State state) {
        boolean applied = summary.operation() == FleetOperation.APPLY;
        return switch (state) {
            case CHANGED ->
                switch (summary.operation()) {
                    case PLAN -> "to change";
                    case APPLY -> "changed";
                    case DRIFT -> "to look at";
                };
            case FAILED -> "failed";
            case NOT_BEGUN -> "not begun";
            case UNCHANGED -> applied ? "nothing to do" : "in sync";
        };
    }

    private void addFindings(ResultPage page) {
        List<String> names = Stream.of(with(State.CHANGED), with(State.FAILED))
                .flatMap(List::stream)
                .flatMap(each -> each.signOffNames().stream())
                .toList();
        if (!names.isEmpty()) {
            page.strong(Counted.of(names.size(), "finding has", "findings have")
                    + " to be signed off, each for its cluster, by these names:");
            page.items(names.stream().map(name -> new Item(name, "")).toList());
        } else if (summary.operation() == FleetOperation.PLAN) {
            page.paragraph("Nothing has to be signed off.");
        }
    }

    private List<String> columns() {
        return switch (summary.operation()) {
            case PLAN -> List.of("Cluster", "Changes", "To sign off");
            case APPLY -> List.of("Cluster", "Changes", "Of these open", "Trouble");
            case DRIFT -> List.of("Cluster", "Changes needed", "Unlisted principals");
        };
    }

    private List<String> row(ClusterSummary of) {
        String changes = String.valueOf(of.changes());
        return switch (summary.operation()) {
            case PLAN ->
                List.of(of.cluster(), changes, String.valueOf(of.findings().size()));
            case APPLY ->
                List.of(
                        of.cluster(),
                        changes,
                        String.valueOf(of.open()),
                        of.trouble().orElse(""));
            case DRIFT -> List.of(of.cluster(), changes, String.valueOf(of.unlisted()));
        };
    }

    private List<ClusterSummary> with(State state) {
        return summary.clusters().stream()
                .filter(each -> each.state() == state)
                .sorted(MOST_TO_DECIDE_FIRST)
                .toList();
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("cluster", "state", "changes", "open", "to sign off", "unlisted", "trouble");
        summary.missing().forEach(shard -> table.row("", "missing", "", "", "", "", shard.toString()));
        for (ClusterSummary each : summary.clusters()) {
            table.row(
                    each.cluster(),
                    PlanJson.word(each.state()),
                    String.valueOf(each.changes()),
                    String.valueOf(each.open()),
                    String.join("; ", each.signOffNames()),
                    String.valueOf(each.unlisted()),
                    each.trouble().orElse(""));
        }
        return table;
    }
}
