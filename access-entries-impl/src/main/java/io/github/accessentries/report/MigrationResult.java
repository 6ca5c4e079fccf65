package io.github.accessentries.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.migration.MappingOutcome;
import io.github.accessentries.migration.MigrationPlan;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.report.ResultPage.Item;
import java.time.Instant;
import java.util.List;

/** What becomes of the mappings in {@code aws-auth}, and whether anybody gains or loses by it. */
record MigrationResult(String cluster, MigrationPlan plan, RankedEffects effects) implements Result {

    MigrationResult(String cluster, MigrationPlan plan) {
        this(cluster, plan, new RankedEffects(plan.proof()));
    }

    @Override
    public String kind() {
        return "migration";
    }

    @Override
    public void addTo(JsonObject json) {
        json.addProperty("proven", plan.isProven());
        json.add("outcomes", JsonReport.list(plan.outcomes(), MigrationResult::outcome));
        json.add("findings", PlanJson.findings(plan.findings()));
        json.add("signOffs", JsonReport.list(plan.findings(), finding -> new JsonPrimitive(finding.name())));
        json.add("unchecked", JsonReport.list(plan.unchecked(), PlanJson::unchecked));
        JsonObject proof = new JsonObject();
        new ComparisonJson(plan.proof(), effects).addTo(proof);
        json.add("effects", proof);
    }

    private static JsonObject outcome(MappingOutcome outcome) {
        JsonObject json = new JsonObject();
        json.addProperty("outcome", PlanJson.word(outcome.kind()));
        json.addProperty("mapping", outcome.mapping());
        json.addProperty("text", outcome.text());
        return json;
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title("Migration of " + PlainText.name(cluster) + " from aws-auth: "
                + Counted.of(plan.outcomes().size(), "mapping") + ", "
                + (plan.isProven()
                        ? "proven that no permission changes"
                        : "not proven, " + Counted.of(plan.gaps().size(), "gap"))
                + effects.behindTitle());
        if (!plan.findings().isEmpty()) {
            page.items(
                    "Each of these has to be signed off before the ConfigMap is left:",
                    plan.findings().stream()
                            .map(finding -> new Item(finding.name(), finding.text()))
                            .toList());
        }
        if (!plan.proof().isCertain()) {
            page.list("There may be other effects than these:", plan.proof().doubts());
        }
        page.foldedTable(
                Counted.of(plan.outcomes().size(), "mapping"),
                List.of("Outcome", "Mapping", "How"),
                plan.outcomes().stream()
                        .map(outcome -> List.of(PlanJson.word(outcome.kind()), outcome.mapping(), outcome.text()))
                        .toList());
        PlanResult.addEffects(effects, page);
        page.foldedList(
                "What was not checked, and how to have it checked",
                plan.unchecked().stream().map(Unchecked::toString).toList());
        page.foot("Planned at " + time);
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("cluster", "kind", "what", "of", "detail");
        plan.outcomes()
                .forEach(
                        each -> table.row(cluster, "mapping", PlanJson.word(each.kind()), each.mapping(), each.text()));
        plan.findings()
                .forEach(each -> table.row(cluster, "finding", each.kind().id(), each.subject(), each.text()));
        for (RankedEffects.Effect effect : effects.all()) {
            table.row(
                    cluster,
                    "effect",
                    "",
                    effect.change().subject().toString(),
                    effect.steps().inWords());
        }
        plan.proof().doubts().forEach(doubt -> table.row(cluster, "doubt", "", "", doubt));
        plan.unchecked()
                .forEach(each -> table.row(cluster, "not checked", each.part().id(), "", each.text()));
        return table;
    }
}
