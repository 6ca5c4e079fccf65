package io.github.accessentries.risk;

import io.github.accessentries.authz.Subject;
import java.util.Optional;

/** The user names and groups by which Kubernetes knows service accounts, whoever names them. */
final class AccountNames {

    private static final String USER = "system:serviceaccount:";

    /** The group of all accounts. */
    static final String ALL = "system:serviceaccounts";

    /** Before the namespace in the name of the group of all its accounts. */
    static final String ALL_OF = ALL + ":";

    private AccountNames() {}

    /** The service account that a subject is: as such, or as a user by its name. */
    static Optional<Subject.ServiceAccount> of(Subject subject) {
        if (subject instanceof Subject.ServiceAccount account) {
            return Optional.of(account);
        }
        if (!(subject instanceof Subject.User) || !subject.name().startsWith(USER)) {
            return Optional.empty();
        }
        String[] parts = subject.name().substring(USER.length()).split(":", -1);
        return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
                ? Optional.of(new Subject.ServiceAccount(parts[0], parts[1]))
                : Optional.empty();
    }

    /** The namespace of whose accounts a subject is the group. */
    static Optional<String> namespaceOfGroup(Subject subject) {
        return subject instanceof Subject.Group && subject.name().startsWith(ALL_OF)
                ? Optional.of(subject.name().substring(ALL_OF.length()))
                : Optional.empty();
    }

    /** Whether a subject is an account, or a group of accounts. */
    static boolean isOfAccounts(Subject subject) {
        return of(subject).isPresent()
                || subject.equals(new Subject.Group(ALL))
                || namespaceOfGroup(subject).isPresent();
    }
}
