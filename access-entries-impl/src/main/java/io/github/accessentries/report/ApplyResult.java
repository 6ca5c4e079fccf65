package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.FailureText;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Outcome;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What became of a plan. */
record ApplyResult(ApplyReport report) implements DetailedResult {

    @Override
    public String kind() {
        return "apply";
    }

    @Override
    public String cluster() {
        return report.cluster();
    }

    @Override
    public void addTo(JsonObject json) {
        ChangeStates states = new ChangeStates(report.cluster());
        json.addProperty("complete", isComplete());
        json.addProperty("summary", summary());
        report.stoppedBy().ifPresent(by -> json.addProperty("stoppedBy", FailureText.of(by)));
        json.add("outcomes", JsonReport.list(report.outcomes(), outcome -> outcome(outcome, states)));
    }

    private static JsonObject outcome(Outcome outcome, ChangeStates states) {
        JsonObject json = new JsonObject();
        json.addProperty("status", PlanJson.word(outcome.status()));
        if (!outcome.detail().isEmpty()) {
            json.addProperty("detail", outcome.detail());
        }
        json.add("change", PlanJson.change(outcome.change(), states));
        return json;
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title("Applied to " + PlainText.name(report.cluster()) + ": " + summary());
        addDetails(page);
        page.foot("Applied at " + time);
    }

    @Override
    public void addDetails(ResultPage page) {
        if (!report.isComplete()) {
            page.strong("Not everything was done. Plan and apply again to complete it.");
        }
        report.stoppedBy().ifPresent(by -> page.paragraph("Stopped by " + FailureText.of(by)));
        List<Outcome> failed = report.with(Status.FAILED);
        if (!failed.isEmpty()) {
            page.table(
                    List.of("Failed", "Of", "To what", "Because"),
                    failed.stream()
                            .map(outcome -> row(outcome, outcome.detail()))
                            .toList());
        }
        for (Status status : Status.values()) {
            List<Outcome> outcomes = report.with(status);
            if (status != Status.FAILED) {
                page.foldedTable(
                        Counted.of(outcomes.size(), "change") + " " + words(status),
                        List.of("Change", "Of", "To what", "Why"),
                        outcomes.stream().map(ApplyResult::row).toList());
            }
        }
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("cluster", "status", "what", "of", "detail", "reason", "because");
        String cluster = report.cluster();
        report.stoppedBy().ifPresent(by -> table.row(cluster, "stopped", "", "", "", "", FailureText.of(by)));
        for (Outcome outcome : report.outcomes()) {
            Change change = outcome.change();
            table.row(
                    cluster,
                    PlanJson.word(outcome.status()),
                    change.verb(),
                    change.target(),
                    change.detail(),
                    change.reason(),
                    outcome.detail());
        }
        return table;
    }

    private static List<String> row(Outcome outcome) {
        return row(
                outcome,
                outcome.detail().isEmpty()
                        ? outcome.change().reason()
                        : outcome.change().reason() + "; " + outcome.detail());
    }

    private static List<String> row(Outcome outcome, String why) {
        return List.of(
                outcome.change().verb(),
                outcome.change().target(),
                outcome.change().detail(),
                why);
    }

    private boolean isComplete() {
        return report.isComplete() && report.stoppedBy().isEmpty();
    }

    String summary() {
        List<String> counts = new ArrayList<>();
        Stream.of(Status.values()).forEach(status -> {
            int count = report.with(status).size();
            if (count > 0) {
                counts.add(count + " " + words(status));
            }
        });
        return counts.isEmpty() ? "nothing to do" : String.join(", ", counts);
    }

    private static String words(Status status) {
        return switch (status) {
            case DONE -> "done";
            case WAS_THERE -> "in place already";
            case FAILED -> "failed";
            case NOT_TRIED -> "not tried";
        };
    }
}
