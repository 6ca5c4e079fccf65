package io.github.accessentries.internal.planning;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryRules;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.calls.EksErrors;
import io.github.accessentries.internal.calls.MirroredCalls;
import io.github.accessentries.internal.calls.PredictedEntries;
import io.github.accessentries.internal.objects.ObjectCalls;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Fulfils requests for single entries in the same steps as plans: difference, safe order, safeguards, calls. Reads the
 * entry first and makes only the calls that change something; starts over after a concurrent change, and waits while
 * EKS does not yet know what IAM or an earlier call has just created.
 *
 * <p>Thread-safe.
 */
final class EntryChanges {

    /**
     * The result of a request.
     *
     * @param entry the entry afterwards, empty if there is none
     * @param changed whether something had to change, even if a call whose answer was lost, or somebody else, did it first
     */
    record Fulfilment(Optional<AccessEntry> entry, boolean changed) {}

    private static final int MOST_ATTEMPTS = 10;

    private final ClusterView view;
    private final Patience patience;

    /**
     * One writer at a time for each principal: EKS has no conditional update, so two writers could undo each other's
     * groups.
     */
    private final LoadingCache<PrincipalArn, ReentrantLock> writers =
            Caffeine.newBuilder().weakValues().build(principal -> new ReentrantLock());

    /** Many may add at the same time; whoever takes something is alone. */
    private final ReadWriteLock takers = new ReentrantReadWriteLock();

    EntryChanges(ClusterView view, Patience patience) {
        this.view = view;
        this.patience = patience;
    }

    /** The cluster that the entries belong to. */
    String cluster() {
        return view.cluster();
    }

    /** The changes that are needed now, in the order in which they would be made. */
    List<Change> changes(Wish wish) {
        Optional<AccessEntry> present = view.calls().find(wish.principal());
        CustomPolicyChanges policies = CustomPolicyChanges.of(view, wish, present);
        return ordered(policies.around(changes(policies.wish(), present)));
    }

    Fulfilment fulfil(Wish wish, SignOff signOff) {
        if (wish instanceof PolicyWish) {
            return patience.retry(() -> alone(() -> despiteOthers(wish, signOff)), EksErrors::mayPass);
        }
        return patience.retry(
                () -> shared(wish).orElseGet(() -> alone(() -> despiteOthers(wish, signOff))), EksErrors::mayPass);
    }

    /**
     * Does something while nobody else makes a change through this object: two changes that are each safe on their own can
     * remove the last two administrators together.
     */
    <T> T alone(Supplier<T> work) {
        takers.writeLock().lock();
        try {
            return work.get();
        } finally {
            takers.writeLock().unlock();
        }
    }

    /** Only adds, beside others that do; empty if something would be taken. */
    private Optional<Fulfilment> shared(Wish wish) {
        ReentrantLock writer = writers.get(wish.principal());
        takers.readLock().lock();
        writer.lock();
        try {
            Optional<AccessEntry> present = view.calls().find(wish.principal());
            List<Change> changes = changes(wish, present);
            return needsALook(changes)
                    ? Optional.empty()
                    : Optional.of(make(wish, present, changes, ObjectCalls.none()));
        } catch (AccessConflictException e) {
            if (isLasting(e)) {
                throw e;
            }
            return Optional.empty();
        } finally {
            writer.unlock();
            takers.readLock().unlock();
        }
    }

    /** All entries that have a custom policy share its objects, which others may change between reading and writing them. */
    private Fulfilment despiteOthers(Wish wish, SignOff signOff) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(wish, signOff);
            } catch (AccessConflictException e) {
                if (attempt == MOST_ATTEMPTS || isLasting(e)) {
                    throw e;
                }
            }
        }
    }

    /** What is wrong with the entry or the policy names the principal, and stays wrong. */
    private static boolean isLasting(AccessConflictException conflict) {
        return conflict.context().principal().isPresent();
    }

    private Fulfilment once(Wish wish, SignOff signOff) {
        Optional<AccessEntry> present = view.calls().find(wish.principal());
        CustomPolicyChanges policies = CustomPolicyChanges.of(view, wish, present);
        List<Change> changes = policies.around(changes(policies.wish(), present));
        if (needsALook(changes)) {
            requireSafe(wish.principal(), changes, present, signOff);
        }
        policies.requireAllowed(changes);
        Fulfilment fulfilment = make(policies.wish(), present, changes, policies.objects());
        policies.settle();
        return fulfilment;
    }

    private Fulfilment make(Wish wish, Optional<AccessEntry> present, List<Change> changes, ObjectCalls objects) {
        PredictedEntries known =
                new PredictedEntries(view.cluster(), present.stream().toList());
        // Every new attempt reads the entry again, so single calls are not repeated here.
        ChangeMaker maker = new ChangeMaker(new MirroredCalls(view.calls(), known), objects, Patience.none());
        Optional<EndingGuard> guard = present.filter(read -> !changes.isEmpty())
                .map(read -> new EndingGuard(view.calls(), wish, read, changes));
        boolean isNew = false;
        for (Change change : ordered(changes)) {
            guard.ifPresent(each -> each.before(change));
            if (isNew && change instanceof Change.Associate associate) {
                Remains.after(() -> change.match(maker), Remains.ofNewEntry(associate.policy()));
            } else {
                boolean isMade = change.match(maker) == Status.DONE;
                isNew |= isMade && change instanceof Change.Create;
            }
        }
        guard.ifPresent(EndingGuard::afterWriting);
        return new Fulfilment(known.find(wish.principal()), !changes.isEmpty());
    }

    private List<Change> changes(Wish wish, Optional<AccessEntry> present) {
        List<Change> changes = present.map(entry -> changes(wish, entry))
                .orElseGet(() -> wish.whereNone()
                        .map(entry -> Difference.toMake(entry, wish.reasons()))
                        .orElse(List.of()));
        requirePolicies(wish.principal(), changes);
        return changes;
    }

    private static List<Change> changes(Wish wish, AccessEntry present) {
        Optional<AccessEntry> wanted = wish.instead(present);
        List<Change> changes = wanted.map(entry -> Difference.between(present, entry, wish.reasons()))
                .orElseGet(
                        () -> List.of(new Change.Delete(present, wish.reasons().taken())));
        wanted.ifPresent(entry -> requireTags(present, entry));
        if (!changes.isEmpty()) {
            // Customers create entries for Auto Mode nodes as well, and must be able to delete them again.
            OwnedByAws.reason(present)
                    .filter(reason -> wanted.isPresent() || !present.type().isForNodes())
                    .ifPresent(reason -> {
                        throw Conflicts.with(present, reason + "; leave it to AWS");
                    });
        }
        return changes;
    }

    private static void requireTags(AccessEntry present, AccessEntry wanted) {
        try {
            EntryRules.requireTagCount(wanted.tags().size());
        } catch (IllegalArgumentException e) {
            throw Conflicts.with(present, "with the tags that it has, " + e.getMessage());
        }
    }

    private void requirePolicies(PrincipalArn principal, List<Change> changes) {
        PolicyCheck check = new PolicyCheck(PolicyCatalogue.published(), view.calls()::policies);
        changes.stream()
                .filter(Change.Associate.class::isInstance)
                .map(change -> ((Change.Associate) change).policy())
                .map(policy -> OwnedByAws.isOfCapability(policy)
                        ? Optional.of(policy + " is for EKS capabilities, to whose roles EKS gives it; leave it out")
                        : check.fault(policy))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(fault -> {
                    throw new InvalidAccessRequestException(
                            "Changed nothing for " + principal + " on cluster " + view.cluster() + ": " + fault,
                            ErrorContext.builder()
                                    .cluster(view.cluster())
                                    .principal(principal)
                                    .build(),
                            null);
                });
    }

    /** What is taken may lock somebody out, and so may a new entry, which hides the mapping of its principal. */
    private boolean needsALook(List<Change> changes) {
        return changes.stream()
                .anyMatch(change -> change.phase() != Change.Phase.GRANT
                        || (change instanceof Change.Create && view.context().knowsAwsAuth()));
    }

    private void requireSafe(
            PrincipalArn principal, List<Change> changes, Optional<AccessEntry> present, SignOff signOff) {
        List<AccessEntry> concerned = present.stream().toList();
        Surroundings surroundings = view.surroundings();
        boolean ofAdministrator = Administrators.of(surroundings.model(concerned, surroundings.present()))
                .contains(principal);
        Outlook outlook = new Outlook(
                surroundings,
                view.cluster(),
                ofAdministrator ? view.entries() : concerned,
                changes,
                List.of(),
                new DeadEntries(view.context().directory()));
        SignedOff.require(view.cluster(), outlook.findings(view::heededAwsAuth), signOff);
    }

    private static List<Change> ordered(List<Change> changes) {
        return Stream.of(Change.Phase.values())
                .flatMap(phase -> changes.stream().filter(change -> change.phase() == phase))
                .toList();
    }
}
