package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import java.util.List;

/** Rights that are no risk by themselves, and without which some of those that are lead nowhere. */
@SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable, and requests are values
enum CompanionRight {
    CLUSTER_BINDING_CREATE("create clusterrolebindings.rbac.authorization.k8s.io"),
    CLUSTER_BINDING_CHANGE(
            "update clusterrolebindings.rbac.authorization.k8s.io",
            "patch clusterrolebindings.rbac.authorization.k8s.io"),
    BINDING_CREATE("create rolebindings.rbac.authorization.k8s.io"),
    BINDING_CHANGE("update rolebindings.rbac.authorization.k8s.io", "patch rolebindings.rbac.authorization.k8s.io"),
    CLUSTER_ROLE_CHANGE(
            "update clusterroles.rbac.authorization.k8s.io", "patch clusterroles.rbac.authorization.k8s.io"),
    ROLE_CHANGE("update roles.rbac.authorization.k8s.io", "patch roles.rbac.authorization.k8s.io"),
    CLUSTER_ROLE_CREATE("create clusterroles.rbac.authorization.k8s.io"),
    ROLE_CREATE("create roles.rbac.authorization.k8s.io"),
    POD_CREATE("create pods"),
    AWS_AUTH_CREATE("create configmaps"),
    AWS_AUTH_DELETE("delete configmaps", "deletecollection configmaps"),
    REQUEST_CREATE("create certificatesigningrequests.certificates.k8s.io"),
    SIGNER_APPROVE("approve signers.certificates.k8s.io"),
    CLAIM_CREATE("create persistentvolumeclaims");

    /** The signer of certificates with which one logs in, and all of Kubernetes' own. */
    private static final List<String> SIGNERS = List.of("kubernetes.io/kube-apiserver-client", "kubernetes.io/*");

    private final List<AccessRequest> requests;

    CompanionRight(String... requests) {
        this.requests = List.of(requests).stream()
                .map(words -> {
                    int blank = words.indexOf(' ');
                    return AccessRequest.of(words.substring(0, blank), words.substring(blank + 1));
                })
                .toList();
    }

    /** Requests of which one is enough. */
    List<AccessRequest> requests() {
        return switch (this) {
            case SIGNER_APPROVE -> SIGNERS.stream().map(requests.get(0)::named).toList();
            case AWS_AUTH_CREATE -> List.of(AwsAuthAnew.CREATE);
            case AWS_AUTH_DELETE -> AwsAuthAnew.DELETE;
            default -> requests;
        };
    }
}
