package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which rules of a role are taken apart into single verbs on single targets. A text of a megabyte can name more of those than
 * any memory holds, and such rules stay whole instead: what they allow is the same, they are only not merged with others.
 */
final class RuleWidth {

    /**
     * Some times as many as the widest rule that anybody writes by hand. Not the limit of {@link RuleIndex}, where slashes count and
     * names do not.
     */
    private static final long MAX_CELLS_OF_A_RULE = 1 << 12;

    /** Some times as many as the administrator's role has on a cluster with hundreds of custom resources. */
    static final long MAX_CELLS_OF_A_ROLE = 1 << 13;

    /** The wider paths of a path are its beginnings, so that it costs the square of its length. */
    private static final int LETTERS_OF_A_CELL = 128;

    private RuleWidth() {}

    /**
     * The numbers of the rules that stay whole.
     *
     * @param rules the rules of a role, in their order
     * @return those that are too wide, and those after which there is no room left; of equal rules the first stands for all
     */
    static BitSet whole(List<Rule> rules) {
        BitSet whole = new BitSet();
        Set<Rule> met = new HashSet<>();
        long used = 0;
        for (int i = 0; i < rules.size(); i++) {
            if (met.add(rules.get(i))) {
                long cells = cells(rules.get(i));
                if (cells > MAX_CELLS_OF_A_RULE || used + cells > MAX_CELLS_OF_A_ROLE) {
                    whole.set(i);
                } else {
                    used += cells;
                }
            }
        }
        return whole;
    }

    /** With limits everywhere, since products of what fits into a text of some megabytes can be too much for a long number. */
    private static long cells(Rule rule) {
        long targets =
                atMost(atMost(rule.apiGroups().size() * (long) rule.resources().size())
                        * Math.max(1, rule.resourceNames().size()));
        for (String path : rule.paths()) {
            long length = path.length();
            targets = atMost(targets + 1 + length + length * length / LETTERS_OF_A_CELL);
        }
        return atMost(targets * rule.verbs().size());
    }

    private static long atMost(long cells) {
        return Math.min(cells, MAX_CELLS_OF_A_RULE + 1);
    }
}
