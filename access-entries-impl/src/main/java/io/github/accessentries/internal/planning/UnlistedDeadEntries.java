package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.principal.DeadEntries.Life;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Finding.Kind;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import io.github.accessentries.plan.StalePlanException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is done about entries that let nobody in and that a desired state neither lists nor owns. */
final class UnlistedDeadEntries {

    private static final String FOR_A_WHILE =
            "it was there for a while only, for a principal that is no longer the same";
    private static final String GONE = "its principal does not exist in IAM any more, so it lets nobody in";

    /**
     * IAM answers from copies that learn of a new principal some time after EKS may know it; the documentation names no limit, and
     * seconds are usual.
     */
    private static final Duration UNTIL_IAM_SHOWS_IT = Duration.ofMinutes(5);

    private final ClusterView view;
    private final DesiredAccess desired;
    private final Map<PrincipalArn, AccessEntry> present;
    private final DeadEntries dead;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> leftAlone = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Instant settled;

    UnlistedDeadEntries(
            ClusterView view,
            DesiredAccess desired,
            Map<PrincipalArn, AccessEntry> present,
            DeadEntries dead,
            AccessTime time) {
        this.view = view;
        this.desired = desired;
        this.present = present;
        this.dead = dead;
        this.settled = time.start(present.values()).minus(UNTIL_IAM_SHOWS_IT);
        List<AccessEntry> found = present.values().stream()
                .filter(entry -> isNeitherListedNorOwned(desired, entry))
                .filter(entry -> OwnedByAws.reason(entry).isEmpty())
                .filter(entry -> dead.life(entry) != Life.ALIVE)
                .toList();
        found.forEach(entry -> handle(entry, found));
    }

    /** Whether only its being dead can be the reason to touch an entry. */
    private static boolean isNeitherListedNorOwned(DesiredAccess desired, AccessEntry entry) {
        return entry.principal().isRoleOrUser()
                && !desired.principals().contains(entry.principal())
                && !desired.ownership().owns(entry);
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    List<String> leftAlone() {
        return List.copyOf(leftAlone);
    }

    /** Nobody has listed who gets access by these. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Refuses a plan that takes away entries as dead, if they are not dead to whoever applies it.
     *
     * @throws StalePlanException if IAM does not say so any more, or is not asked
     */
    static void requireStillDead(AccessPlan plan, DeadEntries dead) {
        for (Change change : plan.changes()) {
            Optional<AccessEntry> before = change instanceof Change.Delete delete
                    ? Optional.of(delete.before())
                    : change instanceof Change.Replace replace ? Optional.of(replace.before()) : Optional.empty();
            Optional<PrincipalArn> alive = before.filter(entry -> isNeitherListedNorOwned(plan.desired(), entry))
                    .filter(entry -> dead.life(entry) == Life.ALIVE)
                    .map(AccessEntry::principal);
            if (alive.isPresent()) {
                throw new StalePlanException(
                        "Changed nothing on cluster " + plan.cluster() + ": the plan takes the entry of "
                                + alive.get() + " for dead, and it is not known to be. Its principal is there"
                                + " again, or IAM is no longer asked about account "
                                + alive.get().accountId() + "; plan again where it is",
                        plan.cluster());
            }
        }
    }

    private void handle(AccessEntry entry, List<AccessEntry> found) {
        if (dead.life(entry) == Life.MADE_AGAIN) {
            if (desired.deadEntries() == DeadEntryHandling.HEAL) {
                makeAnew(entry);
            }
            return;
        }
        Optional<Instant> young = entry.createdAt().filter(made -> made.isAfter(settled));
        if (young.isPresent()) {
            if (desired.deadEntries() != DeadEntryHandling.LEAVE) {
                leftAlone.add("the entry of " + entry.principal() + " was made at " + young.get()
                        + ", and IAM may not show a principal that is as new yet; plan again some minutes later");
            }
            return;
        }
        Optional<PrincipalArn> moved = dead.arnInIam(entry);
        if (moved.isPresent()) {
            moved(entry, moved.get(), found);
            return;
        }
        Optional<PermissionSet> set = PermissionSet.ofRole(entry.principal());
        Optional<PrincipalArn> listed = set.flatMap(this::listedRole);
        if (listed.isPresent()) {
            changes.add(new Change.Delete(
                    entry,
                    "its role is gone, and the new one of the same permission set, "
                            + listed.get().name() + ", is listed"));
        } else if (set.isPresent() && desired.deadEntries() == DeadEntryHandling.HEAL) {
            heal(entry, set.get(), found);
        } else if (desired.deadEntries() != DeadEntryHandling.LEAVE) {
            changes.add(new Change.Delete(entry, GONE));
        }
    }

    /** Somebody has made the name again with another path, and its access is not lost by that. */
    private void moved(AccessEntry entry, PrincipalArn now, List<AccessEntry> found) {
        if (desired.deadEntries() == DeadEntryHandling.LEAVE) {
            return;
        }
        if (desired.principals().contains(now)) {
            changes.add(new Change.Delete(entry, "in IAM, its name has another path, and " + now + " is listed"));
        } else if (desired.deadEntries() == DeadEntryHandling.HEAL || present.containsKey(now)) {
            long former = found.stream()
                    .filter(other -> other.principal().uniqueName().equals(now.uniqueName()))
                    .count();
            handOver(entry, Heir.ofOtherPath(entry.principal(), now), former);
        } else {
            leave(
                    entry,
                    "in IAM, its name has another path: it is " + now
                            + ", which has no entry. Grant that what it is to have, and revoke this one");
        }
    }

    private void makeAnew(AccessEntry entry) {
        if (Endings.of(entry).isForAWhile()) {
            changes.add(new Change.Delete(entry, FOR_A_WHILE));
            return;
        }
        try {
            changes.add(new Change.Replace(
                    entry,
                    DesiredEntry.of(entry),
                    "the principal was recreated in IAM, and the entry still refers to the deleted one"));
        } catch (InvalidDesiredAccessException e) {
            leave(entry, "it cannot be made anew: " + e.faults().get(0).reason());
        }
    }

    /** The role that the state lists for a permission set, if it is one that IAM has. */
    private Optional<PrincipalArn> listedRole(PermissionSet set) {
        return desired.entries().stream()
                .filter(wanted -> set.has(wanted.principal()))
                .filter(wanted -> !dead.isGone(Optional.ofNullable(present.get(wanted.principal()))
                        .orElseGet(() -> wanted.asMade(view.cluster()))))
                .map(DesiredEntry::principal)
                .findFirst();
    }

    private void heal(AccessEntry entry, PermissionSet set, List<AccessEntry> found) {
        Optional<List<KnownPrincipal>> known =
                view.context().directory().flatMap(iam -> iam.identityCenterRoles(set.accountId()));
        if (known.isEmpty()) {
            leave(
                    entry,
                    "the directory cannot list the roles of IAM Identity Center, so it is not known whether " + set
                            + " has a new one");
            return;
        }
        Set<PrincipalArn> roles = new HashSet<>();
        known.get().stream()
                .map(KnownPrincipal::arn)
                .filter(role -> set.has(role) && !role.equals(entry.principal()))
                .forEach(roles::add);
        long former = found.stream().filter(other -> set.has(other.principal())).count();
        if (roles.isEmpty()) {
            changes.add(new Change.Delete(entry, GONE));
        } else if (roles.size() > 1) {
            leave(entry, set + " has " + roles.size() + " roles now, and it is not known which one is used");
        } else {
            handOver(
                    entry,
                    Heir.ofPermissionSet(entry.principal(), roles.iterator().next(), set),
                    former);
        }
    }

    /** Gives the access of an entry to its heir, unless that has an entry of its own; goes on where an earlier run ended. */
    private void handOver(AccessEntry entry, Heir heir, long formerEntries) {
        Optional<AccessEntry> own = Optional.ofNullable(present.get(heir.arn()));
        Optional<Succession> succession = succession(entry, heir.arn());
        if (Endings.of(entry).isForAWhile()) {
            changes.add(new Change.Delete(entry, FOR_A_WHILE));
        } else if (own.isPresent()
                && succession.filter(begun -> begun.wasBegun(own.get())).isEmpty()) {
            changes.add(new Change.Delete(entry, heir.reason() + " has its own entry"));
        } else if (succession.isPresent() && formerEntries > 1) {
            leave(entry, heir.severalEntries(formerEntries));
        } else if (succession.isPresent()) {
            String reason = heir.reason() + " gets its access";
            changes.addAll(own.map(begun -> succession.get().rest(begun, reason))
                    .orElseGet(() -> succession.get().whole(reason)));
            findings.add(Finding.of(Kind.DEAD_ENTRY, heir.arn(), heir.toSignOff()));
        }
    }

    /** What a principal would get; where that is not possible, the entry is left, unless its heir needs nothing of it. */
    private Optional<Succession> succession(AccessEntry entry, PrincipalArn heir) {
        try {
            return Optional.of(Succession.of(entry, heir));
        } catch (InvalidDesiredAccessException e) {
            if (!present.containsKey(heir) && !Endings.of(entry).isForAWhile()) {
                leave(
                        entry,
                        "its access cannot be given to " + heir + ": "
                                + e.faults().get(0).reason());
            }
            return Optional.empty();
        }
    }

    private void leave(AccessEntry entry, String reason) {
        leftAlone.add("the entry of " + entry.principal() + " lets nobody in, but " + reason);
    }
}
