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
    AWS_AUTH_CREATE(List.of(AwsAuthAnew.CREATE)),
    AWS_AUTH_DELETE(AwsAuthAnew.DELETE),
    REQUEST_CREATE("create certificatesigningrequests.certificates.k8s.io"),
    SIGNER_APPROVE(signers().stream()
            .map(AccessRequest.of("approve", "signers.certificates.k8s.io")::named)
            .toList()),
    CLAIM_CREATE("create persistentvolumeclaims");

    private final List<AccessRequest> requests;

    CompanionRight(String... requests) {
        this(List.of(requests).stream()
                .map(words -> {
                    int blank = words.indexOf(' ');
                    return AccessRequest.of(words.substring(0, blank), words.substring(blank + 1));
                })
                .toList());
    }

    CompanionRight(List<AccessRequest> requests) {
        this.requests = requests;
    }

    /**
     * The signer of certificates with which one logs in as anybody, and all of Kubernetes' own. Not {@code
     * kubernetes.io/legacy-unknown}: {@code certificates.k8s.io/v1}, since Kubernetes 1.22 the only version, refuses requests for it,
     * so that there is nothing to approve.
     */
    static List<String> signers() {
        return List.of("kubernetes.io/kube-apiserver-client", "kubernetes.io/*");
    }

    /** Requests of which one is enough. */
    List<AccessRequest> requests() {
        return requests;
    }
}
