package io.github.accessentries.manage;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Removes parts of the entry of one principal and leaves the rest, in the same terms in which they were granted:
 *
 * <pre>{@code
 * prod.withdraw(developer)
 *     .policy(AccessPolicy.EDIT).fromNamespaces("team-a")
 *     .policy(AccessPolicy.VIEW).everywhere()
 *     .groups("team-a")
 *     .apply();
 * }</pre>
 *
 * <p>What the entry does not have is ignored, so a withdrawal may be repeated. Nothing is sent before {@link #apply()}.
 * Not thread-safe. Applying it, and asking what it would change, block until EKS has answered.
 */
public interface Withdrawal {

    /**
     * Names a policy to remove. Where to remove it from must follow: {@code policy(EDIT).fromNamespaces("team-a")}.
     *
     * @param policy the policy to remove
     * @return the choice of the place, which returns to the withdrawal
     * @throws IllegalArgumentException if this withdrawal already names the policy
     */
    @CheckReturnValue
    PlaceChoice policy(AccessPolicy policy);

    /**
     * Names a policy of one's own to remove. Where to remove it from must follow. What no entry needs any more of the policy's
     * objects goes afterwards. Only the name of the policy matters, not its rules.
     *
     * @param policy the policy to remove
     * @return the choice of the place, which returns to the withdrawal
     * @throws IllegalArgumentException if this withdrawal already names the policy
     */
    @CheckReturnValue
    PlaceChoice policy(CustomPolicy policy);

    /**
     * Names Kubernetes groups to remove.
     *
     * @param groups names of groups; names that EKS reserves are accepted as well
     * @return this withdrawal
     */
    Withdrawal groups(String... groups);

    /**
     * Names Kubernetes groups to remove.
     *
     * @param groups names of groups; names that EKS reserves are accepted as well
     * @return this withdrawal
     */
    Withdrawal groups(Collection<String> groups);

    /**
     * Names tags to remove.
     *
     * @param keys the keys of the tags
     * @return this withdrawal
     * @throws IllegalArgumentException if a key begins with {@code aws:}, which AWS reserves
     */
    Withdrawal tags(String... keys);

    /**
     * Shows what {@link #apply()} would do now. Reads the entry and changes nothing.
     *
     * @return the changes in the order in which they would be made, empty if nothing needs to change
     * @throws IllegalStateException if a policy was named without where to remove it from
     * @throws AccessConflictException if the entry belongs to AWS, has a user name and groups that EKS chooses, or has
     *     a policy in a scope from which the named namespaces cannot be removed
     */
    @CheckReturnValue
    List<Change> changes();

    /**
     * Applies the withdrawal with nothing signed off.
     *
     * @return the entry afterwards, empty if there is none
     * @throws UnsafePlanException if that could lock somebody out
     * @see #apply(SignOff)
     */
    default Optional<AccessEntry> apply() {
        return apply(SignOff.none());
    }

    /**
     * Applies the withdrawal, making only the calls that are needed. If it fails on the way, applying it again
     * completes the work.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @return the entry afterwards, empty if there is none
     * @throws IllegalStateException if a policy was named without where to remove it from
     * @throws UnsafePlanException if that could lock somebody out and nobody signed it off
     * @throws AccessConflictException if the entry belongs to AWS, has a user name and groups that EKS chooses, has a
     *     policy in a scope from which the named namespaces cannot be removed, or if others keep changing it
     */
    Optional<AccessEntry> apply(SignOff signOff);

    /** The choice of where the policy that was just named is removed from. */
    interface PlaceChoice {

        /**
         * Removes the policy from namespaces. It stays in all others, and is disassociated with the last of its
         * namespaces. A pattern removes all names and patterns of the scope that it covers.
         *
         * <p>EKS has no exceptions to a scope: a single namespace cannot be removed from a policy that is cluster-wide
         * or has a pattern that the namespace matches. Such a withdrawal is refused when it is applied; grant the
         * policy {@link Grant.ScopeChoice#onlyInNamespaces only in the namespaces} that should keep it.
         *
         * @param first a name or pattern, for example {@code team-a} or {@code team-a-*}
         * @param more further names or patterns
         * @return the withdrawal
         * @throws IllegalArgumentException if one of them can match no Kubernetes namespace
         */
        default Withdrawal fromNamespaces(String first, String... more) {
            return from(AccessScope.namespaces(first, more));
        }

        /**
         * Removes the policy everywhere, so that it is disassociated.
         *
         * @return the withdrawal
         */
        default Withdrawal everywhere() {
            return from(AccessScope.clusterWide());
        }

        /**
         * Removes the policy from an existing scope.
         *
         * @param scope the scope; the whole cluster means everywhere
         * @return the withdrawal
         */
        Withdrawal from(AccessScope scope);
    }
}
