package io.github.accessentries.internal.principal;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which entries still work, as far as IAM can tell. Looks each principal up once, for one plan. Thread-safe. */
public final class DeadEntries {

    /** Whether a cluster still lets the principal of an entry in. */
    public enum Life {
        /** The principal exists and is older than the entry, or its age is unknown. */
        ALIVE,
        /** The principal was recreated in IAM after the entry was created. */
        MADE_AGAIN,
        /** A principal of this name exists, but has another path: the one of the entry was deleted. */
        MOVED,
        /** No principal of this name exists in IAM. */
        GONE
    }

    private record Known(Life life, Optional<PrincipalArn> arn) {}

    private final Optional<PrincipalDirectory> directory;
    private final Map<PrincipalArn, Known> known = new ConcurrentHashMap<>();

    /**
     * Asks nothing yet.
     *
     * @param directory looks up IAM principals; without one, all entries count as alive
     */
    public DeadEntries(Optional<PrincipalDirectory> directory) {
        this.directory = directory;
    }

    /**
     * Whether the cluster still lets the principal of an entry in.
     *
     * @param entry the entry, as it was read
     * @return {@link Life#ALIVE} also if the directory does not cover the account
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    public Life life(AccessEntry entry) {
        return known(entry).life();
    }

    /**
     * Under which ARN IAM has the name of an entry's principal.
     *
     * @param entry the entry, as it was read
     * @return the ARN with the path that it has in IAM, empty if there is none, or if the directory does not cover the account
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    public Optional<PrincipalArn> arnInIam(AccessEntry entry) {
        return known(entry).arn();
    }

    private Known known(AccessEntry entry) {
        return known.computeIfAbsent(
                entry.principal(),
                principal -> directory
                        .filter(iam -> principal.isRoleOrUser())
                        .filter(iam -> iam.covers(principal.accountId()))
                        .map(iam -> DirectoryAnswers.find(iam, principal))
                        .map(found -> new Known(life(entry, found), found.map(KnownPrincipal::arn)))
                        .orElseGet(() -> new Known(Life.ALIVE, Optional.empty())));
    }

    /**
     * Whether an entry lets nobody in, whoever may come: neither the principal nor another of its ARN exists.
     *
     * @param entry the entry, as it was read
     * @return {@code true} only if IAM says so
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    public boolean isGone(AccessEntry entry) {
        Life life = life(entry);
        return life == Life.GONE || life == Life.MOVED;
    }

    private static Life life(AccessEntry entry, Optional<KnownPrincipal> found) {
        if (found.isEmpty()) {
            return Life.GONE;
        }
        if (!found.get().arn().toString().equalsIgnoreCase(entry.principal().toString())) {
            return Life.MOVED;
        }
        boolean younger = entry.createdAt()
                .filter(made -> found.get().createdAt().isAfter(made))
                .isPresent();
        return younger ? Life.MADE_AGAIN : Life.ALIVE;
    }
}
