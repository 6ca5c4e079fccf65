package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which entries still work, as far as IAM can tell. Looks each principal up once. Used for one plan by one thread. */
final class DeadEntries {

    /** Whether a cluster still lets the principal of an entry in. */
    enum Life {
        /** The principal exists and is older than the entry, or its age is unknown. */
        ALIVE,
        /** The principal was recreated in IAM after the entry was created. */
        MADE_AGAIN,
        /** The principal does not exist in IAM. */
        GONE
    }

    private final Optional<PrincipalDirectory> directory;
    private final Map<PrincipalArn, Life> known = new HashMap<>();

    DeadEntries(Optional<PrincipalDirectory> directory) {
        this.directory = directory;
    }

    Life life(AccessEntry entry) {
        return known.computeIfAbsent(
                entry.principal(),
                principal -> directory
                        .filter(iam -> iam.covers(principal.accountId()))
                        .map(iam -> life(entry, iam.find(principal)))
                        .orElse(Life.ALIVE));
    }

    private static Life life(AccessEntry entry, Optional<KnownPrincipal> found) {
        if (found.isEmpty() || !found.get().arn().equals(entry.principal())) {
            return Life.GONE;
        }
        boolean younger = entry.createdAt()
                .filter(made -> found.get().createdAt().isAfter(made))
                .isPresent();
        return younger ? Life.MADE_AGAIN : Life.ALIVE;
    }
}
