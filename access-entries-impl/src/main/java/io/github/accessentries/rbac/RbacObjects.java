package io.github.accessentries.rbac;

import java.util.List;

/**
 * The RBAC objects of a cluster, and its namespaces. Immutable.
 *
 * @param roles Roles and ClusterRoles
 * @param bindings RoleBindings and ClusterRoleBindings
 * @param namespaces the names of the namespaces that there are, as far as they are known
 * @param faults what could not be read or refers to nothing, each with its place, for people
 */
public record RbacObjects(
        List<RbacRole> roles, List<RbacBinding> bindings, List<String> namespaces, List<String> faults) {

    /** Longer texts are refused. */
    static final int MAX_CHARACTERS = 64 << 20;

    /**
     * Keeps copies of the lists.
     *
     * @param roles Roles and ClusterRoles
     * @param bindings RoleBindings and ClusterRoleBindings
     * @param namespaces the names of the namespaces
     * @param faults what could not be read
     */
    public RbacObjects {
        roles = List.copyOf(roles);
        bindings = List.copyOf(bindings);
        namespaces = List.copyOf(namespaces);
        faults = List.copyOf(faults);
    }

    /**
     * No objects at all.
     *
     * @return an empty collection
     */
    public static RbacObjects none() {
        return new RbacObjects(List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Reads objects as kubectl prints them: {@code kubectl get
     * namespaces,roles,rolebindings,clusterroles,clusterrolebindings -A -o yaml} or {@code -o json}, one object, a list, or
     * several documents. A bad object or rule costs itself and none of the others; {@link #faults()} tells of it, and of
     * kinds that do not belong here, names that stand there twice (the last one counts) and bindings of roles that are not
     * there.
     *
     * @param text YAML or JSON
     * @return the objects
     * @throws IllegalArgumentException if the text is no YAML at all, or longer than 64 Mi characters
     */
    public static RbacObjects parse(String text) {
        return new RbacReader().read(text);
    }
}
