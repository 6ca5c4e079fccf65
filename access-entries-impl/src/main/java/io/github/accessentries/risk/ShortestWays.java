package io.github.accessentries.risk;

import io.github.accessentries.risk.PowerGraph.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The shortest way from each node to the nearest of some ends, found in one search backwards from them. */
final class ShortestWays {

    private static final long NONE = Long.MAX_VALUE;

    private final long[] costs;
    private final @Nullable Edge[] next;

    ShortestWays(PowerGraph graph, Collection<Integer> ends) {
        costs = new long[graph.size()];
        next = new Edge[graph.size()];
        Arrays.fill(costs, NONE);
        PriorityQueue<Reached> queue = new PriorityQueue<>();
        for (int end : ends) {
            costs[end] = 0;
            queue.add(new Reached(0, end));
        }
        for (Reached reached = queue.poll(); reached != null; reached = queue.poll()) {
            if (reached.cost() == costs[reached.node()]) {
                for (Edge edge : graph.into(reached.node())) {
                    long cost = reached.cost() + edge.cost();
                    if (cost < costs[edge.from()]) {
                        costs[edge.from()] = cost;
                        next[edge.from()] = edge;
                        queue.add(new Reached(cost, edge.from()));
                    }
                }
            }
        }
    }

    boolean reaches(int node) {
        return costs[node] != NONE;
    }

    /** Whether it takes no step. */
    boolean has(int node) {
        return costs[node] == 0;
    }

    boolean takesSteps(int node) {
        return reaches(node) && !has(node);
    }

    /** Far-fetched steps, then all steps, then conditions; not to be asked where there is no way. */
    long cost(int node) {
        return costs[node];
    }

    /** All edges of the way; none at its end. */
    List<Edge> path(int node) {
        List<Edge> path = new ArrayList<>();
        for (Edge edge = next[node]; edge != null; edge = next[edge.to()]) {
            path.add(edge);
        }
        return path;
    }

    /** The first edge of the way, {@code null} at its end, or if there is none. */
    @Nullable
    Edge next(int node) {
        return next[node];
    }
}
