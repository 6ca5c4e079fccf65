package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.Subject;
import java.util.List;

/** The users that subjects are for the API server, with the groups that Kubernetes gives everybody of their kind. */
final class SubjectUsers {

    private static final String ANONYMOUS = "system:anonymous";
    private static final List<String> AUTHENTICATED = List.of(ClusterAuthorizer.AUTHENTICATED);
    private static final List<String> UNAUTHENTICATED = List.of("system:unauthenticated");

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

    /** A principal of which no more is known is nobody. */
    static KubernetesUser of(Subject subject) {
        return KubernetesUser.builder()
                .username(usernameOf(subject))
                .groups(groupsOf(subject))
                .build();
    }

    static String usernameOf(Subject subject) {
        if (subject instanceof Subject.Group || subject instanceof Subject.Principal) {
            return "";
        }
        return subject instanceof Subject.ServiceAccount account ? account.username() : subject.name();
    }

    static List<String> groupsOf(Subject subject) {
        if (subject instanceof Subject.Principal) {
            return List.of();
        }
        if (subject instanceof Subject.Group group) {
            return List.of(group.name());
        }
        if (subject instanceof Subject.ServiceAccount account) {
            return List.of(
                    "system:serviceaccounts",
                    "system:serviceaccounts:" + account.namespace(),
                    ClusterAuthorizer.AUTHENTICATED);
        }
        return subject.name().equals(ANONYMOUS) ? UNAUTHENTICATED : AUTHENTICATED;
    }
}
