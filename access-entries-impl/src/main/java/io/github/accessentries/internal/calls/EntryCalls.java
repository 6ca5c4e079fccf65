package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
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
 * The operations of the EKS API on single access entries of one cluster, a method for each. Implementations make no
 * decisions. All methods may throw an {@link io.github.accessentries.AccessEntriesException}.
 */
public interface EntryCalls {

    /**
     * Reads one entry.
     *
     * @param principal the principal of the entry
     * @return the entry with its policies, empty if there is none
     */
    Optional<AccessEntry> find(PrincipalArn principal);

    /**
     * Creates an entry, without its policies.
     *
     * @param entry what to create
     * @return the created entry
     */
    AccessEntry create(DesiredEntry entry);

    /**
     * Updates the user name and the groups. Both are always sent, since EKS resets whichever is left out to its
     * default.
     *
     * @param principal the principal of the entry
     * @param username the template of the user name
     * @param groups all groups
     * @return the entry without its policies
     * @throws AccessEntryNotFoundException if there is no entry
     */
    AccessEntry update(PrincipalArn principal, String username, Set<String> groups);

    /**
     * Associates a policy, or changes the scope of one that is associated already.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @param scope the scope
     * @return the association
     * @throws AccessEntryNotFoundException if there is no entry
     */
    PolicyAssociation associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope);

    /**
     * Disassociates a policy.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @throws AccessEntryNotFoundException if there is no entry, or it does not have the policy
     */
    void disassociate(PrincipalArn principal, AccessPolicy policy);

    /**
     * Sets tags.
     *
     * @param entry an entry that was read
     * @param tags tag values by key
     */
    void tag(AccessEntry entry, Map<String, String> tags);

    /**
     * Removes tags.
     *
     * @param entry an entry that was read
     * @param keys the keys of the tags
     */
    void untag(AccessEntry entry, Collection<String> keys);

    /**
     * Deletes an entry together with its policies.
     *
     * @param principal the principal of the entry
     * @throws AccessEntryNotFoundException if there is no entry
     */
    void delete(PrincipalArn principal);
}
