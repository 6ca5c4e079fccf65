package io.github.accessentries.internal.ending;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.internal.text.Sha256;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What one temporary grant gave beyond what stays, and until when. It never changes: where less is left of it, another one takes
 * its place.
 *
 * @param until when it ends
 * @param since when it was granted
 * @param makesEntry whether the entry itself is there because of it, so that the entry ends with it
 * @param groups the groups that it added
 * @param policies where it gave which policies
 * @param reason why, empty if that was not told
 * @param requestedBy who asked for it, empty if that was not told
 */
public record Ending(
        Instant until,
        Instant since,
        boolean makesEntry,
        SortedSet<String> groups,
        SortedMap<AccessPolicy, GivenScope> policies,
        String reason,
        String requestedBy) {

    private static final int ID_BYTES = 6;

    /**
     * Keeps copies, without policies of which nothing is left.
     *
     * @param until when it ends
     * @param since when it was granted
     * @param makesEntry whether the entry ends with it
     * @param groups the groups
     * @param policies the policies
     * @param reason why
     * @param requestedBy who asked for it
     */
    public Ending {
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        SortedMap<AccessPolicy, GivenScope> given = new TreeMap<>(policies);
        given.values().removeIf(GivenScope::isNothing);
        policies = Collections.unmodifiableSortedMap(given);
    }

    /**
     * Names what it is, so that whoever changes a letter of its tags is noticed.
     *
     * @return a digest of all its parts
     */
    public String id() {
        return idOf(EndingText.of(this));
    }

    static String idOf(String text) {
        MessageDigest digest = Sha256.begin();
        Sha256.add(digest, text);
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    /**
     * Whether its time is over.
     *
     * @param now the time
     * @return {@code true} from the moment on at which it ends
     */
    public boolean hasEnded(Instant now) {
        return !now.isBefore(until);
    }

    /**
     * Whether there is nothing that could end.
     *
     * @return {@code true} if it gave nothing
     */
    public boolean isNothing() {
        return !makesEntry && groups.isEmpty() && policies.isEmpty();
    }

    /**
     * What is left of it beside access that stays.
     *
     * @param staying the entry with what stays
     * @return the same without the entry itself and without all that stays anyway
     */
    public Ending beside(AccessEntry staying) {
        return filtered(
                false,
                group -> !staying.groups().contains(group),
                (policy, scope) -> staying.scopeOf(policy)
                        .map(there -> beside(scope, there))
                        .orElse(scope));
    }

    private static GivenScope beside(GivenScope given, AccessScope staying) {
        if (staying.isClusterWide()) {
            return GivenScope.in(List.of());
        }
        if (given.clusterWide()) {
            return given;
        }
        return GivenScope.in(given.namespaces().stream()
                .filter(namespace -> !staying.covers(AccessScope.of("namespace", List.of(namespace))))
                .toList());
    }

    /**
     * What is left of it after somebody took something.
     *
     * @param before the entry as it was
     * @param after the entry without what was taken
     * @return the same without what was there before and is no longer
     */
    public Ending without(AccessEntry before, AccessEntry after) {
        return filtered(
                makesEntry,
                group -> !before.groups().contains(group) || after.groups().contains(group),
                (policy, scope) -> before.scopeOf(policy)
                        .map(there -> left(scope, there, after.scopeOf(policy)))
                        .orElse(scope));
    }

    private static GivenScope left(GivenScope given, AccessScope before, Optional<AccessScope> after) {
        if (after.isEmpty()) {
            return GivenScope.in(List.of());
        }
        boolean isWideAfter = after.get().isClusterWide();
        if (given.clusterWide()) {
            return before.isClusterWide() && !isWideAfter ? GivenScope.in(List.of()) : given;
        }
        return GivenScope.in(given.namespaces().stream()
                .filter(namespace -> !before.namespaces().contains(namespace)
                        || isWideAfter
                        || after.get().namespaces().contains(namespace))
                .toList());
    }

    /**
     * What is left of it without one policy.
     *
     * @param policy the policy
     * @return the same without this policy
     */
    public Ending without(AccessPolicy policy) {
        return filtered(
                makesEntry, group -> true, (given, scope) -> given.equals(policy) ? GivenScope.in(List.of()) : scope);
    }

    /**
     * What is left of it without what another one gives.
     *
     * @param other the other one
     * @return the same without all that the other one gives as well
     */
    public Ending without(Ending other) {
        return filtered(
                makesEntry && !other.makesEntry(), group -> !other.groups().contains(group), (policy, scope) -> {
                    GivenScope same = other.policies().get(policy);
                    if (same == null || same.clusterWide() != scope.clusterWide()) {
                        return scope;
                    }
                    SortedSet<String> rest = new TreeSet<>(scope.namespaces());
                    rest.removeAll(same.namespaces());
                    return GivenScope.in(scope.clusterWide() ? List.of() : rest);
                });
    }

    /**
     * The same, with the entry itself.
     *
     * @return what ends together with its entry
     */
    public Ending withEntry() {
        return new Ending(until, since, true, groups, policies, reason, requestedBy);
    }

    /** The same, with the scopes that policies have when their being cluster-wide ends. */
    Ending over(AccessEntry staying) {
        return filtered(
                makesEntry,
                group -> true,
                (policy, scope) -> scope.clusterWide()
                        ? GivenScope.everywhere(staying.scopeOf(policy)
                                .map(AccessScope::namespaces)
                                .orElse(List.of()))
                        : scope);
    }

    private Ending filtered(
            boolean entry, Predicate<String> keptGroups, BiFunction<AccessPolicy, GivenScope, GivenScope> keptScope) {
        SortedMap<AccessPolicy, GivenScope> rest = new TreeMap<>(policies);
        rest.replaceAll(keptScope);
        return new Ending(
                until,
                since,
                entry,
                new TreeSet<>(groups.stream().filter(keptGroups).toList()),
                rest,
                reason,
                requestedBy);
    }

    /**
     * Whether an entry has something of it.
     *
     * @param entry the entry
     * @param staying what stays there and so is not of it
     * @return {@code true} if a group, a namespace or the whole cluster is there that it gave
     */
    public boolean isIn(AccessEntry entry, AccessEntry staying) {
        Ending own = beside(staying);
        return own.groups.stream().anyMatch(entry.groups()::contains)
                || own.policies.entrySet().stream()
                        .anyMatch(given -> entry.scopeOf(given.getKey())
                                .filter(scope -> given.getValue().clusterWide()
                                        ? scope.isClusterWide()
                                        : given.getValue().namespaces().stream().anyMatch(scope.namespaces()::contains))
                                .isPresent());
    }

    /** The place of a policy, in the words of EKS. */
    static AccessScope asScope(GivenScope given) {
        return given.clusterWide() ? AccessScope.clusterWide() : AccessScope.of("namespace", given.namespaces());
    }

    /**
     * The policies as EKS gives them.
     *
     * @return the scope of each policy that it gave
     */
    public Map<AccessPolicy, AccessScope> scopes() {
        Map<AccessPolicy, AccessScope> scopes = new TreeMap<>();
        policies.forEach((policy, given) -> scopes.put(policy, asScope(given)));
        return scopes;
    }
}
