package io.github.accessentries.testkit.internal.kubernetes.caller;

import java.util.List;
import java.util.Optional;

/** The users and groups that Kubernetes itself knows. */
final class WellKnown {

    static final String ANONYMOUS = "system:anonymous";
    static final String AUTHENTICATED = "system:authenticated";
    static final String UNAUTHENTICATED = "system:unauthenticated";

    private static final String ACCOUNT = "system:serviceaccount:";

    private WellKnown() {}

    /** A service account, by the name of its user. */
    record Account(String namespace, String name) {

        /** That of a user name, if it is one of a service account. */
        static Optional<Account> of(String username) {
            if (!username.startsWith(ACCOUNT)) {
                return Optional.empty();
            }
            String[] parts = username.substring(ACCOUNT.length()).split(":", -1);
            return parts.length == 2 && isLabel(parts[0]) && !parts[1].isEmpty()
                    ? Optional.of(new Account(parts[0], parts[1]))
                    : Optional.empty();
        }

        private static boolean isLabel(String text) {
            return text.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
        }

        /** The groups that all of them are in. */
        List<String> groups() {
            return List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace);
        }
    }
}
