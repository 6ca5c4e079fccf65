package io.github.accessentries.migration;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.question.UnreadSources;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What bindings that were not read leave open of a move: nothing for the same user with the same groups, to whom they give the same
 * before and after.
 *
 * @param before the cluster as the ConfigMap lets it be
 * @param after the cluster with the entries in place of it
 */
record UnreadBindings(AccessModel before, AccessModel after) {

    private static final String MASTERS = "system:masters";

    /** Why it is unknown whether an entry gives what its mapping gave; empty if that is known. */
    Optional<String> doubt(DesiredEntry entry) {
        if (!UnreadSources.lacksRbac(before) || entry.type().isForNodes()) {
            return Optional.empty();
        }
        Subject principal = new Subject.Principal(entry.principal());
        Optional<KubernetesUser> then = before.userOf(principal);
        Optional<KubernetesUser> now = after.userOf(principal);
        // Masters may do everything, whatever is bound.
        boolean isMaster = then.filter(user -> user.groups().contains(MASTERS)).isPresent();
        if (isMaster || (then.isPresent() && then.map(UnreadBindings::bound).equals(now.map(UnreadBindings::bound)))) {
            return Optional.empty();
        }
        return Optional.of("the mapping makes it " + words(then) + ", and an entry " + words(now)
                + "; what bindings give to one of them alone is not known, since not all of them were read; read RBAC from the"
                + " cluster's own API");
    }

    /** What bindings can name of a user. */
    private static List<Set<String>> bound(KubernetesUser user) {
        return List.of(Set.of(user.username()), Set.copyOf(user.groups()));
    }

    private static String words(Optional<KubernetesUser> user) {
        return user.map(known -> PlainText.quoted(known.username()) + " in groups " + PlainText.names(known.groups()))
                .orElse("a user who is not known");
    }
}
