package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes calls and keeps a copy of the entries up to date from the answers, so that what was just written need not be
 * read again.
 *
 * @param calls makes the calls
 * @param mirror the copy of the entries, updated after each call
 */
public record MirroredCalls(EntryCalls calls, PredictedEntries mirror) implements EntryCalls {

    @Override
    public Optional<AccessEntry> find(PrincipalArn principal) {
        Optional<AccessEntry> found = calls.find(principal);
        found.ifPresent(mirror::put);
        return found;
    }

    @Override
    public AccessEntry create(DesiredEntry entry) {
        AccessEntry created = calls.create(entry);
        mirror.put(created);
        return created;
    }

    @Override
    public AccessEntry update(PrincipalArn principal, String username, Set<String> groups) {
        AccessEntry updated = calls.update(principal, username, groups);
        AccessEntry.Builder known = AccessEntry.builder();
        known.from(updated);
        mirror.find(principal).ifPresent(before -> known.policies(before.policies()));
        mirror.put(known.build());
        return updated;
    }

    @Override
    public PolicyAssociation associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope) {
        PolicyAssociation association = calls.associate(principal, policy, scope);
        mirror.associate(principal, association);
        return association;
    }

    @Override
    public void disassociate(PrincipalArn principal, AccessPolicy policy) {
        calls.disassociate(principal, policy);
        mirror.disassociate(principal, policy);
    }

    @Override
    public void tag(AccessEntry entry, Map<String, String> tags) {
        calls.tag(entry, tags);
        mirror.tag(entry, tags);
    }

    @Override
    public void untag(AccessEntry entry, Collection<String> keys) {
        calls.untag(entry, keys);
        mirror.untag(entry, keys);
    }

    @Override
    public void delete(PrincipalArn principal) {
        calls.delete(principal);
        mirror.delete(principal);
    }
}
