package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiled rules by their value, so that equal ones are compiled once, and not again for the next model. For one thread. */
final class SharedRules {

    private final Map<List<Rule>, RuleIndex> indexes = new HashMap<>();
    private final Map<List<Rule>, RuleIndex> earlier;

    /** Takes over what is used again. */
    SharedRules(@Nullable SharedRules previous) {
        this.earlier = previous == null ? Map.of() : previous.indexes;
    }

    RuleIndex index(List<Rule> rules) {
        return indexes.computeIfAbsent(rules, each -> {
            RuleIndex known = earlier.get(each);
            return known != null ? known : new RuleIndex(each);
        });
    }
}
