package io.github.accessentries.migration;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.StalePlanException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A plan that a person has read, by which a step does no more than what it showed. */
final class ReviewedMigration {

    private static final int MOST_OF_THE_LINES = 1000;

    private final String cluster;
    private final MigrationPlan plan;

    ReviewedMigration(String cluster, MigrationPlan plan) {
        this.cluster = cluster;
        this.plan = plan;
    }

    /**
     * Compares before anything is changed.
     *
     * @throws StalePlanException if the plan is another now, in what it shows or in what it makes
     */
    void requireSame(MigrationPlan now) {
        String difference = difference(lines(plan), lines(now));
        if (!difference.isEmpty() || !now.desired().equals(plan.desired())) {
            throw new StalePlanException(
                    "Changed nothing on cluster " + PlainText.name(cluster)
                            + ": the migration is no longer the one that was reviewed; "
                            + (difference.isEmpty() ? "its entries or bindings are others" : difference)
                            + ". Review it as it is now, and run this step again",
                    cluster);
        }
    }

    /**
     * Compares once more when the mode has changed, by which EKS may have made entries; these then need not be made.
     *
     * @throws StalePlanException if something would be made that the reviewed plan does not have
     */
    void requireWithin(MigrationPlan now) {
        Set<Object> reviewed = new HashSet<>(plan.desired().entries());
        reviewed.addAll(plan.desired().objects());
        List<String> more = Stream.concat(now.desired().entries().stream(), now.desired().objects().stream())
                .filter(wish -> !reviewed.contains(wish))
                .map(Object::toString)
                .toList();
        if (!more.isEmpty()) {
            throw new StalePlanException(
                    "Made no entries on cluster " + PlainText.name(cluster)
                            + ": while its access entries were enabled, the migration became another than the one that was"
                            + " reviewed; new in it: " + shown(more)
                            + ". Review it as it is now, and run this step again",
                    cluster);
        }
    }

    private static List<String> lines(MigrationPlan plan) {
        return plan.toString().lines().toList();
    }

    private static String difference(List<String> before, List<String> now) {
        if (before.equals(now)) {
            return "";
        }
        String gone = shown(without(now, before));
        String added = shown(without(before, now));
        return gone.isEmpty() && added.isEmpty()
                ? "it has another order"
                : (added.isEmpty() ? "" : "new in it: " + added)
                        + (gone.isEmpty() || added.isEmpty() ? "" : "; ")
                        + (gone.isEmpty() ? "" : "not in it any more: " + gone);
    }

    private static List<String> without(List<String> others, List<String> lines) {
        return lines.stream()
                .filter(line -> !others.contains(line))
                .map(String::strip)
                .toList();
    }

    private static String shown(List<String> lines) {
        return PlainText.beginning(PlainText.of(String.join("; ", lines)), MOST_OF_THE_LINES);
    }
}
