package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A RoleBinding or ClusterRoleBinding of Kubernetes. Immutable.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/">RBAC, in the documentation of Kubernetes</a>
 */
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

    @Override
    public abstract Map<String, String> labels();

    @Override
    public abstract Map<String, String> annotations();

    /**
     * A ClusterRoleBinding that gives a ClusterRole to groups, in the whole cluster.
     *
     * @param name its name
     * @param clusterRole the name of the role
     * @param groups the names of the groups
     * @return the binding
     */
    public static RbacBinding clusterWide(String name, String clusterRole, String... groups) {
        return toGroups(groups)
                .name(name)
                .role(requireNonNull(clusterRole, "clusterRole"))
                .build();
    }

    /**
     * A RoleBinding that gives a ClusterRole to groups, in one namespace.
     *
     * @param namespace the namespace
     * @param name its name
     * @param clusterRole the name of the role
     * @param groups the names of the groups
     * @return the binding
     */
    public static RbacBinding inNamespace(String namespace, String name, String clusterRole, String... groups) {
        return toGroups(groups)
                .namespace(requireNonNull(namespace, "namespace"))
                .name(name)
                .role(requireNonNull(clusterRole, "clusterRole"))
                .build();
    }

    private static Builder toGroups(String... groups) {
        Builder binding = builder().roleKind(CLUSTER_ROLE);
        for (String group : requireNonNull(groups, "groups")) {
            binding.addSubjects(RbacSubject.group(requireNonNull(group, "groups element")));
        }
        return binding;
    }

    /** The kind of a role of one namespace. */
    public static final String ROLE = "Role";
    /** The kind of a role of the cluster. */
    public static final String CLUSTER_ROLE = "ClusterRole";

    @Override
    public final List<String> faults() {
        List<String> faults = new ArrayList<>();
        ObjectNames.check("a binding", name(), faults);
        ObjectNames.checkNamespace(namespace(), faults);
        ObjectNames.check("a role", role(), faults);
        if (!roleKind().equals(CLUSTER_ROLE) && !roleKind().equals(ROLE)) {
            faults.add(PlainText.quoted(roleKind()) + " is not a kind of role; use " + CLUSTER_ROLE + " or " + ROLE);
        } else if (roleKind().equals(ROLE) && namespace() == null) {
            faults.add("a Role can only be bound in its namespace; name the namespace, or bind a ClusterRole");
        }
        subjects().forEach(subject -> subject.check(namespace(), faults));
        return List.copyOf(faults);
    }

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
