package io.github.accessentries.policy;

import io.github.accessentries.authz.Rule;
import java.util.List;

/**
 * How one access policy differs between two catalogues. Immutable.
 *
 * @param before the policy in the earlier catalogue
 * @param after the policy in the later catalogue
 * @param gained what only the later rules allow, however they are grouped
 * @param lost what only the earlier rules allow
 */
public record PolicyComparison(CataloguedPolicy before, CataloguedPolicy after, List<Rule> gained, List<Rule> lost) {

    /**
     * Keeps copies of the lists.
     *
     * @param before the policy in the earlier catalogue
     * @param after the policy in the later catalogue
     * @param gained what only the later rules allow
     * @param lost what only the earlier rules allow
     */
    public PolicyComparison {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    static PolicyComparison of(CataloguedPolicy before, CataloguedPolicy after) {
        return new PolicyComparison(
                before,
                after,
                RuleSet.of(after.rules()).beyond(before.rules()),
                RuleSet.of(before.rules()).beyond(after.rules()));
    }

    /**
     * Whether both allow the same and are known as well.
     *
     * @return {@code true} if nothing that matters for a decision differs
     */
    public boolean isEmpty() {
        return gained.isEmpty() && lost.isEmpty() && before.knowledge() == after.knowledge();
    }

    /**
     * The differences for people.
     *
     * @return the policy, and a line for each rule
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("~ ").append(after.policy());
        if (before.knowledge() != after.knowledge()) {
            text.append(" (known as ")
                    .append(after.knowledge())
                    .append(", was ")
                    .append(before.knowledge())
                    .append(')');
        }
        gained.forEach(rule -> text.append("\n  + ").append(rule));
        lost.forEach(rule -> text.append("\n  - ").append(rule));
        return text.toString();
    }
}
