package io.github.accessentries.risk;

import io.github.accessentries.authz.Subject;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What can be reached and is not known, so that nobody can say where it leads. */
final class UnknownReach {

    private final PowerGraph graph;
    private final ShortestWays toTop;

    UnknownReach(PowerGraph graph, ShortestWays toTop) {
        this.graph = graph;
        this.toTop = toTop;
    }

    /** The reasons why it is not known, sorted; beyond full control of the cluster there is nothing to know. */
    List<String> of(Collection<Subject> subjects) {
        Set<String> reasons = new TreeSet<>();
        BitSet seen = new BitSet(graph.size());
        Deque<Integer> open = new ArrayDeque<>();
        subjects.stream()
                .map(PowerNode.Who::new)
                .filter(graph::has)
                .map(graph::find)
                .forEach(number -> reach(number, seen, open));
        while (!open.isEmpty()) {
            int number = open.pop();
            if (graph.node(number) instanceof PowerNode.Unknown unknown) {
                reasons.add(unknown.why());
            }
            graph.outOf(number).forEach(edge -> reach(edge.to(), seen, open));
        }
        return List.copyOf(reasons);
    }

    private void reach(int number, BitSet seen, Deque<Integer> open) {
        if (!toTop.has(number) && !seen.get(number)) {
            seen.set(number);
            open.push(number);
        }
    }
}
