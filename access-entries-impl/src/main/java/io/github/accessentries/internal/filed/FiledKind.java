package io.github.accessentries.internal.filed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of objects that say who has access to a cluster, and where its API keeps them. */
public enum FiledKind {
    /** Bindings for the whole cluster. */
    CLUSTER_ROLE_BINDINGS("ClusterRoleBinding", "clusterrolebindings", FiledKind.RBAC, false),
    /** Bindings in namespaces. */
    ROLE_BINDINGS("RoleBinding", "rolebindings", FiledKind.RBAC, true),
    /** Roles for the whole cluster. */
    CLUSTER_ROLES("ClusterRole", "clusterroles", FiledKind.RBAC, false),
    /** Roles in namespaces. */
    ROLES("Role", "roles", FiledKind.RBAC, true),
    /** Namespaces. */
    NAMESPACES("Namespace", "namespaces", "", false),
    /** Of which only {@code aws-auth} matters. */
    CONFIG_MAPS("ConfigMap", "configmaps", "", true);

    /** Those that {@code RbacObjects} are made of. */
    public static final List<FiledKind> OF_RBAC =
            List.of(CLUSTER_ROLE_BINDINGS, ROLE_BINDINGS, CLUSTER_ROLES, ROLES, NAMESPACES);

    /** Those that give somebody something. */
    public static final List<FiledKind> OF_BINDINGS = List.of(CLUSTER_ROLE_BINDINGS, ROLE_BINDINGS);

    private static final String CERTIFICATE_AUTHORITY = "kube-root-ca.crt";
    private static final String KUBE_SYSTEM = "kube-system";
    private static final String RBAC = "rbac.authorization.k8s.io";

    private final String kind;
    private final String plural;
    private final String group;
    private final boolean ofNamespace;

    FiledKind(String kind, String plural, String group, boolean ofNamespace) {
        this.kind = kind;
        this.plural = plural;
        this.group = group;
        this.ofNamespace = ofNamespace;
    }

    /** Which one an object is, if any; who leaves the version away can only mean that one here. */
    static Optional<FiledKind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(each -> each.kind.equals(kind) && each.isOfVersion(apiVersion))
                .findFirst();
    }

    private boolean isOfVersion(String apiVersion) {
        return apiVersion.isEmpty() || (group.isEmpty() ? apiVersion.equals("v1") : apiVersion.startsWith(group + "/"));
    }

    /**
     * What the API calls them in paths.
     *
     * @return for example {@code rolebindings}
     */
    public String plural() {
        return plural;
    }

    /** Whether each cluster has an object, since Kubernetes makes it by itself, and anew when it is deleted. */
    boolean isInEachCluster(String namespace, String name) {
        return switch (this) {
            case CLUSTER_ROLES, CLUSTER_ROLE_BINDINGS -> name.equals("cluster-admin");
            case NAMESPACES -> name.equals(KUBE_SYSTEM);
            case ROLES, ROLE_BINDINGS -> namespace.equals(KUBE_SYSTEM);
            case CONFIG_MAPS -> namespace.equals(KUBE_SYSTEM) && name.equals(CERTIFICATE_AUTHORITY);
        };
    }

    /** Such an object in words. */
    String ofEachCluster() {
        return switch (this) {
                    case CLUSTER_ROLES, CLUSTER_ROLE_BINDINGS -> kind + " cluster-admin";
                    case NAMESPACES -> kind + " " + KUBE_SYSTEM;
                    case ROLES, ROLE_BINDINGS -> "those of namespace " + KUBE_SYSTEM;
                    case CONFIG_MAPS -> CERTIFICATE_AUTHORITY + " of namespace " + KUBE_SYSTEM;
                }
                + ", which each cluster has";
    }

    String kind() {
        return kind;
    }

    boolean isOfNamespace() {
        return ofNamespace;
    }

    /** The path below which the API has them. */
    String root() {
        return group.isEmpty() ? "/api/v1" : "/apis/" + group + "/v1";
    }

    String apiVersion() {
        return group.isEmpty() ? "v1" : group + "/v1";
    }
}
