package io.github.accessentries.internal.planning;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.calls.EksErrors;
import io.github.accessentries.internal.calls.MirroredCalls;
import io.github.accessentries.internal.calls.PredictedEntries;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
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
     * @param changed whether this call changed something
     */
    record Fulfilment(Optional<AccessEntry> entry, boolean changed) {}

    private final ClusterView view;
    private final Patience patience;

    /**
     * One writer at a time for each principal: EKS has no conditional update, so two writers could undo each other's
     * groups.
     */
    private final LoadingCache<PrincipalArn, ReentrantLock> writers =
            Caffeine.newBuilder().weakValues().build(principal -> new ReentrantLock());

    EntryChanges(ClusterView view, Patience patience) {
        this.view = view;
        this.patience = patience;
    }

    /** The changes that are needed now, in the order in which they would be made. */
    List<Change> changes(Wish wish) {
        return ordered(changes(wish, view.calls().find(wish.principal())));
    }

    Fulfilment fulfil(Wish wish, SignOff signOff) {
        ReentrantLock writer = writers.get(wish.principal());
        writer.lock();
        try {
            return patience.retry(() -> once(wish, signOff), EksErrors::mayPass);
        } finally {
            writer.unlock();
        }
    }

    private Fulfilment once(Wish wish, SignOff signOff) {
        Optional<AccessEntry> present = view.calls().find(wish.principal());
        List<Change> changes = changes(wish, present);
        requireSafe(changes, present, signOff);
        PredictedEntries known =
                new PredictedEntries(view.cluster(), present.stream().toList());
        // Every new attempt reads the entry again, so single calls are not repeated here.
        ChangeMaker maker = new ChangeMaker(new MirroredCalls(view.calls(), known), Patience.none());
        Set<Status> made =
                ordered(changes).stream().map(change -> change.match(maker)).collect(Collectors.toSet());
        return new Fulfilment(known.find(wish.principal()), made.contains(Status.DONE));
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

    private void requirePolicies(PrincipalArn principal, List<Change> changes) {
        PolicyCheck check = new PolicyCheck(PolicyCatalogue.published(), view.calls()::policies);
        changes.stream()
                .filter(Change.Associate.class::isInstance)
                .map(change -> check.fault(((Change.Associate) change).policy()))
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

    /** Additions cannot lock anybody out, so the cluster is read only for removals. */
    private void requireSafe(List<Change> changes, Optional<AccessEntry> present, SignOff signOff) {
        if (changes.stream().allMatch(change -> change.phase() == Change.Phase.GRANT)) {
            return;
        }
        List<AccessEntry> concerned = present.stream().toList();
        boolean ofAdministrator = concerned.stream()
                .anyMatch(entry ->
                        Administrators.of(view.context().model(concerned)).contains(entry.principal()));
        Outlook outlook = new Outlook(
                view.context(),
                view.cluster(),
                ofAdministrator ? view.entries() : concerned,
                changes,
                new DeadEntries(view.context().directory()));
        SignedOff.require(view.cluster(), outlook.findings(view::heededAwsAuth), signOff);
    }

    private static List<Change> ordered(List<Change> changes) {
        return Stream.of(Change.Phase.values())
                .flatMap(phase -> changes.stream().filter(change -> change.phase() == phase))
                .toList();
    }
}
