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
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.report.ResultPage.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was planned, done or found out on the clusters of a fleet.
 *
 * @param summary what there is to say about every cluster
 * @param details the results that were kept, by what the fleet calls the cluster
 * @param findings what each cluster needs a sign-off for, as far as that was kept
 */
record FleetReport(FleetSummary summary, Map<String, DetailedResult> details, Map<String, List<Finding>> findings)
        implements Result {

    static final String KIND = "fleet";

    static FleetReport of(FleetResult<?> fleet) {
        Map<String, DetailedResult> details = new LinkedHashMap<>();
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        fleet.results().forEach((cluster, result) -> {
            details.put(cluster, details(result));
            if (result instanceof AccessPlan plan) {
                findings.put(cluster, plan.findings());
            }
        });
        fleet.failures().forEach((cluster, failure) -> {
            if (failure instanceof UnsafePlanException unsafe) {
                findings.put(cluster, unsafe.findings());
            }
        });
        return new FleetReport(fleet.summary(), details, findings);
    }

    /** Of summaries, which have numbers and names only. */
    static FleetReport of(FleetSummary fleet) {
        return new FleetReport(fleet, Map.of(), Map.of());
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
        page.title(title() + counts() + administrators());
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
            addChanged(changed, page);
        }
        if (summary.operation() != FleetOperation.APPLY && details.isEmpty() && !changed.isEmpty()) {
            page.paragraph(
                    "Only summaries were kept, so that nothing is told of effects, and of what was not checked.");
        }
        for (ClusterSummary each : changed) {
            DetailedResult result = details.get(each.cluster());
            if (result != null) {
                page.section(each.cluster(), Counted.of(each.changes(), "change"), false, result::addDetails);
            }
        }
        addQuiet(page);
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
        List<Item> items = Stream.of(with(State.CHANGED), with(State.FAILED))
                .flatMap(List::stream)
                .flatMap(this::toSignOff)
                .toList();
        if (!items.isEmpty()) {
            page.items(
                    Counted.of(items.size(), "finding has", "findings have")
                            + " to be signed off, each for its cluster, by these names:",
                    items);
        } else if (summary.operation() == FleetOperation.PLAN) {
            page.paragraph("Nothing has to be signed off.");
        }
    }

    private Stream<Item> toSignOff(ClusterSummary cluster) {
        Map<String, String> texts = new HashMap<>();
        findings.getOrDefault(cluster.cluster(), List.of())
                .forEach(finding -> texts.put(cluster.cluster() + "/" + finding.name(), finding.text()));
        return cluster.signOffNames().stream().map(name -> new Item(name, texts.getOrDefault(name, "")));
    }

    private void addQuiet(ResultPage page) {
        QuietClusters quiet = new QuietClusters();
        for (ClusterSummary each : with(State.UNCHANGED)) {
            planned(each).ifPresent(planned -> quiet.add(each, planned.plan()));
        }
        quiet.addTo(page, words(State.UNCHANGED));
    }

    private Optional<PlanResult> planned(ClusterSummary cluster) {
        DetailedResult result = details.get(cluster.cluster());
        if (result instanceof DriftResult drift) {
            return Optional.of(drift.plan());
        }
        return result instanceof PlanResult plan ? Optional.of(plan) : Optional.empty();
    }

    private String administrators() {
        String all = RankedEffects.administrators(summary.clusters().stream()
                .flatMap(each -> planned(each).stream())
                .map(PlanResult::effects)
                .toList());
        return all.isEmpty() ? "" : "; summed over the clusters, " + all;
    }

    /** Who comes to be an administrator where; without anybody the column would be empty. */
    private void addChanged(List<ClusterSummary> changed, ResultPage page) {
        List<String> administrators =
                changed.stream().map(this::administratorsOf).toList();
        List<String> columns = new ArrayList<>(columns());
        List<List<String>> rows = new ArrayList<>();
        changed.forEach(each -> rows.add(new ArrayList<>(row(each))));
        if (!administrators.stream().allMatch(String::isEmpty)) {
            columns.add("Administrators");
            IntStream.range(0, rows.size()).forEach(i -> rows.get(i).add(administrators.get(i)));
        }
        page.table(columns, rows);
    }

    private String administratorsOf(ClusterSummary cluster) {
        return planned(cluster).map(plan -> plan.effects().administrators()).orElse("");
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
                .sorted(Comparator.comparing(
                                (ClusterSummary cluster) -> cluster.findings().isEmpty() && cluster.isComplete())
                        .thenComparing(cluster -> administratorsOf(cluster).isEmpty())
                        .thenComparing(ClusterSummary::cluster))
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
