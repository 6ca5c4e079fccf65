package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.List;

/**
 * What stands behind a name in a path.
 *
 * @param group the group of its objects
 * @param version their version
 * @param kind their kind
 * @param verbs what can be done with it
 */
public record SubresourceType(String group, String version, String kind, List<String> verbs) {

    /** What stands behind the names of a kind. */
    public static SubresourceType of(ResourceType type, String subresource) {
        List<String> change = List.of("get", "patch", "update");
        return switch (subresource) {
            case "scale" -> new SubresourceType("autoscaling", "v1", "Scale", change);
            case "eviction" -> new SubresourceType("policy", "v1", "Eviction", List.of("create"));
            case "token" -> new SubresourceType("authentication.k8s.io", "v1", "TokenRequest", List.of("create"));
            case "binding" -> new SubresourceType("", "v1", "Binding", List.of("create"));
            case "exec" -> new SubresourceType("", "v1", "PodExecOptions", List.of("create", "get"));
            case "attach" -> new SubresourceType("", "v1", "PodAttachOptions", List.of("create", "get"));
            case "portforward" -> new SubresourceType("", "v1", "PodPortForwardOptions", List.of("create", "get"));
            case "log" -> new SubresourceType(type.group(), type.version(), type.kind(), List.of("get"));
            case "finalize" -> new SubresourceType(type.group(), type.version(), type.kind(), List.of("update"));
            case "proxy" ->
                new SubresourceType(
                        "", "v1", type.kind() + "ProxyOptions", List.of("create", "delete", "get", "patch", "update"));
            default -> new SubresourceType(type.group(), type.version(), type.kind(), change);
        };
    }
}
