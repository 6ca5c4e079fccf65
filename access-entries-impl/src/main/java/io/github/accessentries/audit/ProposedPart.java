package io.github.accessentries.audit;

import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.CustomPolicy;
import java.util.List;
import org.immutables.value.Value;

/** The rules of a proposal that are for the same places, as one policy. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class ProposedPart {

    ProposedPart() {}

    /**
     * Starts with nothing set. The scope is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where to grant the policy} */
    public abstract AccessScope scope();

    /** {@return what it has to allow there, at least one rule} */
    public abstract List<ProposedRule> rules();

    /**
     * The rules as a policy, to be granted in the {@link #scope()}.
     *
     * @param name the name of the policy
     * @return the policy
     * @throws IllegalArgumentException if a policy cannot have this name
     */
    public final CustomPolicy policy(String name) {
        return CustomPolicy.builder()
                .name(name)
                .addAllRules(rules().stream().map(ProposedRule::rule).toList())
                .build();
    }

    /**
     * The part as text.
     *
     * @return scope and rules on one line
     */
    @Override
    public final String toString() {
        return scope() + ": " + rules();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableProposedPart.Builder {
        Builder() {}
    }
}
