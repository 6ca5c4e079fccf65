package io.github.accessentries.authz;

import io.github.accessentries.AccessPolicy;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/** Whether a request is allowed, and by what. */
@Value.Immutable
public abstract class Decision {

    Decision() {}

    /**
     * Starts a decision.
     *
     * @return a builder, for one thread
     */
    public static Builder builder() {
        return new Builder();
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
    public abstract List<Reason> reasons();

    /**
     * The policies that hold for this request but whose rules AWS does not publish in full. They count for nothing here,
     * while on the cluster they may allow the request.
     *
     * @return the policies that could make a denial wrong; always empty if the request is allowed
     */
    public abstract Set<AccessPolicy> unpublished();

    /**
     * Whether a denial may be wrong, since rules are not known.
     *
     * @return {@code true} if there are {@link #unpublished()} policies
     */
    public final boolean incomplete() {
        return !unpublished().isEmpty();
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
        return incomplete()
                ? "denied, as far as is known: the rules of " + unpublished() + " are not published"
                : "denied";
    }

    /** Makes decisions. Not safe for use by several threads. */
    public static final class Builder extends ImmutableDecision.Builder {
        Builder() {}
    }
}
