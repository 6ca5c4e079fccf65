package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An entry that lets nobody in, and the one that takes its place for another principal. The former entry is the only place where
 * it stands what its successor is to have, so it goes last, and as long as it is there, what a run did not come to is made by the
 * next.
 *
 * @param former the entry that lets nobody in
 * @param wanted the one in its place
 */
record Succession(AccessEntry former, DesiredEntry wanted) {

    /**
     * Gives all that an entry has to another principal.
     *
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if no entry for that principal can have it
     */
    static Succession of(AccessEntry former, PrincipalArn heir) {
        DesiredEntry had = DesiredEntry.of(former);
        DesiredEntry.Builder entry = DesiredEntry.builder(heir).type(had.type()).groups(had.groups());
        had.username().ifPresent(entry::username);
        had.policies().forEach((policy, scope) -> entry.allow(policy).in(scope));
        had.tags().forEach(entry::tag);
        return new Succession(former, entry.build());
    }

    /** Whether an entry is what is left of a run that ended before it had given all policies. */
    boolean wasBegun(AccessEntry present) {
        AccessEntry made = wanted.asMade(present.cluster());
        Map<AccessPolicy, AccessScope> all = scopes(made);
        Map<AccessPolicy, AccessScope> some = scopes(present);
        return present.type().equals(made.type())
                && present.username().equals(made.username())
                && present.groups().equals(made.groups())
                && present.tags().equals(made.tags())
                && some.size() < all.size()
                && all.entrySet().containsAll(some.entrySet());
    }

    private static Map<AccessPolicy, AccessScope> scopes(AccessEntry entry) {
        return entry.policies().stream().collect(Collectors.toMap(PolicyAssociation::policy, PolicyAssociation::scope));
    }

    /** Makes the new entry, and takes the former one away then. */
    List<Change> whole(String reason) {
        return then(Difference.toMake(wanted, Reasons.HEALED), reason);
    }

    /** Gives an entry what it still lacks, and takes the former one away then. */
    List<Change> rest(AccessEntry begun, String reason) {
        return then(Difference.between(begun, wanted.asMade(begun.cluster()), Reasons.HEALED), reason);
    }

    private List<Change> then(List<Change> given, String reason) {
        List<Change> changes = new ArrayList<>(given);
        changes.add(new Change.Delete(former, reason));
        return changes;
    }
}
