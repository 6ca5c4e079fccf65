package io.github.accessentries.audit;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.CanonicalArn;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose requests count: those of everybody who is one of the users, principals or ids, or in one of the groups. */
record WantedUsers(boolean everybody, Set<String> names, Set<String> principals, Set<String> ids, Set<String> groups) {

    private static final String ANONYMOUS = "system:anonymous";
    private static final String UNAUTHENTICATED = "system:unauthenticated";
    private static final String SESSION_ARN = "arn";

    static WantedUsers of(PolicyProposer proposer) {
        return new WantedUsers(
                proposer.everybody(),
                Set.copyOf(proposer.users()),
                proposer.principals().stream().map(ArnKey::of).collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(proposer.uniqueIds()),
                Set.copyOf(proposer.groups()));
    }

    /** Whether a user is nobody known. */
    static boolean isAnonymous(KubernetesUser user) {
        return user.username().equals(ANONYMOUS) || user.groups().contains(UNAUTHENTICATED);
    }

    boolean include(KubernetesUser user) {
        return everybody
                || names.contains(user.username())
                || !Collections.disjoint(groups, user.groups())
                || (!ids.isEmpty() && isOneOfTheIds(user))
                || (!principals.isEmpty() && isOneOfThePrincipals(user));
    }

    /** The uid that EKS gives ends in the id, behind the account. */
    private boolean isOneOfTheIds(KubernetesUser user) {
        String uid = user.uid();
        return ids.contains(uid.substring(uid.lastIndexOf(':') + 1))
                || user.extra(KubernetesUser.PRINCIPAL_ID).filter(ids::contains).isPresent();
    }

    private boolean isOneOfThePrincipals(KubernetesUser user) {
        Optional<String> canonical = user.extra(KubernetesUser.CANONICAL_ARN);
        List<String> told = user.extra().getOrDefault(SESSION_ARN, List.of());
        if (canonical.isEmpty() && told.size() == 1) {
            canonical = canonical(told.get(0));
        }
        return canonical.map(ArnKey::of).filter(principals::contains).isPresent();
    }

    private static Optional<String> canonical(String arn) {
        try {
            return Optional.of(CanonicalArn.of(arn).text());
        } catch (IllegalArgumentException e) {
            // Whatever it is, it is no ARN, and so none of the principals.
            return Optional.empty();
        }
    }
}
