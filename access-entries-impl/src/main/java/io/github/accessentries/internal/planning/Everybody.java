package io.github.accessentries.internal.planning;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacSubject;
import java.util.Set;

/** The groups and the user that stand for more people than anybody can name. */
final class Everybody {

    private static final Set<RbacSubject> NAMES = Set.of(
            RbacSubject.group("system:authenticated"),
            RbacSubject.group("system:unauthenticated"),
            RbacSubject.group("system:serviceaccounts"),
            RbacSubject.user("system:anonymous"));

    private Everybody() {}

    static boolean isGivenBy(RbacBinding binding) {
        return binding.subjects().stream().anyMatch(NAMES::contains);
    }
}
