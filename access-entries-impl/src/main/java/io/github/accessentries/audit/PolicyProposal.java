package io.github.accessentries.audit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.CustomPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/**
 * What a policy has to allow for somebody to do again what was done, with the evidence of each rule.
 *
 * <p>It has a part for each set of places: at most one for the whole cluster, and one for each set of namespaces that were used
 * alike. It shows what was needed once and not what will be: read it before granting it. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class PolicyProposal {

    PolicyProposal() {}

    /**
     * Starts with nothing set. Everything but collections is required. Proposals are usually made by {@link PolicyProposer}.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return whose requests count, in words} */
    public abstract String about();

    /** {@return how many requests the rules are for; those that are told again, or left out, do not count} */
    public abstract long requests();

    /** {@return the rules by where they hold, those of the whole cluster first; none if there is nothing to allow} */
    public abstract List<ProposedPart> parts();

    /** {@return what is in no rule, by the reason; all lines of the log are here or behind a rule} */
    public abstract List<LeftOut> leftOut();

    /**
     * Whether the log was understood as far as it concerns the user.
     *
     * @return {@code false} if something is left out that {@linkplain LeftOutReason#isGap leaves a gap}, so that the user may have
     *     done more than the rules allow
     */
    public final boolean isComplete() {
        return leftOut().stream().noneMatch(each -> each.reason().isGap());
    }

    /**
     * The one policy, if there is only one part.
     *
     * @param name the name of the policy
     * @return the policy, to be granted in the scope of the part
     * @throws IllegalStateException if there are no parts, or several
     * @throws IllegalArgumentException if a policy cannot have this name
     */
    public final CustomPolicy policy(String name) {
        requireNonNull(name, "name");
        if (parts().size() != 1) {
            throw new IllegalStateException(
                    parts().isEmpty()
                            ? "There is nothing to allow, so there is no policy; see leftOut() for the reasons"
                            : "The proposal has " + parts().size()
                                    + " parts for different places; take policies(name), or let them share their"
                                    + " namespaces");
        }
        return parts().get(0).policy(name);
    }

    /**
     * The policies, each with the scope to grant it in. The only part has the name itself. Of several, that of the
     * whole cluster has {@code -cluster} behind it, and those of namespaces, if there are several, {@code -1}, {@code -2} and so on.
     *
     * @param name what the names begin with
     * @return the policies in the order of the parts
     * @throws IllegalArgumentException if a policy cannot have one of these names
     */
    public final Map<CustomPolicy, AccessScope> policies(String name) {
        requireNonNull(name, "name");
        Map<CustomPolicy, AccessScope> policies = new LinkedHashMap<>();
        List<String> names = names(name);
        for (int i = 0; i < names.size(); i++) {
            ProposedPart part = parts().get(i);
            policies.put(part.policy(names.get(i)), part.scope());
        }
        return Collections.unmodifiableMap(policies);
    }

    private List<String> names(String name) {
        long forNamespaces =
                parts().stream().filter(part -> part.scope().isForNamespaces()).count();
        List<String> names = new ArrayList<>();
        int number = 0;
        for (ProposedPart part : parts()) {
            if (parts().size() == 1) {
                names.add(name);
            } else if (part.scope().isClusterWide()) {
                names.add(name + "-cluster");
            } else {
                number++;
                names.add(forNamespaces == 1 ? name : name + "-" + number);
            }
        }
        return names;
    }

    /**
     * The {@linkplain #policies policies} as the member {@code policies} of a file of desired access, with the evidence of each rule in
     * a comment.
     *
     * @param name what the names begin with
     * @return YAML with a line end at its end
     * @throws IllegalArgumentException if a policy cannot have one of the names
     */
    public final String yaml(String name) {
        requireNonNull(name, "name");
        return ProposalYaml.policies(List.copyOf(policies(name).keySet()), parts());
    }

    /**
     * The {@linkplain #policies policies} as ClusterRoles, which somebody else then binds, with the evidence of each rule in a comment.
     *
     * @param name what the names begin with
     * @return YAML with a document for each
     * @throws IllegalArgumentException if a policy cannot have one of the names
     */
    public final String clusterRoles(String name) {
        requireNonNull(name, "name");
        return ProposalYaml.clusterRoles(List.copyOf(policies(name).keySet()), parts());
    }

    /**
     * The proposal for a review, as Markdown: a table for each part, a row for each rule, and what is left out.
     *
     * @return Markdown in which names from the log stay text
     */
    public final String markdown() {
        return ProposalText.markdown(this);
    }

    /**
     * The proposal for a terminal: each rule with its evidence, and what is left out.
     *
     * @return several lines
     */
    @Override
    public final String toString() {
        return ProposalText.plain(this);
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePolicyProposal.Builder {
        Builder() {}
    }
}
