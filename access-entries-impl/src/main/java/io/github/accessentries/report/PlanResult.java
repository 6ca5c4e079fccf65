package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.MarkdownText;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Unchecked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan for review. */
record PlanResult(AccessPlan plan) implements Result {

    static final String KIND = "plan";

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
        PlanJson.add(plan, json);
    }

    @Override
    public void addTo(Instant time, MarkdownPage page) {
        page.title("Access plan for " + PlainText.name(plan.cluster()) + ": " + plan.summary());
        addDetails(page);
        page.paragraph("Planned at " + time + ", owning " + plan.desired().ownership() + ", digest " + plan.digest());
    }

    /** What comes between the title and the last line. */
    void addDetails(MarkdownPage page) {
        if (plan.findings().isEmpty()) {
            page.paragraph("Nothing has to be signed off.");
        } else {
            page.strong(Counted.of(plan.findings().size(), "finding has", "findings have")
                    + " to be signed off before this is applied:");
            plan.findings().forEach(finding -> page.item(signedOffBy(finding)));
            page.end();
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
            page.strong("There may be other effects than these:");
            page.list(plan.effects().doubts());
        }
        page.foldedTable(
                Counted.of(plan.changes().size(), "change") + ", in order",
                List.of("", "Change", "Of", "To what", "Why"),
                changes());
        addEffects(plan.effects(), page);
        page.foldedList(Counted.of(plan.notices().size(), "thing") + " to take note of", plan.notices());
        page.foldedList(Counted.of(plan.leftAlone().size(), "thing") + " left alone", plan.leftAlone());
        page.foldedList(
                "What was not checked, and how to have it checked",
                plan.unchecked().stream().map(Unchecked::toString).toList());
    }

    static void addEffects(ModelComparison effects, MarkdownPage page) {
        EffectLevels levels = new EffectLevels(effects);
        page.foldedTable(
                "Effect on " + Counted.of(effects.changes().size(), "subject"),
                List.of("Who", "Level", "Gains", "Loses", "Keeps"),
                effects.changes().stream()
                        .map(each -> List.of(
                                each.subject().toString(),
                                levels.of(each).inWords(),
                                permissions(each.gained().all().size()),
                                permissions(each.lost().all().size()),
                                permissions(each.kept().all().size())))
                        .toList());
    }

    private static String permissions(int count) {
        return count == 0 ? "nothing" : Counted.of(count, "permission");
    }

    private static String signedOffBy(Finding finding) {
        return MarkdownText.code(finding.name()) + ": " + MarkdownText.of(finding.text());
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
