package io.github.accessentries.internal.question;

import io.github.accessentries.internal.rule.ResourcePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which requests API servers make in a namespace about those resources of Kubernetes that are in none. A RoleBinding that gives
 * a right to nodes gives nothing, since nobody is ever asked about nodes of a namespace.
 */
public final class NamespacedRequests {

    private static final String NAMESPACES = "namespaces";

    /** What is asked about one object, whose name the path of the request has. */
    private static final List<String> ABOUT_ONE = List.of("delete", "get", "patch", "update");

    private NamespacedRequests() {}

    /**
     * Whether a resource is in no namespace for certain.
     *
     * @param apiGroup the group of a rule
     * @param resource the resource of a rule, with the subresource if it has one
     * @return {@code true} if Kubernetes has it, without namespaces
     */
    public static boolean isClusterScoped(String apiGroup, String resource) {
        return find(apiGroup, resource).filter(found -> !found.namespaced()).isPresent();
    }

    /**
     * The verbs that can be asked for in a namespace all the same. One Namespace is in the namespace of its name.
     *
     * @param apiGroup the group of a {@linkplain #isClusterScoped cluster-scoped} resource
     * @param resource the resource, with the subresource if it has one
     * @param verbs those of a rule, {@code *} for all
     * @return the verbs that count there
     */
    public static List<String> verbs(String apiGroup, String resource, Collection<String> verbs) {
        boolean all = verbs.contains(RuleMatching.ALL);
        BuiltInResource found = find(apiGroup, resource).orElseThrow();
        if (found.inGroup().equals(NAMESPACES)) {
            return ResourcePattern.slash(resource) >= 0
                    ? List.copyOf(verbs)
                    : ABOUT_ONE.stream()
                            .filter(verb -> all || verbs.contains(verb))
                            .toList();
        }
        return List.of("bind", "use").stream()
                .filter(verb -> all || verbs.contains(verb))
                .filter(verb -> isAsked(verb, found))
                .toList();
    }

    /**
     * For who makes a RoleBinding of a ClusterRole, and for a pod under a PodSecurityPolicy, an API server asks about the role or
     * policy in the namespace where it is to count.
     */
    static boolean isAsked(String verb, BuiltInResource resource) {
        return (verb.equals("bind") && resource.name().equals("clusterroles"))
                || (verb.equals("use") && resource.name().equals("podsecuritypolicies"));
    }

    private static Optional<BuiltInResource> find(String apiGroup, String resource) {
        int slash = ResourcePattern.slash(resource);
        return BuiltInResources.all().find(apiGroup, slash < 0 ? resource : resource.substring(0, slash));
    }
}
