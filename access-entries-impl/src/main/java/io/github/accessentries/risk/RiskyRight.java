package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import java.util.Set;

/**
 * One thing that a rule allows and that is more than it looks.
 *
 * @param kind what it amounts to
 * @param shownBy a request that shows it, without a namespace unless only one matters
 * @param names the only objects it holds for; empty if it holds for all
 */
record RiskyRight(RiskKind kind, AccessRequest shownBy, Set<String> names) {

    RiskyRight {
        names = Set.copyOf(names);
    }

    boolean holdsForAll() {
        return names.isEmpty();
    }
}
