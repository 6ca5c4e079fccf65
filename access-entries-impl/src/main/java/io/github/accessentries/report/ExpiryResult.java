package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.ExpiryReport.Remaining;
import io.github.accessentries.manage.TemporaryAccess;
import io.github.accessentries.manage.TemporaryAccessList.BrokenTags;
import java.time.Instant;
import java.util.List;

/** What has ended, and what was over and is still there. */
record ExpiryResult(ExpiryReport report) implements Result {

    @Override
    public String kind() {
        return "expiry";
    }

    @Override
    public String cluster() {
        return report.cluster();
    }

    @Override
    public void addTo(JsonObject json) {
        json.addProperty("complete", report.isComplete());
        json.add("ended", JsonReport.list(report.ended(), ExpiryResult::access));
        json.add("remaining", JsonReport.list(report.remaining(), ExpiryResult::remaining));
        json.add("unreadable", JsonReport.list(report.faults(), ExpiryResult::unreadable));
    }

    private static JsonObject access(TemporaryAccess access) {
        JsonObject json = new JsonObject();
        json.addProperty("principal", access.principal().arn());
        json.addProperty("what", access.what());
        json.addProperty("since", access.since().toString());
        json.addProperty("until", access.until().toString());
        access.reason().ifPresent(reason -> json.addProperty("reason", reason));
        access.requestedBy().ifPresent(by -> json.addProperty("requestedBy", by));
        return json;
    }

    private static JsonObject remaining(Remaining remaining) {
        JsonObject json = new JsonObject();
        json.addProperty("principal", remaining.principal().arn());
        json.add("access", JsonReport.list(remaining.access(), ExpiryResult::access));
        json.add("findings", PlanJson.findings(remaining.findings()));
        json.addProperty("text", remaining.text());
        return json;
    }

    private static JsonObject unreadable(BrokenTags broken) {
        JsonObject json = new JsonObject();
        json.addProperty("principal", broken.principal().arn());
        json.addProperty("text", broken.text());
        return json;
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title("Access that ends on " + PlainText.name(report.cluster()) + ": "
                + (report.ended().isEmpty() && report.isComplete()
                        ? "nothing was over"
                        : Counted.of(report.ended().size(), "grant") + " ended, "
                                + Counted.of(report.remaining().size(), "entry", "entries") + " with more to end"));
        if (!report.remaining().isEmpty()) {
            page.list("Over, and still there:", report.remaining());
        }
        if (!report.faults().isEmpty()) {
            page.list("Cannot be read, so nothing was done because of it:", report.faults());
        }
        page.foldedTable(
                Counted.of(report.ended().size(), "grant") + " ended",
                List.of("Who", "What", "Until", "Why"),
                report.ended().stream()
                        .map(access -> List.of(
                                access.principal().arn(),
                                access.what(),
                                access.until().toString(),
                                access.reason().orElse("")))
                        .toList());
        page.foot("Looked at " + time);
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("cluster", "status", "principal", "what", "until", "detail");
        String cluster = report.cluster();
        report.ended()
                .forEach(access -> add(table, "ended", access, access.reason().orElse("")));
        report.remaining()
                .forEach(left -> left.access().forEach(access -> add(table, "still there", access, left.text())));
        report.faults()
                .forEach(broken ->
                        table.row(cluster, "unreadable", broken.principal().arn(), "", "", broken.text()));
        return table;
    }

    private void add(CsvTable table, String status, TemporaryAccess access, String detail) {
        table.row(
                report.cluster(),
                status,
                access.principal().arn(),
                access.what(),
                access.until().toString(),
                detail);
    }
}
