package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Entries as they will be after some calls: answers each call as EKS would, from the calls before it. Sends nothing to
 * EKS. Not thread-safe.
 */
public final class PredictedEntries implements EntryCalls {

    private final String cluster;
    private final Map<PrincipalArn, AccessEntry> entries = new TreeMap<>();

    /**
     * Starts with the current entries.
     *
     * @param cluster the cluster's name
     * @param entries its entries, or those of them that matter
     */
    public PredictedEntries(String cluster, Collection<AccessEntry> entries) {
        this.cluster = cluster;
        entries.forEach(this::put);
    }

    /**
     * The entries after the calls so far.
     *
     * @return the entries, sorted by principal
     */
    public List<AccessEntry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * Replaces an entry by what was read from EKS.
     *
     * @param entry the entry with its policies
     */
    public void put(AccessEntry entry) {
        entries.put(entry.principal(), entry);
    }

    @Override
    public Optional<AccessEntry> find(PrincipalArn principal) {
        return Optional.ofNullable(entries.get(principal));
    }

    @Override
    public AccessEntry create(DesiredEntry entry) {
        AccessEntry made = AccessEntry.builder()
                .from(entry.asMade(cluster))
                .policies(List.of())
                .build();
        put(made);
        return made;
    }

    @Override
    public AccessEntry update(PrincipalArn principal, String username, Set<String> groups) {
        AccessEntry updated = change(
                principal,
                entry -> AccessEntry.builder()
                        .from(entry)
                        .username(username)
                        .groups(groups)
                        .build());
        return AccessEntry.builder().from(updated).policies(List.of()).build();
    }

    @Override
    public PolicyAssociation associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope) {
        PolicyAssociation association = PolicyAssociation.of(policy, scope);
        associate(principal, association);
        return association;
    }

    void associate(PrincipalArn principal, PolicyAssociation association) {
        change(
                principal,
                entry -> without(entry, association.policy())
                        .addPolicy(association)
                        .build());
    }

    @Override
    public void disassociate(PrincipalArn principal, AccessPolicy policy) {
        change(principal, entry -> without(entry, policy).build());
    }

    @Override
    public void tag(AccessEntry tagged, Map<String, String> tags) {
        change(tagged.principal(), entry -> {
            Map<String, String> all = new LinkedHashMap<>(entry.tags());
            all.putAll(tags);
            return AccessEntry.builder().from(entry).tags(all).build();
        });
    }

    @Override
    public void untag(AccessEntry tagged, Collection<String> keys) {
        change(tagged.principal(), entry -> {
            Map<String, String> rest = new LinkedHashMap<>(entry.tags());
            keys.forEach(rest::remove);
            return AccessEntry.builder().from(entry).tags(rest).build();
        });
    }

    @Override
    public void delete(PrincipalArn principal) {
        if (entries.remove(principal) == null) {
            throw notFound(principal);
        }
    }

    private AccessEntry change(PrincipalArn principal, UnaryOperator<AccessEntry> change) {
        AccessEntry entry = entries.get(principal);
        if (entry == null) {
            throw notFound(principal);
        }
        AccessEntry changed = change.apply(entry);
        put(changed);
        return changed;
    }

    private AccessEntryNotFoundException notFound(PrincipalArn principal) {
        return new AccessEntryNotFoundException(
                principal + " would have no access entry on cluster " + cluster + " at that point",
                ErrorContext.builder().cluster(cluster).principal(principal).build(),
                null);
    }

    private static AccessEntry.Builder without(AccessEntry entry, AccessPolicy policy) {
        AccessEntry.Builder builder = AccessEntry.builder();
        return builder.from(entry)
                .policies(entry.policies().stream()
                        .filter(association -> !association.policy().equals(policy))
                        .toList());
    }
}
