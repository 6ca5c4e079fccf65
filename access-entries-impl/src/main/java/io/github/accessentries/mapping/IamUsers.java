package io.github.accessentries.mapping;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import java.util.List;
import java.util.Set;

/** Creates Kubernetes users with the uid and the extra fields that EKS sets and its audit logs show. */
final class IamUsers {

    private static final String NAMESPACED_PRINCIPAL_ID = "sigs.k8s.io/aws-iam-authenticator/principalId";

    private IamUsers() {}

    static KubernetesUser of(IamIdentity identity, String username, Set<String> groups) {
        return KubernetesUser.builder()
                .username(username)
                .uid("aws-iam-authenticator:" + identity.accountId() + ":" + identity.principalId())
                .groups(groups)
                .putExtra("arn", List.of(identity.arn()))
                .putExtra(KubernetesUser.CANONICAL_ARN, List.of(identity.canonicalArn()))
                .putExtra("sessionName", List.of(identity.sessionName().orElse("")))
                .putExtra("accessKeyId", List.of(identity.accessKeyId()))
                .putExtra(KubernetesUser.PRINCIPAL_ID, List.of(identity.principalId()))
                .putExtra(NAMESPACED_PRINCIPAL_ID, List.of(identity.principalId()))
                .build();
    }
}
