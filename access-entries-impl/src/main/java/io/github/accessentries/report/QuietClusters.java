package io.github.accessentries.report;

import io.github.accessentries.fleet.ClusterSummary;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.AccessPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to know about the clusters of a fleet that need no change. Most have the same, which is told once. For one thread. */
final class QuietClusters {

    private static final int NAMED = 3;

    private final Map<Told, List<String>> clusters = new LinkedHashMap<>();

    /** A sentence about a cluster. */
    private record Told(String what, String text) {}

    void add(ClusterSummary cluster, AccessPlan plan) {
        plan.effects().doubts().forEach(doubt -> add("perhaps more effects", doubt, cluster));
        plan.unchecked().forEach(each -> add("not checked", each.toString(), cluster));
        plan.findings().forEach(each -> add("finding", each.toString(), cluster));
        plan.notices().forEach(each -> add("take note", each.toString(), cluster));
    }

    private void add(String what, String text, ClusterSummary cluster) {
        clusters.computeIfAbsent(new Told(what, text), each -> new ArrayList<>())
                .add(cluster.cluster());
    }

    /** What is true of most comes first. */
    void addTo(ResultPage page, String state) {
        page.foldedTable(
                "Of clusters that are " + state + ", to take note of",
                List.of("What", "In words", "Clusters"),
                clusters.entrySet().stream()
                        .sorted(Comparator.comparing(each -> -each.getValue().size()))
                        .map(each -> List.of(each.getKey().what(), each.getKey().text(), named(each.getValue())))
                        .toList());
    }

    private static String named(List<String> clusters) {
        int more = clusters.size() - NAMED;
        String first = PlainText.names(clusters.stream().limit(NAMED).toList());
        return more > 0 ? Counted.of(clusters.size(), "cluster") + ": " + first + " and " + more + " more" : first;
    }
}
