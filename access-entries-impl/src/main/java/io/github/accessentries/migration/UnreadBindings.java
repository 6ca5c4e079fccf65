package io.github.accessentries.migration;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.question.UnreadSources;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        PrincipalArn principal = entry.principal();
        Optional<KubernetesUser> then = before.userOf(new Subject.Principal(principal));
        Optional<KubernetesUser> now = after.userOf(new Subject.Principal(principal));
        if (then.isEmpty() || now.isEmpty() || then.get().groups().contains(MASTERS)) {
            return Optional.empty(); // Masters may do everything, whatever is bound.
        }
        Set<String> changed = new TreeSet<>(then.get().groups());
        changed.removeAll(now.get().groups());
        now.get().groups().stream()
                .filter(group -> !then.get().groups().contains(group))
                .forEach(changed::add);
        boolean isSameName = then.get().username().equals(now.get().username());
        return changed.isEmpty() && isSameName
                ? Optional.empty()
                : Optional.of("the entry cannot have "
                        + (isSameName ? "the same groups, " + PlainText.names(changed) : "the same user name")
                        + ", and what bindings give to it is not known, since not all of them were read; read RBAC from the"
                        + " cluster's own API");
    }
}
