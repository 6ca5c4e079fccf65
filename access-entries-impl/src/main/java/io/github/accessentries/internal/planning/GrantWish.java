package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.ending.Ending;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a complete grant asks for.
 *
 * @param principal the principal of the entry
 * @param exactly whether what is not named is removed ({@code declare}) or stays ({@code grant})
 * @param type the entry's type, {@code null} if none was named
 * @param username the user name template, {@code null} if none was named
 * @param groups Kubernetes groups
 * @param tags tag values by key
 * @param policies the scope of each policy
 */
record GrantWish(
        PrincipalArn principal,
        boolean exactly,
        @Nullable EntryType type,
        @Nullable String username,
        Set<String> groups,
        Map<String, String> tags,
        Map<AccessPolicy, Place> policies)
        implements Wish {

    /**
     * The scope that is asked for a policy.
     *
     * @param scope the scope that was named
     * @param only whether the scope replaces the existing one instead of being added to it
     */
    record Place(AccessScope scope, boolean only) {}

    GrantWish {
        groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
    }

    /** The same with more groups. */
    GrantWish with(Set<String> more) {
        Set<String> all = new LinkedHashSet<>(groups);
        all.addAll(more);
        return new GrantWish(principal, exactly, type, username, all, tags, policies);
    }

    @Override
    public Reasons reasons() {
        return exactly ? Reasons.DECLARED : Reasons.GRANTED;
    }

    @Override
    public Optional<DesiredEntry> whereNone() {
        DesiredEntry.Builder entry = DesiredEntry.builder(principal).groups(groups);
        if (type != null) {
            entry.type(type);
        }
        if (username != null) {
            entry.username(username);
        }
        tags.forEach(entry::tag);
        policies.forEach((policy, place) -> entry.allow(policy).in(place.scope()));
        return Optional.of(entry.build());
    }

    /** What is granted without an end stays, also where it was granted for a while before; the rest of that still ends. */
    @Override
    public Optional<AccessEntry> instead(AccessEntry present) {
        Endings endings = Endings.of(present);
        if (exactly || endings.isEmpty()) {
            return Optional.of(added(present));
        }
        AccessEntry staying = added(endings.staying());
        return Optional.of(endings.together(
                staying,
                endings.all().stream()
                        .map(this::elsewhere)
                        .map(ending -> ending.beside(staying))
                        .filter(ending -> !ending.isNothing())
                        .toList()));
    }

    /** Where a policy is only to be here, nothing else is left of it. */
    private Ending elsewhere(Ending ending) {
        Ending rest = ending;
        for (Map.Entry<AccessPolicy, Place> policy : policies.entrySet()) {
            if (policy.getValue().only()) {
                rest = rest.without(policy.getKey());
            }
        }
        return rest;
    }

    /** An entry with what the grant names, as if nothing ended. */
    AccessEntry added(AccessEntry present) {
        requireSameKind(present);
        return AccessEntry.builder()
                .from(present)
                .username(usernameFor(present))
                .groups(present.type().isForNodes() ? present.groups() : together(present.groups()))
                .tags(together(present.tags()))
                .policies(together(present))
                .build();
    }

    private void requireSameKind(AccessEntry present) {
        if (type != null && !type.equals(present.type())) {
            throw Conflicts.with(
                    present,
                    "it has type " + present.type() + ", not " + type + "; the type of an entry cannot change, so"
                            + " revoke the entry and grant again, which interrupts access");
        }
        if (present.type().isForNodes() && (username != null || !groups.isEmpty())) {
            throw Conflicts.with(
                    present,
                    "it has type " + present.type() + ", for which EKS chooses the user name and groups; use another"
                            + " role for people and workloads");
        }
    }

    private String usernameFor(AccessEntry present) {
        if (username != null) {
            return username;
        }
        return exactly && !present.type().isForNodes()
                ? EntryRules.generatedUsername(present.type(), principal)
                : present.username();
    }

    private Set<String> together(Set<String> present) {
        if (exactly) {
            return groups;
        }
        Set<String> all = new LinkedHashSet<>(present);
        all.addAll(groups);
        return all;
    }

    private Map<String, String> together(Map<String, String> present) {
        if (exactly) {
            return tags;
        }
        Map<String, String> all = new LinkedHashMap<>(present);
        all.putAll(tags);
        return all;
    }

    private Iterable<PolicyAssociation> together(AccessEntry present) {
        Map<AccessPolicy, PolicyAssociation> all = new LinkedHashMap<>();
        if (!exactly) {
            present.policies().forEach(association -> all.put(association.policy(), association));
        }
        policies.forEach((policy, place) -> {
            AccessScope scope = exactly || place.only()
                    ? place.scope()
                    : present.scopeOf(policy)
                            .map(there -> added(present, policy, there, place.scope()))
                            .orElse(place.scope());
            all.put(policy, PolicyAssociation.of(policy, scope));
        });
        return all.values();
    }

    private static AccessScope added(AccessEntry present, AccessPolicy policy, AccessScope there, AccessScope scope) {
        try {
            return there.with(scope);
        } catch (IllegalArgumentException e) {
            throw Conflicts.with(
                    present,
                    "it has " + policy + " " + there + ", a type of scope that this version does not know and would"
                            + " have to replace; use onlyInNamespaces(...) or declare(...) if that is intended");
        }
    }
}
