package io.github.accessentries.rbac;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A RoleBinding or ClusterRoleBinding of Kubernetes. Immutable.
 *
 * @param namespace the namespace of a RoleBinding, {@code null} for a ClusterRoleBinding
 * @param name the name
 * @param roleKind {@code Role} or {@code ClusterRole}
 * @param role the name of the role, in the binding's own namespace if it is a Role
 * @param subjects who gets the role
 */
public record RbacBinding(
        @Nullable String namespace, String name, String roleKind, String role, List<RbacSubject> subjects) {

    /** The kind of a role of one namespace. */
    static final String ROLE = "Role";
    /** The kind of a role of the cluster. */
    static final String CLUSTER_ROLE = "ClusterRole";

    /**
     * Keeps a copy of the subjects.
     *
     * @param namespace the namespace of a RoleBinding, {@code null} for a ClusterRoleBinding
     * @param name the name
     * @param roleKind {@code Role} or {@code ClusterRole}
     * @param role the name of the role
     * @param subjects who gets the role
     */
    public RbacBinding {
        subjects = List.copyOf(subjects);
    }
}
