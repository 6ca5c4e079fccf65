package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.Subject;
import java.util.List;

/** The users that subjects are for the API server, with the groups that Kubernetes gives everybody of their kind. */
final class SubjectUsers {

    private static final String ANONYMOUS = "system:anonymous";

    private SubjectUsers() {}

    static KubernetesUser of(PrincipalUsers.Mapped mapped) {
        return of(mapped, mapped.username());
    }

    static KubernetesUser of(PrincipalUsers.Mapped mapped, String username) {
        return KubernetesUser.builder()
                .username(username)
                .groups(mapped.groups())
                .putExtra(
                        KubernetesUser.CANONICAL_ARN, List.of(mapped.principal().canonical()))
                .build();
    }

    static KubernetesUser of(Subject subject) {
        KubernetesUser.Builder user = KubernetesUser.builder();
        if (subject instanceof Subject.ServiceAccount account) {
            return user.username(account.username())
                    .addGroups(
                            "system:serviceaccounts",
                            "system:serviceaccounts:" + account.namespace(),
                            ClusterAuthorizer.AUTHENTICATED)
                    .build();
        }
        if (subject instanceof Subject.Group group) {
            return user.username("").addGroups(group.name()).build();
        }
        return user.username(subject.name())
                .addGroups(
                        subject.name().equals(ANONYMOUS) ? "system:unauthenticated" : ClusterAuthorizer.AUTHENTICATED)
                .build();
    }
}
