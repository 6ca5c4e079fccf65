package io.github.accessentries.fleet;

import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What summaries of shards must have in common to be those of one fleet. */
final class SummaryMerge {

    private static final Comparator<ClusterSummary> BY_NAME = Comparator.comparing(ClusterSummary::cluster);

    /** All that may be wrong with many shards would be a message that nobody reads. */
    private static final int MOST_FAULTS = 20;

    private SummaryMerge() {}

    static FleetSummary of(List<FleetSummary> summaries) {
        if (summaries.isEmpty()) {
            throw new IllegalArgumentException(
                    "There are no summaries to merge; pass those that the shards have written, at least one");
        }
        List<String> faults = new ArrayList<>();
        Set<FleetOperation> operations =
                summaries.stream().map(FleetSummary::operation).collect(Collectors.toCollection(TreeSet::new));
        if (operations.size() > 1) {
            faults.add("they are of different operations, " + operations + "; merge those of one");
        }
        List<Shard> shards =
                summaries.stream().flatMap(each -> each.shards().stream()).toList();
        faults.addAll(faults(shards));
        List<ClusterSummary> clusters = new ArrayList<>();
        Map<String, List<Shard>> homes = new HashMap<>();
        for (FleetSummary summary : summaries) {
            for (ClusterSummary cluster : summary.clusters()) {
                @Nullable List<Shard> other = homes.put(cluster.cluster(), summary.shards());
                if (other != null && !other.equals(summary.shards())) {
                    faults.add("cluster " + PlainText.quoted(cluster.cluster()) + " is in " + words(other) + " and in "
                            + words(summary.shards()));
                } else if (other == null) {
                    clusters.add(cluster);
                }
            }
        }
        refuse("The summaries do not belong together", faults);
        return FleetSummary.builder()
                .operation(summaries.get(0).operation())
                .shards(shards)
                .clusters(clusters)
                .build();
    }

    private static String words(List<Shard> shards) {
        return shards.size() == 1 ? shards.get(0).toString() : shards.get(0) + " with others";
    }

    private static List<String> faults(List<Shard> shards) {
        List<String> faults = new ArrayList<>();
        Set<Integer> counts = shards.stream().map(Shard::count).collect(Collectors.toCollection(TreeSet::new));
        if (counts.size() > 1) {
            faults.add("they are of fleets split in different ways, into " + counts
                    + " shards; run all shards with the same count");
        }
        Set<Shard> seen = new TreeSet<>();
        Set<Shard> twice =
                shards.stream().filter(shard -> !seen.add(shard)).collect(Collectors.toCollection(TreeSet::new));
        twice.forEach(shard -> faults.add(shard + " is there more than once; keep the summary of the run that counts"));
        return faults;
    }

    /** The summary with its parts sorted. */
    static FleetSummary checked(FleetSummary summary) {
        List<Shard> shards = summary.shards();
        List<ClusterSummary> clusters = summary.clusters();
        List<String> faults = new ArrayList<>();
        if (shards.isEmpty()) {
            faults.add("no shard is named; use Shard.whole() for a fleet that is not split");
        } else {
            faults.addAll(faults(shards));
        }
        for (int i = 1; i < clusters.size() && faults.isEmpty(); i++) {
            // Sorted ones are neighbours if they are the same; unsorted ones come here again.
            if (clusters.get(i).cluster().equals(clusters.get(i - 1).cluster())) {
                faults.add("cluster " + PlainText.quoted(clusters.get(i).cluster()) + " is there twice");
            }
        }
        if (faults.isEmpty()) {
            Set<Integer> indexes = shards.stream().map(Shard::index).collect(Collectors.toSet());
            int count = shards.get(0).count();
            for (ClusterSummary cluster : clusters) {
                int home = Shard.home(cluster.cluster(), count);
                if (!indexes.contains(home)) {
                    faults.add("cluster " + PlainText.quoted(cluster.cluster()) + " belongs to " + Shard.of(home, count)
                            + ", whose summary this is not");
                }
            }
        }
        refuse("The summary cannot be that of a fleet", faults);
        return isSorted(shards, Comparator.naturalOrder()) && isSorted(clusters, BY_NAME)
                ? summary
                : FleetSummary.builder()
                        .operation(summary.operation())
                        .shards(shards.stream().sorted().toList())
                        .clusters(clusters.stream().sorted(BY_NAME).toList())
                        .build();
    }

    private static <T> boolean isSorted(List<T> list, Comparator<T> order) {
        for (int i = 1; i < list.size(); i++) {
            if (order.compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static void refuse(String what, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(what + ": "
                    + faults.stream().limit(MOST_FAULTS).collect(Collectors.joining("; "))
                    + (faults.size() > MOST_FAULTS ? "; and " + (faults.size() - MOST_FAULTS) + " faults more" : ""));
        }
    }

    static @Nullable ClusterSummary find(List<ClusterSummary> sorted, String cluster) {
        int index = Collections.binarySearch(
                sorted,
                ClusterSummary.builder()
                        .cluster(cluster)
                        .state(ClusterSummary.State.NOT_BEGUN)
                        .build(),
                BY_NAME);
        return index < 0 ? null : sorted.get(index);
    }
}
