package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import java.util.Collection;
import java.util.List;

/**
 * The authorizer of Kubernetes for nodes, which allows each kubelet what its pods need. Which pods run where is not known
 * here, so it cannot be asked; but it never allows more than the rules that it has for all nodes.
 */
final class NodeAuthorizer {

    static final String DOUBT =
            "the Node authorizer of the cluster, which knows what the pods of a node need, is not asked here, and may allow"
                    + " a node more";

    private static final String USER_PREFIX = "system:node:";
    private static final String GROUP = "system:nodes";

    /** Those of the ClusterRole {@code system:node} of Kubernetes 1.34, with what it opens behind feature gates. */
    private static final RuleIndex RULES = new RuleIndex(List.of(
            rule("authentication.k8s.io", "tokenreviews", "create"),
            rule("authorization.k8s.io", "subjectaccessreviews localsubjectaccessreviews", "create"),
            rule("", "services configmaps secrets pods nodes", "get list watch"),
            rule("", "nodes pods serviceaccounts/token pods/eviction events", "create"),
            rule("", "nodes nodes/status pods/status events persistentvolumeclaims/status", "update patch"),
            rule("", "pods", "delete"),
            rule("", "serviceaccounts endpoints persistentvolumes persistentvolumeclaims", "get"),
            rule("", "persistentvolumeclaims/status", "get"),
            rule("certificates.k8s.io", "certificatesigningrequests podcertificaterequests", "create get list watch"),
            rule("certificates.k8s.io", "clustertrustbundles", "get list watch"),
            rule("coordination.k8s.io", "leases", "get create update patch delete"),
            rule("storage.k8s.io", "volumeattachments", "get"),
            rule("storage.k8s.io", "csidrivers", "get list watch"),
            rule("storage.k8s.io", "csinodes", "get create update patch delete"),
            rule("node.k8s.io", "runtimeclasses", "get list watch"),
            rule("resource.k8s.io", "resourceclaims", "get"),
            rule("resource.k8s.io", "resourceslices", "get list watch create update patch delete deletecollection")));

    private NodeAuthorizer() {}

    private static Rule rule(String apiGroup, String resources, String verbs) {
        return Rule.builder()
                .addVerbs(verbs.split(" "))
                .addApiGroups(apiGroup)
                .addResources(resources.split(" "))
                .build();
    }

    /** It asks for both a user name and a group; which of the two a template or a group gets is not always known. */
    static boolean isNode(KubernetesUser user) {
        return isNode(user.username(), user.groups());
    }

    static boolean isNode(String username, Collection<String> groups) {
        return username.startsWith(USER_PREFIX) || groups.contains(GROUP);
    }

    /** More than it may allow any node. */
    static RuleIndex rules() {
        return RULES;
    }

    static boolean mayAllow(AccessRequest request) {
        return RULES.first(request) != null;
    }
}
