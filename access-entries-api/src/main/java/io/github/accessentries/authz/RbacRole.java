package io.github.accessentries.authz;

import io.github.accessentries.CheckReturnValue;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A Role or ClusterRole of Kubernetes. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract non-sealed class RbacRole implements RbacObject {

    RbacRole() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the namespace of a Role, {@code null} for a ClusterRole} */
    @Override
    public abstract @Nullable String namespace();

    /** {@return the name} */
    @Override
    public abstract String name();

    /** {@return its rules; those of an aggregated ClusterRole are the ones that the cluster has filled in} */
    public abstract List<Rule> rules();

    /**
     * The role as text.
     *
     * @return name and rules on one line
     */
    @Override
    public final String toString() {
        return reference() + " " + rules();
    }

    @Override
    public final String kind() {
        return namespace() == null ? RbacBinding.CLUSTER_ROLE : RbacBinding.ROLE;
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRbacRole.Builder {
        Builder() {}
    }
}
