package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Where a user may do something, and what is not known about it. Immutable, equal by value. */
@CheckReturnValue
@Value.Immutable
public abstract class Reach {

    Reach() {}

    /**
     * Starts with nothing set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the whole cluster, or the namespaces and patterns, without those that another pattern has in it; empty if
     * nowhere}
     */
    public abstract Optional<AccessScope> scope();

    /** {@return why it may be more, one sentence each; empty if nothing that is not known could change it} */
    public abstract List<String> doubts();

    /**
     * Whether a namespace is reached for certain.
     *
     * @param namespace the name of one namespace
     * @return {@code true} if the scope has it
     */
    public final boolean includes(String namespace) {
        requireNonNull(namespace, "namespace");
        return scope().map(scope -> scope.includes(namespace)).orElse(false);
    }

    /**
     * Whether the whole cluster is reached for certain.
     *
     * @return {@code true} if the scope is the whole cluster
     */
    public final boolean isClusterWide() {
        return scope().map(AccessScope::isClusterWide).orElse(false);
    }

    /**
     * Whether this is exactly where.
     *
     * @return {@code true} if there are no {@link #doubts()}
     */
    public final boolean isCertain() {
        return doubts().isEmpty();
    }

    /**
     * The place as text.
     *
     * @return the scope, or {@code nowhere}, and the doubts
     */
    @Override
    public final String toString() {
        String known = scope().map(AccessScope::toString).orElse("nowhere");
        return isCertain() ? known : known + ", as far as is known " + PlainText.of(doubts().toString());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableReach.Builder {
        Builder() {}
    }
}
