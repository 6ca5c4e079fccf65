package io.github.accessentries.risk;

import io.github.accessentries.authz.Subject;
import io.github.accessentries.risk.PowerGraph.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what loses its way when a grant is taken away. Only nodes whose chosen way uses the grant can; each of them is looked at, and
 * keeps a way if it has another edge to a node that does. For one thread.
 */
final class CutSearch {

    private static final Comparator<PowerCut> LARGEST_FIRST =
            Comparator.<PowerCut>comparingInt(cut -> -cut.subjects().size()).thenComparing(PowerCut::grant);

    private final PowerGraph graph;
    private final ShortestWays ways;
    /** For each node, those whose way goes on with it. */
    private final List<List<Integer>> before = new ArrayList<>();
    /** Nodes whose chosen edge a grant is indispensable for. */
    private final Map<PowerGrant, List<Integer>> needing = new HashMap<>();

    /** Nodes whose chosen way uses the grant that is looked at, and that have no other yet. */
    private final boolean[] isUnsure;

    CutSearch(PowerGraph graph, ShortestWays ways) {
        this.graph = graph;
        this.ways = ways;
        this.isUnsure = new boolean[graph.size()];
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

    /** The cuts by those of some grants that a cluster does not get by itself, the largest first. */
    List<PowerCut> cuts(List<PowerGrant> grants, SetUpGrants setUp) {
        List<PowerCut> found = new ArrayList<>();
        for (PowerGrant grant : grants) {
            if (grant.canBeTakenAway() && !setUp.has(grant)) {
                List<Subject> lost = new ArrayList<>();
                for (int node : lostWithout(grant)) {
                    if (graph.node(node) instanceof PowerNode.Who who
                            && setUp.holdersOfOthers().contains(who.subject())
                            && ways.takesSteps(node)) {
                        lost.add(who.subject());
                    }
                }
                if (!lost.isEmpty()) {
                    found.add(PowerCut.builder()
                            .grant(grant.toString())
                            .subjects(lost)
                            .build());
                }
            }
        }
        found.sort(LARGEST_FIRST);
        return List.copyOf(found);
    }

    /**
     * The nodes that reach the end, and do not without a grant, in the order of their numbers; those that stand for the grant itself
     * are not among them.
     */
    private List<Integer> lostWithout(PowerGrant grant) {
        Set<Integer> gone = new HashSet<>();
        for (PowerNode itself : List.of(new PowerNode.Granted(grant), new PowerNode.Changed(grant))) {
            if (graph.has(itself)) {
                gone.add(graph.find(itself));
            }
        }
        List<Integer> unsure = unsureWithout(grant, gone);
        Deque<Integer> open = new ArrayDeque<>();
        for (int node : unsure) {
            if (keepsAWay(node, grant)) {
                open.push(node);
            }
        }
        while (!open.isEmpty()) {
            int node = open.pop();
            if (isUnsure[node] && !gone.contains(node)) {
                isUnsure[node] = false;
                for (Edge edge : graph.into(node)) {
                    if (isUnsure[edge.from()] && edge.worksWithout(grant) && isNoWorse(edge.from(), edge)) {
                        open.push(edge.from());
                    }
                }
            }
        }
        List<Integer> lost = unsure.stream()
                .filter(node -> isUnsure[node] && !gone.contains(node))
                .sorted()
                .toList();
        unsure.forEach(node -> isUnsure[node] = false);
        return lost;
    }

    private List<Integer> unsureWithout(PowerGrant grant, Set<Integer> gone) {
        List<Integer> unsure = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(gone);
        open.addAll(needing.getOrDefault(grant, List.of()));
        while (!open.isEmpty()) {
            int node = open.pop();
            if (ways.reaches(node) && !isUnsure[node]) {
                isUnsure[node] = true;
                unsure.add(node);
                open.addAll(before.get(node));
            }
        }
        return unsure;
    }

    /** Who has another way is not kept by one that is far-fetched. */
    private boolean isNoWorse(int node, Edge edge) {
        return ways.cost(node) >= Edge.FAR_FETCHED || ways.cost(edge.to()) + edge.cost() < Edge.FAR_FETCHED;
    }

    private boolean keepsAWay(int node, PowerGrant grant) {
        for (Edge edge : graph.outOf(node)) {
            if (ways.reaches(edge.to()) && !isUnsure[edge.to()] && edge.worksWithout(grant) && isNoWorse(node, edge)) {
                return true;
            }
        }
        return false;
    }
}
