package io.github.accessentries.risk;

import io.github.accessentries.risk.PowerGraph.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what loses its way when a grant is taken away. Only nodes whose chosen way uses the grant can; each of them is looked at, and
 * keeps a way if it has another edge to a node that does.
 */
final class CutSearch {

    private final PowerGraph graph;
    private final ShortestWays ways;
    /** For each node, those whose way goes on with it. */
    private final List<List<Integer>> before = new ArrayList<>();
    /** Nodes whose chosen edge a grant is indispensable for. */
    private final Map<PowerGrant, List<Integer>> needing = new HashMap<>();

    CutSearch(PowerGraph graph, ShortestWays ways) {
        this.graph = graph;
        this.ways = ways;
        for (int node = 0; node < graph.size(); node++) {
            before.add(new ArrayList<>());
        }
        for (int node = 0; node < graph.size(); node++) {
            Edge edge = ways.next(node);
            if (edge != null) {
                before.get(edge.to()).add(node);
                for (PowerGrant grant : indispensable(edge)) {
                    needing.computeIfAbsent(grant, each -> new ArrayList<>()).add(node);
                }
            }
        }
    }

    private static Set<PowerGrant> indispensable(Edge edge) {
        PowerWay way = edge.way();
        if (way == null) {
            return Set.of();
        }
        Set<PowerGrant> grants = new LinkedHashSet<>(way.existing());
        way.needs().forEach(need -> need.rights().forEach(right -> grants.add(right.grant())));
        grants.removeIf(way::worksWithout);
        return grants;
    }

    /** The nodes that reach the end, and do not without a grant; those that stand for the grant itself are not among them. */
    Set<Integer> lostWithout(PowerGrant grant) {
        Set<Integer> gone = new HashSet<>();
        for (PowerNode itself : List.of(new PowerNode.Granted(grant), new PowerNode.Changed(grant))) {
            if (graph.has(itself)) {
                gone.add(graph.find(itself));
            }
        }
        Set<Integer> unsure = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(gone);
        open.addAll(needing.getOrDefault(grant, List.of()));
        while (!open.isEmpty()) {
            int node = open.pop();
            if (ways.reaches(node) && unsure.add(node)) {
                open.addAll(before.get(node));
            }
        }
        unsure.removeAll(gone);
        Set<Integer> lost = new HashSet<>(unsure);
        for (int node : unsure) {
            boolean keeps = graph.outOf(node).stream()
                    .anyMatch(edge -> ways.reaches(edge.to())
                            && !unsure.contains(edge.to())
                            && !gone.contains(edge.to())
                            && edge.worksWithout(grant));
            if (keeps) {
                open.push(node);
            }
        }
        while (!open.isEmpty()) {
            int node = open.pop();
            if (lost.remove(node)) {
                for (Edge edge : graph.into(node)) {
                    if (lost.contains(edge.from()) && edge.worksWithout(grant)) {
                        open.push(edge.from());
                    }
                }
            }
        }
        return lost;
    }
}
