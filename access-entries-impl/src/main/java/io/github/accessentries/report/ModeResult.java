package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.report.ResultPage.Item;
import java.time.Instant;

/** A step of a cluster's authentication mode. */
record ModeResult(String cluster, ModeChange change) implements Result {

    @Override
    public String kind() {
        return "mode-change";
    }

    @Override
    public void addTo(JsonObject json) {
        json.addProperty("changed", change.isChanged());
        json.addProperty("before", change.before().name());
        json.addProperty("after", change.after().name());
        json.add("signedOff", PlanJson.findings(change.signedOff()));
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title("Authentication mode of " + PlainText.name(cluster) + ": "
                + (change.isChanged()
                        ? change.after() + ", " + change.before() + " before"
                        : change.after() + ", as before"));
        if (!change.signedOff().isEmpty()) {
            page.items(
                    "Signed off:",
                    change.signedOff().stream()
                            .map(finding -> new Item(finding.name(), finding.text()))
                            .toList());
        }
        page.foot("Changed at " + time);
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("cluster", "kind", "before", "after", "detail");
        table.row(cluster, "mode", change.before().name(), change.after().name());
        change.signedOff().forEach(each -> table.row(cluster, "signed off", "", "", each.name() + ": " + each.text()));
        return table;
    }
}
