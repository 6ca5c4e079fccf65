package io.github.accessentries.internal.filed;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * What is missing in a list that each cluster has, since Kubernetes makes it by itself, and anew when it is deleted; empty if nothing
     * is. Without it, the list is of one namespace, or what a selector left, or one page of several.
     *
     * @param listed the objects of the list, each as kind, namespace and name
     */
    Optional<String> lackOf(Collection<List<String>> listed) {
        Set<String> namespaces = listed.stream().map(key -> key.get(1)).collect(Collectors.toSet());
        Set<String> names = listed.stream().map(key -> key.get(2)).collect(Collectors.toSet());
        return switch (this) {
            case CLUSTER_ROLES, CLUSTER_ROLE_BINDINGS ->
                lack(names, List.of("cluster-admin", "system:discovery"), kind + " ");
            case NAMESPACES -> lack(names, List.of("default", KUBE_SYSTEM), kind + " ");
            case ROLES, ROLE_BINDINGS -> lack(namespaces, List.of(KUBE_SYSTEM, "kube-public"), "those of namespace ");
            case CONFIG_MAPS ->
                listed.contains(List.of(name(), KUBE_SYSTEM, "kube-root-ca.crt"))
                        ? Optional.empty()
                        : Optional.of("kube-root-ca.crt of namespace " + KUBE_SYSTEM);
        };
    }

    private static Optional<String> lack(Set<String> there, List<String> each, String what) {
        return each.stream().filter(name -> !there.contains(name)).findFirst().map(name -> what + name);
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
