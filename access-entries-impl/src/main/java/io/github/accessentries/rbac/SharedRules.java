package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiled rules by their value, so that equal ones are compiled once, and not again for the next model. What all of them
 * together may index is limited; whatever comes later is tried rule by rule. For one thread.
 */
final class SharedRules {

    /** Some tens of megabytes, and more than the roles of large clusters need. */
    static final int MAX_CELLS_OF_A_MODEL = 1 << 18;

    private final Map<List<Rule>, RuleIndex> indexes = new HashMap<>();
    private final Map<List<Rule>, RuleIndex> earlier;
    private int cells;

    /** Takes over what is used again. */
    SharedRules(@Nullable SharedRules previous) {
        this.earlier = previous == null ? Map.of() : previous.indexes;
    }

    RuleIndex index(List<Rule> rules) {
        RuleIndex index = indexes.get(rules);
        if (index == null) {
            RuleIndex known = earlier.get(rules);
            // What is taken over counts as well, so that there may be less than nothing left.
            index = known != null ? known : new RuleIndex(rules, Math.max(0, MAX_CELLS_OF_A_MODEL - cells));
            cells += index.size();
            indexes.put(index.rules(), index);
        }
        return index;
    }
}
