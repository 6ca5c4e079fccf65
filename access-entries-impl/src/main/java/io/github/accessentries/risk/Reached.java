package io.github.accessentries.risk;

/**
 * A node that was reached in a search, the cheapest first.
 *
 * @param cost what it took
 * @param node its number
 */
record Reached(long cost, int node) implements Comparable<Reached> {

    @Override
    public int compareTo(Reached other) {
        int byCost = Long.compare(cost, other.cost);
        return byCost != 0 ? byCost : Integer.compare(node, other.node);
    }
}
