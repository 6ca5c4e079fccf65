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
 * What can be done with single entries of one cluster, a method for each operation of the EKS API. Implementations decide
 * nothing. All methods may throw an {@link io.github.accessentries.AccessEntriesException}.
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
     * @return the entry as it was made
     */
    AccessEntry create(DesiredEntry entry);

    /**
     * Changes user name and groups. Both are always sent: one that is left out falls back to its default.
     *
     * @param principal the principal of the entry
     * @param username the template of the user name
     * @param groups all groups
     * @return the entry without its policies
     * @throws AccessEntryNotFoundException if there is no entry
     */
    AccessEntry update(PrincipalArn principal, String username, Set<String> groups);

    /**
     * Gives a policy, or gives it another scope.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @param scope where it holds
     * @return the association as it was made
     * @throws AccessEntryNotFoundException if there is no entry
     */
    PolicyAssociation associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope);

    /**
     * Takes a policy.
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
     * Takes tags.
     *
     * @param entry an entry that was read
     * @param keys the keys of the tags
     */
    void untag(AccessEntry entry, Collection<String> keys);

    /**
     * Deletes an entry, and its policies with it.
     *
     * @param principal the principal of the entry
     * @throws AccessEntryNotFoundException if there is no entry
     */
    void delete(PrincipalArn principal);
}
