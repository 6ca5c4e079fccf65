package io.github.accessentries.plan;

import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has become another between a plan that was reviewed and the one that is made now, in words. */
final class PlanDifference {

    /** A state that is for another cluster would fill pages. */
    private static final int MOST = 5;

    private PlanDifference() {}

    static String between(ReviewedPlan reviewed, ReviewedPlan now) {
        List<String> parts = parts(reviewed, now);
        if (parts.isEmpty()) {
            return "its changes read the same, and what they rest on does not: entries or objects that it covers,"
                    + " the entries of administrators, or roles and bindings by which it has effects have changed since, or"
                    + " the order of the changes has";
        }
        return String.join("; ", parts);
    }

    /** Whether nothing that a person reads of the two is another. */
    static boolean readsTheSame(ReviewedPlan reviewed, ReviewedPlan now) {
        return parts(reviewed, now).isEmpty();
    }

    /** Of plans that are the same, but for what is said about them. */
    static String ofTexts(ReviewedPlan reviewed, ReviewedPlan now) {
        List<String> parts = parts(reviewed, now);
        return parts.isEmpty() ? "its changes are not in their order" : String.join("; ", parts);
    }

    private static List<String> parts(ReviewedPlan reviewed, ReviewedPlan now) {
        List<String> parts = new ArrayList<>();
        add(parts, "not in it any more: ", reviewed.changes(), now.changes());
        add(parts, "new in it: ", now.changes(), reviewed.changes());
        add(parts, "findings that are gone: ", reviewed.findings(), now.findings());
        add(parts, "new findings: ", now.findings(), reviewed.findings());
        add(parts, "findings that say something else now: ", otherTexts(reviewed, now), List.of());
        return parts;
    }

    /** Names of findings that are in both. */
    private static List<String> otherTexts(ReviewedPlan reviewed, ReviewedPlan now) {
        return reviewed.findingTexts().entrySet().stream()
                .filter(each ->
                        !each.getValue().equals(now.findingTexts().getOrDefault(each.getKey(), each.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void add(List<String> parts, String start, List<String> some, List<String> others) {
        Set<String> only = new LinkedHashSet<>(some);
        others.forEach(only::remove);
        if (!only.isEmpty()) {
            String named = String.join(
                    ", ", only.stream().limit(MOST).map(PlainText::quoted).toList());
            parts.add(start + named + (only.size() > MOST ? " and " + (only.size() - MOST) + " more" : ""));
        }
    }
}
