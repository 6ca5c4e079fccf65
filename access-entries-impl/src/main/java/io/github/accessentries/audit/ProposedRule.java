package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Rule;
import org.immutables.value.Value;

/** A rule of a proposal, with what shows that it is needed. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class ProposedRule {

    ProposedRule() {}

    /**
     * Starts with nothing set. Both parts are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the rule, without wildcards} */
    public abstract Rule rule();

    /** {@return the requests that it is for} */
    public abstract RuleEvidence evidence();

    /**
     * The rule as text.
     *
     * @return the rule, and in brackets its evidence
     */
    @Override
    public final String toString() {
        return rule() + " (" + evidence() + ")";
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableProposedRule.Builder {
        Builder() {}
    }
}
