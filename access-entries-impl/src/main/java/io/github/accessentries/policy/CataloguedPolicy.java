package io.github.accessentries.policy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.text.Counted;
import java.util.List;
import org.immutables.value.Value;

/** What is known about one access policy. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class CataloguedPolicy {

    CataloguedPolicy() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the policy} */
    public abstract AccessPolicy policy();

    /** {@return the purpose of the policy in a sentence or two; empty if unknown} */
    public abstract String intendedFor();

    /** {@return what the policy is known to allow; empty unless the knowledge is exact or partial} */
    public abstract List<Rule> rules();

    /** {@return how well the rules are known} */
    public abstract Knowledge knowledge();

    /** {@return whether only roles of AWS services can have the policy} */
    public abstract boolean serviceLinkedOnly();

    /** {@return the source of the rules as text; empty if unknown} */
    public abstract String source();

    @Value.Check
    void check() {
        boolean someKnown = knowledge() == Knowledge.EXACT || knowledge() == Knowledge.PARTIAL;
        if (rules().isEmpty() == someKnown) {
            throw new IllegalArgumentException("Policy " + policy() + " is known as " + knowledge() + " but has "
                    + Counted.of(rules().size(), "rule")
                    + "; EXACT and PARTIAL need rules, DESCRIBED and UNKNOWN must have none");
        }
    }

    /**
     * Whether the rules are all that the policy allows.
     *
     * @return {@code false} if the policy may allow more than is known
     */
    public final boolean complete() {
        return knowledge() == Knowledge.EXACT;
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableCataloguedPolicy.Builder {
        Builder() {}
    }
}
