package io.github.accessentries.rbac;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A RoleBinding or ClusterRoleBinding of Kubernetes. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RbacBinding {

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
    public abstract @Nullable String namespace();

    /** {@return the name} */
    public abstract String name();

    /** {@return {@code Role} or {@code ClusterRole}} */
    public abstract String roleKind();

    /** {@return the name of the role, in the binding's own namespace if it is a Role} */
    public abstract String role();

    /** {@return the subjects that get the role} */
    public abstract List<RbacSubject> subjects();

    /** The kind of a role of one namespace. */
    static final String ROLE = "Role";
    /** The kind of a role of the cluster. */
    static final String CLUSTER_ROLE = "ClusterRole";

    /**
     * The binding as text.
     *
     * @return its name, role and subjects on one line
     */
    @Override
    public final String toString() {
        String name = namespace() == null ? name() : name() + "/" + namespace();
        return (namespace() == null ? "ClusterRoleBinding " : "RoleBinding ") + PlainText.quoted(name) + " of "
                + PlainText.name(roleKind()) + " " + PlainText.quoted(role()) + " to " + subjects();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRbacBinding.Builder {
        Builder() {}
    }
}
