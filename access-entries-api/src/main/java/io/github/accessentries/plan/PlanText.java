package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.TextTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats a plan as a table of text. */
final class PlanText {

    private static final Map<Change.Phase, String> TITLES =
            Map.of(Change.Phase.GRANT, "grant", Change.Phase.REPLACE, "replacement", Change.Phase.REMOVE, "removal");

    private PlanText() {}

    static String of(AccessPlan plan) {
        StringBuilder text = new StringBuilder("Plan for cluster ")
                .append(PlainText.name(plan.cluster()))
                .append(", owning ")
                .append(plan.desired().ownership())
                .append(": ")
                .append(counts(plan))
                .append('.');
        if (!plan.isEmpty()) {
            changes(plan, text);
        }
        section(
                text,
                "Effect",
                plan.effects().changes().stream().map(PlanText::effect).toList());
        section(text, "Needs sign-off", plan.findings());
        section(text, "Take note", plan.notices());
        section(text, "Left alone", plan.leftAlone());
        section(text, "Not checked", plan.unchecked());
        return text.append('\n').toString();
    }

    static String counts(AccessPlan plan) {
        if (plan.isEmpty()) {
            return "nothing to do";
        }
        return plan.steps().stream()
                .collect(Collectors.groupingBy(
                        AccessPlan.Step::phase,
                        TreeMap::new,
                        Collectors.summingInt(step -> step.changes().size())))
                .entrySet()
                .stream()
                .map(phase -> Counted.of(phase.getValue(), requireNonNull(TITLES.get(phase.getKey()))))
                .collect(Collectors.joining(", "));
    }

    private static void changes(AccessPlan plan, StringBuilder text) {
        TextTable table = TextTable.withNumbers();
        int next = 1;
        for (Change change : plan.changes()) {
            table.row(
                    String.valueOf(next++),
                    change.verb(),
                    change.target(),
                    change.detail() + "  (" + change.reason() + ")");
        }
        text.append('\n').append(table.text("  ").stripTrailing());
    }

    private static String effect(SubjectComparison effect) {
        return effect.subject() + " gains " + count(effect.gained()) + ", loses " + count(effect.lost()) + ", keeps "
                + count(effect.kept());
    }

    private static String count(Permissions permissions) {
        int rules = permissions.all().size();
        return rules == 0 ? "nothing" : Counted.of(rules, "permission");
    }

    private static void section(StringBuilder text, String title, List<?> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(':');
            lines.forEach(line -> text.append("\n  - ").append(PlainText.of(line.toString())));
        }
    }
}
