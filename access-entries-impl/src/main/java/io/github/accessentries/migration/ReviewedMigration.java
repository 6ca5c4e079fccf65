package io.github.accessentries.migration;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.StalePlanException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        Set<Object> more = new HashSet<>(now.desired().entries());
        more.addAll(now.desired().objects());
        plan.desired().entries().forEach(more::remove);
        plan.desired().objects().forEach(more::remove);
        if (!more.isEmpty()) {
            throw new StalePlanException(
                    "Made no entries on cluster " + PlainText.name(cluster)
                            + ": while its access entries were enabled, the migration became another than the one that was"
                            + " reviewed; new in it: " + shown(lines(now), lines(plan))
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
        String gone = shown(before, now);
        String added = shown(now, before);
        return gone.isEmpty() && added.isEmpty()
                ? "it has another order"
                : (added.isEmpty() ? "" : "new in it: " + added)
                        + (gone.isEmpty() || added.isEmpty() ? "" : "; ")
                        + (gone.isEmpty() ? "" : "not in it any more: " + gone);
    }

    private static String shown(List<String> lines, List<String> others) {
        List<String> own = lines.stream()
                .filter(line -> !others.contains(line))
                .map(String::strip)
                .toList();
        return PlainText.beginning(PlainText.of(String.join("; ", own)), MOST_OF_THE_LINES);
    }
}
