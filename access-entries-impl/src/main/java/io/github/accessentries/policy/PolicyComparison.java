package io.github.accessentries.policy;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Rule;
import java.util.List;
import org.immutables.value.Value;

/** How one access policy differs between two catalogues. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class PolicyComparison {

    PolicyComparison() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the policy in the earlier catalogue} */
    public abstract CataloguedPolicy before();

    /** {@return the policy in the later catalogue} */
    public abstract CataloguedPolicy after();

    /** {@return what only the later rules allow, however they are grouped} */
    public abstract List<Rule> gained();

    /** {@return what only the earlier rules allow} */
    public abstract List<Rule> lost();

    static PolicyComparison of(CataloguedPolicy before, CataloguedPolicy after) {
        return builder()
                .before(before)
                .after(after)
                .gained(RuleSet.of(after.rules()).beyond(before.rules()))
                .lost(RuleSet.of(before.rules()).beyond(after.rules()))
                .build();
    }

    /**
     * Whether both allow the same and are known as well.
     *
     * @return {@code true} if nothing that matters for a decision differs
     */
    public final boolean isEmpty() {
        return gained().isEmpty() && lost().isEmpty() && before().knowledge() == after().knowledge();
    }

    /**
     * The differences for people.
     *
     * @return the policy, and a line for each rule
     */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder("~ ").append(after().policy());
        if (before().knowledge() != after().knowledge()) {
            text.append(" (known as ")
                    .append(after().knowledge())
                    .append(", was ")
                    .append(before().knowledge())
                    .append(')');
        }
        gained().forEach(rule -> text.append("\n  + ").append(rule));
        lost().forEach(rule -> text.append("\n  - ").append(rule));
        return text.toString();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePolicyComparison.Builder {
        Builder() {}
    }
}
