package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who can get what in one step. Nodes have numbers in the order in which they came. For one thread until it is filled. */
final class PowerGraph {

    /**
     * A way from one node to another.
     *
     * @param from the number of the one
     * @param to the number of the other
     * @param way the step that it takes, {@code null} if none: who holds a grant has it, and a choice has what can be chosen
     * @param held the right by which one has the other without a step, {@code null} if none is needed
     */
    record Edge(
            int from,
            int to,
            @Nullable PowerWay way,
            @Nullable PowerRight held) {

        private static final int BITS_OF_CONDITIONS = 24;

        private static final int BITS_OF_STEPS = 24;

        /** What the cheapest way costs that has a far-fetched step. */
        static final long FAR_FETCHED = 1L << (BITS_OF_CONDITIONS + BITS_OF_STEPS);

        /** By far-fetched steps, then by all steps, then by conditions. */
        long cost() {
            if (way == null) {
                return 0;
            }
            return (way.isFarFetched() ? FAR_FETCHED : 0)
                    + (1L << BITS_OF_CONDITIONS)
                    + (way.condition() == null ? 0 : 1);
        }

        /** The edges of a way, by those by which each of its nodes was reached. */
        static List<Edge> between(int start, int end, Map<Integer, Edge> came) {
            Deque<Edge> edges = new ArrayDeque<>();
            for (int at = end; at != start; ) {
                Edge edge = requireNonNull(came.get(at));
                edges.addFirst(edge);
                at = edge.from();
            }
            return List.copyOf(edges);
        }

        boolean worksWithout(PowerGrant grant) {
            return way == null || way.worksWithout(grant);
        }
    }

    private final Map<PowerNode, Integer> numbers = new LinkedHashMap<>();
    private final List<PowerNode> nodes = new ArrayList<>();
    private final List<List<Edge>> out = new ArrayList<>();
    private final List<List<Edge>> in = new ArrayList<>();

    /** The number of a node, which is added if it is new. */
    int number(PowerNode node) {
        return numbers.computeIfAbsent(node, each -> {
            nodes.add(each);
            out.add(new ArrayList<>());
            in.add(new ArrayList<>());
            return nodes.size() - 1;
        });
    }

    /** The number of a node that is there. */
    int find(PowerNode node) {
        Integer number = numbers.get(node);
        if (number == null) {
            throw new IllegalStateException("No path leads over " + node);
        }
        return number;
    }

    boolean has(PowerNode node) {
        return numbers.containsKey(node);
    }

    PowerNode node(int number) {
        return nodes.get(number);
    }

    int size() {
        return nodes.size();
    }

    void step(PowerNode from, PowerNode to, PowerWay way) {
        add(new Edge(number(from), number(to), way, null));
    }

    void has(PowerNode from, PowerNode to) {
        add(new Edge(number(from), number(to), null, null));
    }

    void holds(PowerNode from, PowerNode to, PowerRight right) {
        add(new Edge(number(from), number(to), null, right));
    }

    private void add(Edge edge) {
        out.get(edge.from()).add(edge);
        in.get(edge.to()).add(edge);
    }

    List<Edge> outOf(int number) {
        return out.get(number);
    }

    List<Edge> into(int number) {
        return in.get(number);
    }
}
