package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.internal.calls.EntryCalls;
import io.github.accessentries.internal.ending.Ending;
import io.github.accessentries.internal.ending.EndingTags;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.plan.Change;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks again at an entry in which something ends, since EKS has no conditional update and others may write at the same time.
 *
 * <p>A grant that read the entry before somebody else took what is over may have written it back, and the tag that tells its end is
 * gone. Then the tag is put back, so that it is taken again. Whoever writes last sees it, since everybody looks after writing. What
 * somebody else has given since without an end stays, and a grant without an end that somebody took while it was made is made again.
 *
 * @param calls the calls to EKS
 * @param wish what was wished, whatever the answers told in between
 * @param read the entry as it was read
 * @param changes what is changed about it
 */
record EndingGuard(EntryCalls calls, Wish wish, AccessEntry read, List<Change> changes) {

    private boolean isConcerned() {
        return !Endings.of(read).isEmpty();
    }

    /**
     * Looks before something is changed: what somebody has given without an end since the entry was read is not taken any more, and
     * its tags are not removed before what was taken is gone.
     *
     * @throws AccessConflictException if the entry has to be looked at anew
     */
    void before(Change change) {
        if (change instanceof Change.Untag) {
            beforeUntagging();
        } else if (isConcerned()
                && change.phase() != Change.Phase.GRANT
                && calls.find(wish.principal())
                        .filter(present -> Endings.of(present)
                                .all()
                                .containsAll(Endings.of(read).all()))
                        .isEmpty()) {
            throw changed();
        }
    }

    /** Somebody may have given again what was taken. */
    private void beforeUntagging() {
        if (isConcerned() && changes.stream().anyMatch(change -> change.phase() != Change.Phase.GRANT)) {
            calls.find(wish.principal())
                    .filter(present -> changes.stream().anyMatch(change -> isUndone(change, present)))
                    .ifPresent(present -> {
                        throw changed();
                    });
        }
    }

    private static boolean isUndone(Change change, AccessEntry present) {
        if (change instanceof Change.Disassociate taken) {
            return present.scopeOf(taken.policy()).isPresent();
        }
        if (change instanceof Change.Rescope taken && change.phase() != Change.Phase.GRANT) {
            return !present.scopeOf(taken.policy()).equals(Optional.of(taken.after()));
        }
        return change instanceof Change.Update taken
                && change.phase() != Change.Phase.GRANT
                && !present.groups().equals(taken.groups());
    }

    /**
     * Puts back the tags that are missing.
     *
     * @throws AccessConflictException if something is gone that was given without an end
     */
    void afterWriting() {
        wish.instead(read).ifPresent(wanted -> {
            Endings later = Endings.of(wanted);
            if (isConcerned() || !later.isEmpty()) {
                calls.find(wish.principal()).ifPresent(present -> {
                    check(present, later);
                    requireGiven(present);
                });
            }
        });
    }

    private void requireGiven(AccessEntry present) {
        if (wish instanceof GrantWish
                && wish.instead(present).stream()
                        .flatMap(wanted -> Difference.between(present, wanted, wish.reasons()).stream())
                        .anyMatch(change -> change instanceof Change.Associate
                                || (change instanceof Change.Rescope && change.phase() == Change.Phase.GRANT)
                                || (change instanceof Change.Update && change.phase() == Change.Phase.GRANT))) {
            throw changed();
        }
    }

    private void check(AccessEntry present, Endings later) {
        AccessEntry staying = later.staying();
        Endings told = Endings.of(present);
        Map<String, String> missing = new TreeMap<>();
        Stream.concat(Endings.of(read).all().stream(), later.all().stream())
                .map(ending -> untold(ending.beside(staying), told))
                .map(ending -> withoutGivenSince(ending, present, staying, told))
                .filter(ending -> ending.isIn(present, staying))
                .forEach(ending -> missing.putAll(EndingTags.of(ending)));
        if (!missing.isEmpty()) {
            calls.tag(present, missing);
        }
    }

    private static Ending untold(Ending ending, Endings told) {
        Ending rest = ending;
        for (Ending other : told.all()) {
            rest = rest.without(other);
        }
        return rest;
    }

    private Ending withoutGivenSince(Ending ending, AccessEntry present, AccessEntry staying, Endings told) {
        Ending rest = withoutGroupsGivenSince(ending, told);
        for (AccessPolicy policy : ending.policies().keySet()) {
            if (told.all().stream().noneMatch(other -> other.policies().containsKey(policy))
                    && changes.stream().noneMatch(change -> isGivenBy(change, policy, ending, staying))
                    && isGivenSince(policy, present)) {
                rest = rest.without(policy);
            }
        }
        return rest;
    }

    /** Groups that were taken here and are there again are somebody else's. */
    private Ending withoutGroupsGivenSince(Ending ending, Endings told) {
        Ending rest = ending;
        for (Change change : changes) {
            if (change instanceof Change.Update taken && change.phase() != Change.Phase.GRANT) {
                Set<String> gone = new HashSet<>(taken.before().groups());
                gone.removeAll(taken.groups());
                told.all().forEach(other -> gone.removeAll(other.groups()));
                rest = rest.without(withGroups(gone), withGroups(Set.of()));
            }
        }
        return rest;
    }

    private AccessEntry withGroups(Set<String> groups) {
        return AccessEntry.builder()
                .from(read)
                .groups(groups)
                .policies(List.of())
                .build();
    }

    /** Whether one of the own changes gave what ends. */
    private boolean isGivenBy(Change change, AccessPolicy policy, Ending ending, AccessEntry staying) {
        Optional<PolicyAssociation> given = change instanceof Change.Associate associate
                ? Optional.of(PolicyAssociation.of(associate.policy(), associate.scope()))
                : change instanceof Change.Rescope rescope
                        ? Optional.of(PolicyAssociation.of(rescope.policy(), rescope.after()))
                        : Optional.empty();
        return given.filter(association -> association.policy().equals(policy))
                .filter(association -> ending.isIn(
                        AccessEntry.builder()
                                .from(read)
                                .groups(Set.of())
                                .policies(List.of(association))
                                .build(),
                        staying))
                .isPresent();
    }

    /** Whether somebody has given a policy after the entry was read: it was taken here, was not there, or is another one. */
    private boolean isGivenSince(AccessPolicy policy, AccessEntry present) {
        boolean isTaken = changes.stream()
                .filter(change -> change.phase() != Change.Phase.GRANT)
                .anyMatch(change -> (change instanceof Change.Disassociate taken
                                && taken.policy().equals(policy))
                        || (change instanceof Change.Rescope rescoped
                                && rescoped.policy().equals(policy)));
        return isTaken
                || read.scopeOf(policy).isEmpty()
                || associatedAt(present, policy)
                        .filter(now ->
                                associatedAt(read, policy).filter(now::isAfter).isPresent())
                        .isPresent();
    }

    private static Optional<Instant> associatedAt(AccessEntry entry, AccessPolicy policy) {
        return entry.policies().stream()
                .filter(association -> association.policy().equals(policy))
                .findFirst()
                .flatMap(PolicyAssociation::associatedAt);
    }

    /** Without the principal in its context, which means that another attempt may succeed. */
    private AccessConflictException changed() {
        return new AccessConflictException(
                "The access entry of " + wish.principal() + " on cluster " + read.cluster()
                        + " was changed by somebody else at the same time, again and again; try again later",
                ErrorContext.builder().cluster(read.cluster()).build(),
                null);
    }
}
