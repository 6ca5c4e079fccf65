package io.github.accessentries.kubernetes;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects that Kubernetes makes in each cluster, by which a list is known to be one of the whole cluster. */
public final class EachCluster {

    private EachCluster() {}

    /**
     * The items of a list.
     *
     * @param kind for example {@code RoleBinding}
     * @return as JSON, without brackets; what they give is nothing
     */
    public static String items(String kind) {
        return switch (kind) {
            case "ClusterRole", "ClusterRoleBinding" -> items(kind, "/cluster-admin", "/system:discovery");
            case "Role", "RoleBinding" -> items(kind, "kube-system/of-each-cluster", "kube-public/of-each-cluster");
            case "Namespace" -> items(kind, "/default", "/kube-system");
            case "ConfigMap" -> items(kind, "kube-system/kube-root-ca.crt");
            default -> throw new IllegalArgumentException("not of each cluster: " + kind);
        };
    }

    private static String items(String kind, String... names) {
        String role = kind.startsWith("Cluster") ? "ClusterRole" : "Role";
        return Stream.of(names)
                .map(name -> name.split("/", -1))
                .map(parts -> "{\"apiVersion\":\""
                        + (kind.contains("Role") ? "rbac.authorization.k8s.io/v1" : "v1") + "\",\"kind\":\"" + kind
                        + "\",\"metadata\":{"
                        + (parts[0].isEmpty() ? "" : "\"namespace\":\"" + parts[0] + "\",") + "\"name\":\"" + parts[1]
                        + "\"}"
                        + (kind.endsWith("Role") ? ",\"rules\":[]" : "")
                        + (kind.endsWith("Binding")
                                ? ",\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"" + role
                                        + "\",\"name\":\"" + parts[1] + "\"},\"subjects\":[]"
                                : "")
                        + "}")
                .collect(Collectors.joining(","));
    }
}
