package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.ending.Ending;
import io.github.accessentries.internal.ending.EndingTags;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.internal.ending.GivenScope;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks for what a grant names, for a while. What the entry has without an end is no part of it; what it has with a later end
 * keeps that.
 *
 * @param named what the grant names
 * @param term for how long
 * @param time what time it is
 * @param cluster the cluster's name
 */
record TemporaryGrantWish(GrantWish named, Term term, AccessTime time, String cluster) implements Wish {

    @Override
    public PrincipalArn principal() {
        return named.principal();
    }

    @Override
    public Reasons reasons() {
        return Reasons.GRANTED_FOR_A_WHILE;
    }

    @Override
    public Optional<DesiredEntry> whereNone() {
        SortedMap<AccessPolicy, GivenScope> policies = new TreeMap<>();
        named.policies().forEach((policy, place) -> policies.put(policy, given(place.scope(), List.of())));
        Map<String, String> tags = new TreeMap<>(named.tags());
        tags.putAll(EndingTags.of(
                ending(List.of(), new TreeSet<>(named.groups()), policies).withEntry()));
        return new GrantWish(principal(), false, named.type(), named.username(), named.groups(), tags, named.policies())
                .whereNone();
    }

    @Override
    public Optional<AccessEntry> instead(AccessEntry present) {
        Endings endings = Endings.of(present);
        AccessEntry staying = endings.staying();
        AccessEntry forEver = named.added(staying);
        requireMayEnd(present, staying, forEver);
        Ending given = given(present, staying, forEver);
        Ending rest = endings.isForAWhile() ? given.withEntry() : given;
        List<Ending> kept = new ArrayList<>();
        for (Ending other : endings.all()) {
            if (term.shortens() && other.until().isAfter(given.until())) {
                Ending less = other.without(rest);
                boolean givesMore = !less.groups().isEmpty() || !less.policies().isEmpty();
                // The entry ends with the last of what it is there for.
                kept.add(other.makesEntry() && givesMore ? less.withEntry() : less);
            } else {
                rest = other.until().isBefore(given.until()) ? rest : rest.without(other);
                kept.add(other);
            }
        }
        kept.add(rest);
        kept.removeIf(Ending::isNothing);
        return Optional.of(endings.together(staying, kept, List.of(given)));
    }

    private static void requireMayEnd(AccessEntry present, AccessEntry staying, AccessEntry forEver) {
        if (present.type().isForNodes()) {
            throw Conflicts.with(
                    present,
                    "it has type " + present.type()
                            + " and is for nodes, to which nothing is given for a while; grant it" + " without an end");
        }
        if (!forEver.username().equals(staying.username())) {
            throw Conflicts.with(
                    present,
                    "a user name replaces the one before, so it cannot be given for a while; grant it without an end");
        }
        if (!forEver.tags().equals(staying.tags())) {
            throw Conflicts.with(
                    present, "tags of an entry that is there already do not end; grant them without an end");
        }
    }

    /** What the grant adds to what stays. */
    private Ending given(AccessEntry present, AccessEntry staying, AccessEntry forEver) {
        SortedSet<String> groups = new TreeSet<>(forEver.groups());
        groups.removeAll(staying.groups());
        SortedMap<AccessPolicy, GivenScope> policies = new TreeMap<>();
        named.policies().forEach((policy, place) -> {
            Optional<AccessScope> there = staying.scopeOf(policy);
            if (there.filter(scope -> scope.covers(place.scope())).isEmpty()) {
                policies.put(
                        policy,
                        given(place.scope(), there.map(AccessScope::namespaces).orElse(List.of())));
            }
        });
        return ending(List.of(present), groups, policies);
    }

    private static GivenScope given(AccessScope scope, Collection<String> there) {
        if (scope.isClusterWide()) {
            return GivenScope.everywhere(there);
        }
        SortedSet<String> more = new TreeSet<>(scope.namespaces());
        if (!there.isEmpty()) {
            AccessScope before = AccessScope.of("namespace", there);
            more.removeIf(namespace -> before.covers(AccessScope.of("namespace", List.of(namespace))));
        }
        return GivenScope.in(more);
    }

    private Ending ending(
            Collection<AccessEntry> seen, SortedSet<String> groups, SortedMap<AccessPolicy, GivenScope> policies) {
        return new Ending(
                term.until(time, seen, cluster),
                term.since(),
                false,
                groups,
                policies,
                term.reason(),
                term.requestedBy());
    }
}
