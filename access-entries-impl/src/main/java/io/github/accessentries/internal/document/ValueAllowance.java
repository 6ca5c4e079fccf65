package io.github.accessentries.internal.document;

/**
 * How many values a text may hold. Each takes a hundred bytes and more, so a text of nothing but the shortest would take fifty times
 * its own room. Not thread-safe.
 */
final class ValueAllowance {

    /** What fits into a ConfigMap is read whatever it holds, since the cluster reads it too. */
    private static final int LENGTH_OF_A_CONFIG_MAP = 1 << 20;

    /** Of whatever density: a text with so many takes little room. */
    private static final int ALWAYS = 100_000;

    /** Objects of Kubernetes have one in twenty, and one in ten where they say who manages which field. */
    private static final int CHARACTERS_OF_ONE = 8;

    private static final int MOST = 4 << 20;

    private int left;

    private ValueAllowance(int left) {
        this.left = left;
    }

    static ValueAllowance of(String text) {
        return new ValueAllowance(
                text.length() <= LENGTH_OF_A_CONFIG_MAP
                        ? LENGTH_OF_A_CONFIG_MAP
                        : Math.min(ALWAYS + text.length() / CHARACTERS_OF_ONE, MOST));
    }

    /** Counts one more value; tells whether it may be there. */
    boolean take() {
        left--;
        return left >= 0;
    }
}
