package io.github.accessentries.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;

/** How a cluster differs from its desired access. */
record DriftResult(Drift drift, PlanResult plan) implements DetailedResult {

    DriftResult(Drift drift) {
        this(drift, new PlanResult(drift.plan()));
    }

    @Override
    public String kind() {
        return "drift";
    }

    @Override
    public String cluster() {
        return drift.cluster();
    }

    @Override
    public void addTo(JsonObject json) {
        json.addProperty("inSync", drift.inSync());
        json.add("notCompared", JsonReport.list(drift.notCompared(), PlanJson::unchecked));
        json.add("unlisted", JsonReport.list(drift.unlisted(), principal -> new JsonPrimitive(principal.arn())));
        JsonObject members = new JsonObject();
        plan.addTo(members);
        json.add("plan", members);
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        String cluster = PlainText.name(drift.cluster());
        page.title(
                drift.inSync()
                        ? "Access to " + cluster + " is " + drift.verdict()
                        : "Access to " + cluster + " has drifted; needed: "
                                + drift.plan().summary() + plan.effects().behindTitle());
        drift.notCompared().forEach(part -> page.paragraph("Not compared: " + part.text() + "."));
        addDetails(page);
        page.foot("Checked at " + time);
    }

    @Override
    public void addDetails(ResultPage page) {
        plan.addDetails(page);
        page.foldedList(
                Counted.of(drift.unlisted().size(), "principal") + " that the desired access does not list",
                drift.unlisted());
    }

    @Override
    public CsvTable table() {
        CsvTable table = plan.table();
        drift.unlisted().forEach(principal -> table.row(drift.cluster(), "unlisted", "", "", principal.toString()));
        drift.notCompared()
                .forEach(part -> table.row(
                        drift.cluster(), "not compared", "", part.part().id(), "", part.text()));
        return table;
    }
}
