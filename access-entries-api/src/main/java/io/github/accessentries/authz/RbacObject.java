package io.github.accessentries.authz;

import org.jspecify.annotations.Nullable;

/** An object of Kubernetes RBAC: a role, or a binding that gives one. Immutable. */
public sealed interface RbacObject permits RbacRole, RbacBinding {

    /** {@return {@code Role}, {@code ClusterRole}, {@code RoleBinding} or {@code ClusterRoleBinding}} */
    String kind();

    /** {@return its namespace, {@code null} if it is an object of the whole cluster} */
    @Nullable
    String namespace();

    /** {@return its name} */
    String name();

    /**
     * The object by kind and name, as messages and tables have it.
     *
     * @return for example {@code RoleBinding "view/team-a"}, where {@code team-a} is the namespace
     */
    default String reference() {
        return RbacReference.of(this);
    }
}
