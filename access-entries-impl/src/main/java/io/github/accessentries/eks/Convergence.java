package io.github.accessentries.eks;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryRules;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.internal.calls.EksCalls;
import io.github.accessentries.internal.calls.EksErrors;
import io.github.accessentries.internal.calls.Patience;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings one entry to what a grant asks for: looks first, then makes only the calls that change something. What adds
 * access comes before what takes it away.
 *
 * <p>Starts over when somebody else was faster, and waits where EKS has not yet heard of what IAM or an earlier call made.
 */
final class Convergence {

    private static final String RESERVED_TAG_PREFIX = "aws:";

    private final EksCalls calls;
    private final Patience patience;

    Convergence(EksCalls calls, Patience patience) {
        this.calls = calls;
        this.patience = patience;
    }

    AccessEntry apply(GrantSpec spec) {
        return patience.retry(() -> once(spec), EksErrors::mayPass);
    }

    private AccessEntry once(GrantSpec spec) {
        Optional<AccessEntry> found = calls.find(spec.principal());
        AccessEntry entry = found.map(current -> withNamesAndTags(current, spec))
                .orElseGet(() -> calls.create(spec.withoutPolicies()));
        return withPolicies(entry, spec);
    }

    private AccessEntry withNamesAndTags(AccessEntry current, GrantSpec spec) {
        requireSameKind(current, spec);
        AccessEntry entry = current;
        if (!current.type().isForNodes()) {
            String username = username(current, spec);
            Set<String> groups = spec.exactly() ? spec.groups() : union(current.groups(), spec.groups());
            if (!username.equals(current.username()) || !groups.equals(current.groups())) {
                entry = AccessEntry.builder()
                        .from(calls.update(spec.principal(), username, groups))
                        .policies(current.policies())
                        .build();
            }
        }
        return withTags(entry, spec);
    }

    private static String username(AccessEntry current, GrantSpec spec) {
        if (spec.username() != null) {
            return spec.username();
        }
        return spec.exactly() ? EntryRules.generatedUsername(spec.principal()) : current.username();
    }

    private static void requireSameKind(AccessEntry current, GrantSpec spec) {
        if (spec.type() != null && !spec.type().equals(current.type())) {
            throw conflict(
                    current,
                    "it has type " + current.type() + " and not " + spec.type()
                            + "; a type cannot change, so revoke the entry and grant again, which leaves a gap in access");
        }
        if (current.type().isForNodes()
                && (spec.username() != null || !spec.groups().isEmpty())) {
            throw conflict(
                    current,
                    "it has type " + current.type() + ", whose user name and groups EKS chooses; use another role for"
                            + " people and workloads");
        }
    }

    private static AccessConflictException conflict(AccessEntry current, String reason) {
        return new AccessConflictException(
                "Could not grant to " + current.principal() + " on cluster " + current.cluster()
                        + " by the entry there is: " + reason,
                ErrorContext.builder()
                        .cluster(current.cluster())
                        .principal(current.principal())
                        .build(),
                null);
    }

    private AccessEntry withTags(AccessEntry entry, GrantSpec spec) {
        Map<String, String> tags = new LinkedHashMap<>(entry.tags());
        tags.putAll(spec.tags());
        if (!tags.equals(entry.tags())) {
            calls.tag(entry, spec.tags());
        }
        if (spec.exactly()) {
            List<String> surplus = tags.keySet().stream()
                    .filter(key -> !spec.tags().containsKey(key) && !key.startsWith(RESERVED_TAG_PREFIX))
                    .toList();
            if (!surplus.isEmpty()) {
                calls.untag(entry, surplus);
                surplus.forEach(tags::remove);
            }
        }
        return AccessEntry.builder().from(entry).tags(tags).build();
    }

    private AccessEntry withPolicies(AccessEntry entry, GrantSpec spec) {
        Map<AccessPolicy, PolicyAssociation> associations = new LinkedHashMap<>();
        entry.policies().forEach(association -> associations.put(association.policy(), association));
        for (Map.Entry<AccessPolicy, AccessScope> wanted : spec.policies().entrySet()) {
            AccessPolicy policy = wanted.getKey();
            AccessScope scope = wanted.getValue();
            if (!entry.scopeOf(policy).equals(Optional.of(scope))) {
                associations.put(policy, calls.associate(spec.principal(), policy, scope));
            }
        }
        if (spec.exactly()) {
            for (PolicyAssociation present : entry.policies()) {
                if (!spec.policies().containsKey(present.policy())) {
                    calls.disassociate(spec.principal(), present.policy());
                    associations.remove(present.policy());
                }
            }
        }
        return AccessEntry.builder().from(entry).policies(associations.values()).build();
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return all;
    }
}
