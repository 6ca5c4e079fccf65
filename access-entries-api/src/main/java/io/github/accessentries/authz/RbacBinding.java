package io.github.accessentries.authz;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A RoleBinding or ClusterRoleBinding of Kubernetes. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract non-sealed class RbacBinding implements RbacObject {

    RbacBinding() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the namespace of a RoleBinding, {@code null} for a ClusterRoleBinding} */
    @Override
    public abstract @Nullable String namespace();

    /** {@return the name} */
    @Override
    public abstract String name();

    /** {@return {@code Role} or {@code ClusterRole}} */
    public abstract String roleKind();

    /** {@return the name of the role, in the binding's own namespace if it is a Role} */
    public abstract String role();

    /** {@return the subjects that get the role} */
    public abstract List<RbacSubject> subjects();

    /** The kind of a role of one namespace. */
    public static final String ROLE = "Role";
    /** The kind of a role of the cluster. */
    public static final String CLUSTER_ROLE = "ClusterRole";

    @Override
    public final String kind() {
        return namespace() == null ? "ClusterRoleBinding" : "RoleBinding";
    }

    /**
     * The binding as text.
     *
     * @return its name, role and subjects on one line
     */
    @Override
    public final String toString() {
        return reference() + " of " + PlainText.name(roleKind()) + " " + PlainText.quoted(role()) + " to " + subjects();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRbacBinding.Builder {
        Builder() {}
    }
}
