package io.github.accessentries.authz;

import java.util.Collection;
import java.util.List;
import org.immutables.value.Value;

/** Whether a request is allowed, and by what. */
@Value.Immutable
public abstract class Decision {

    Decision() {}

    /**
     * A decision.
     *
     * @param reasons everything that allows the request; none denies it
     * @param doubts why a denial may be wrong; forgotten if the request is allowed, since nothing can forbid it
     * @return the decision
     */
    public static Decision of(Collection<? extends Reason> reasons, Collection<String> doubts) {
        return ImmutableDecision.of(List.copyOf(reasons), reasons.isEmpty() ? List.copyOf(doubts) : List.of());
    }

    /**
     * Whether the request is allowed: whether anything allows it, since nothing can forbid.
     *
     * @return {@code true} if there is a reason
     */
    public final boolean allowed() {
        return !reasons().isEmpty();
    }

    /**
     * Everything that allows the request.
     *
     * @return the grounds, empty if the request is denied
     */
    @Value.Parameter
    public abstract List<Reason> reasons();

    /**
     * Why a denial may be wrong: what could allow the request on the cluster, but is not known here. For example a policy
     * that holds for the request and whose rules AWS does not publish.
     *
     * @return one sentence each; always empty if the request is allowed
     */
    @Value.Parameter
    public abstract List<String> doubts();

    /**
     * Whether the answer stands on incomplete knowledge.
     *
     * @return {@code true} if there are {@link #doubts()}
     */
    public final boolean incomplete() {
        return !doubts().isEmpty();
    }

    /**
     * The decision in words.
     *
     * @return {@code allowed} or {@code denied}, with the reasons
     */
    @Override
    public final String toString() {
        if (allowed()) {
            return "allowed " + reasons();
        }
        return incomplete() ? "denied as far as is known " + doubts() : "denied";
    }
}
