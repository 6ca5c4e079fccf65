package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is allowed, and by what. Immutable, and equal by reasons and doubts. Thread-safe.
 */
public final class Decision {

    private final List<Reason> reasons;
    private final List<String> doubts;
    private final @Nullable Supplier<List<String>> nearest;

    private Decision(List<Reason> reasons, List<String> doubts, @Nullable Supplier<List<String>> nearest) {
        this.reasons = reasons;
        this.doubts = doubts;
        this.nearest = nearest;
    }

    /**
     * A decision.
     *
     * @param reasons everything that allows the request; none denies it
     * @param doubts why a denial may be wrong; forgotten if the request is allowed, since nothing can forbid it
     * @return the decision
     */
    public static Decision of(Collection<? extends Reason> reasons, Collection<String> doubts) {
        requireNonNull(reasons, "reasons");
        requireNonNull(doubts, "doubts");
        return new Decision(List.copyOf(reasons), reasons.isEmpty() ? List.copyOf(doubts) : List.of(), null);
    }

    /**
     * A denial that can say what was missing.
     *
     * @param doubts why it may be wrong
     * @param nearest finds what was missing, by threads that ask for it, each time that it is asked for
     * @return the decision
     */
    public static Decision denied(Collection<String> doubts, Supplier<List<String>> nearest) {
        requireNonNull(doubts, "doubts");
        requireNonNull(nearest, "nearest");
        return new Decision(List.of(), List.copyOf(doubts), nearest);
    }

    /**
     * Whether the request is allowed, that is, whether anything allows it: nothing can forbid a request.
     *
     * @return {@code true} if there is a reason
     */
    public boolean allowed() {
        return !reasons.isEmpty();
    }

    /**
     * Everything that allows the request.
     *
     * @return the grounds, empty if the request is denied
     */
    public List<Reason> reasons() {
        return reasons;
    }

    /**
     * Why a denial may be wrong: what could allow the request on the cluster, but is not known here. For example a policy
     * that holds for the request and whose rules AWS does not publish.
     *
     * @return one sentence each; always empty if the request is allowed
     */
    public List<String> doubts() {
        return doubts;
    }

    /**
     * Whether the decision is based on incomplete knowledge.
     *
     * @return {@code true} if there are {@link #doubts()}
     */
    public boolean incomplete() {
        return !doubts.isEmpty();
    }

    /**
     * What comes nearest to allowing a request that is denied, and what it lacks: the verb, the namespace, the object, or
     * all to do with the resource. If the question itself is certainly misspelt, that comes first. Worked out when it is asked for, since most denials are never looked at.
     *
     * @return a few sentences, the nearest first; empty if the request is allowed or the authorizer does not say
     */
    public List<String> nearest() {
        return nearest == null
                ? List.of()
                : nearest.get().stream().map(PlainText::of).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Decision that && reasons.equals(that.reasons) && doubts.equals(that.doubts);
    }

    @Override
    public int hashCode() {
        return reasons.hashCode() * 31 + doubts.hashCode();
    }

    /**
     * The decision as text.
     *
     * @return {@code allowed} or {@code denied}, with the reasons
     */
    @Override
    public String toString() {
        if (allowed()) {
            return "allowed " + reasons;
        }
        return incomplete() ? "denied as far as is known " + PlainText.of(doubts.toString()) : "denied";
    }
}
