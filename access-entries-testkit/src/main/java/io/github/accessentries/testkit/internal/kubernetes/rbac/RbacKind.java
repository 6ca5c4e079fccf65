package io.github.accessentries.testkit.internal.kubernetes.rbac;

import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.Arrays;
import java.util.Optional;

/** The four kinds of RBAC. */
public enum RbacKind {
    /** A role of one namespace. */
    ROLE("Role", "roles", true, true),
    /** A role of the cluster. */
    CLUSTER_ROLE("ClusterRole", "clusterroles", false, true),
    /** Gives a role in one namespace. */
    ROLE_BINDING("RoleBinding", "rolebindings", true, false),
    /** Gives a role everywhere. */
    CLUSTER_ROLE_BINDING("ClusterRoleBinding", "clusterrolebindings", false, false);

    /** Their API group. */
    public static final String GROUP = "rbac.authorization.k8s.io";

    static final String API_VERSION = GROUP + "/v1";

    private final String kind;
    private final String plural;
    private final boolean namespaced;
    private final boolean role;

    RbacKind(String kind, String plural, boolean namespaced, boolean role) {
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
        this.role = role;
    }

    /** The one that is stored as this, if it is one of them. */
    public static Optional<RbacKind> of(GroupResource resource) {
        return resource.group().equals(GROUP)
                ? Arrays.stream(values())
                        .filter(each -> each.plural.equals(resource.resource()))
                        .findFirst()
                : Optional.empty();
    }

    /** The one that objects name. */
    static Optional<RbacKind> ofKind(String kind) {
        return Arrays.stream(values()).filter(each -> each.kind.equals(kind)).findFirst();
    }

    /** The name in objects. */
    public String kind() {
        return kind;
    }

    /** The name in paths and in the store. */
    public GroupResource resource() {
        return new GroupResource(GROUP, plural);
    }

    /** The kind as the API serves it. */
    public ResourceType type() {
        return BuiltInTypes.get().ofKind(API_VERSION, kind).orElseThrow();
    }

    /** Whether its objects are in namespaces. */
    public boolean isNamespaced() {
        return namespaced;
    }

    /** Whether it is a role, rather than a binding. */
    public boolean isRole() {
        return role;
    }
}
