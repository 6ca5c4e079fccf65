package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.report.ResultPage.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan for review. */
record PlanResult(AccessPlan plan, RankedEffects effects) implements DetailedResult {

    static final String KIND = "plan";

    PlanResult(AccessPlan plan) {
        this(plan, new RankedEffects(plan.effects()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String cluster() {
        return plan.cluster();
    }

    @Override
    public void addTo(JsonObject json) {
        PlanJson.add(plan, effects, json);
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title("Access plan for " + PlainText.name(plan.cluster()) + ": " + plan.summary() + effects.behindTitle());
        addDetails(page);
        page.foot("Planned at " + time + ", owning " + plan.desired().ownership() + ", digest " + plan.digest());
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("cluster", "kind", "number", "what", "of", "detail", "reason");
        String cluster = plan.cluster();
        int number = 1;
        for (Change change : plan.changes()) {
            table.row(
                    cluster,
                    "change",
                    String.valueOf(number++),
                    change.verb(),
                    change.target(),
                    change.detail(),
                    change.reason());
        }
        plan.findings().forEach(finding -> add(table, cluster, "finding", finding));
        plan.notices().forEach(finding -> add(table, cluster, "notice", finding));
        for (RankedEffects.Effect effect : effects.all()) {
            SubjectComparison change = effect.change();
            String detail = effect.steps().inWords();
            table.row(cluster, "effect", "", inCounts(change), change.subject().toString(), detail);
        }
        plan.effects().doubts().forEach(doubt -> table.row(cluster, "doubt", "", "effect", "", doubt));
        plan.leftAlone().forEach(text -> table.row(cluster, "left alone", "", "", "", text));
        plan.unchecked()
                .forEach(each ->
                        table.row(cluster, "not checked", "", each.part().id(), "", each.text()));
        return table;
    }

    private static void add(CsvTable table, String cluster, String kind, Finding finding) {
        table.row(cluster, kind, "", finding.kind().id(), finding.subject(), finding.text());
    }

    private static String inCounts(SubjectComparison effect) {
        return "gains " + permissions(effect.gained()) + ", loses " + permissions(effect.lost());
    }

    @Override
    public void addDetails(ResultPage page) {
        if (plan.findings().isEmpty()) {
            page.paragraph("Nothing has to be signed off.");
        } else {
            page.items(
                    Counted.of(plan.findings().size(), "finding has", "findings have")
                            + " to be signed off before this is applied:",
                    plan.findings().stream()
                            .map(finding -> new Item(finding.name(), finding.text()))
                            .toList());
        }
        if (!plan.unchecked().isEmpty()) {
            page.paragraph("Not checked: "
                    + plan.unchecked().stream()
                            .map(each -> each.part().id())
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (!plan.effects().isCertain()) {
            page.list("There may be other effects than these:", plan.effects().doubts());
        }
        page.foldedTable(
                Counted.of(plan.changes().size(), "change") + ", in order",
                List.of("", "Change", "Of", "To what", "Why"),
                changes());
        addEffects(effects, page);
        page.foldedList(Counted.of(plan.notices().size(), "thing") + " to take note of", plan.notices());
        page.foldedList(Counted.of(plan.leftAlone().size(), "thing") + " left alone", plan.leftAlone());
        page.foldedList(
                "What was not checked, and how to have it checked",
                plan.unchecked().stream().map(Unchecked::toString).toList());
    }

    static void addEffects(RankedEffects effects, ResultPage page) {
        page.foldedTable(
                "Effect on " + Counted.of(effects.all().size(), "subject"),
                List.of("Who", "Level", "Gains", "Loses", "Keeps"),
                effects.all().stream()
                        .map(each -> List.of(
                                each.change().subject().toString(),
                                each.steps().inWords(),
                                permissions(each.change().gained()),
                                permissions(each.change().lost()),
                                permissions(each.change().kept())))
                        .toList());
    }

    static String permissions(Permissions some) {
        int count = some.all().size();
        return count == 0 ? "nothing" : Counted.of(count, "permission");
    }

    private List<List<String>> changes() {
        List<List<String>> rows = new ArrayList<>();
        for (Change change : plan.changes()) {
            rows.add(List.of(
                    String.valueOf(rows.size() + 1), change.verb(), change.target(), change.detail(), change.reason()));
        }
        return rows;
    }
}
