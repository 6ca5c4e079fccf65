package io.github.accessentries.manage;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Takes single things away from the entry of one principal and leaves the rest, in the words in which they were granted:
 *
 * <pre>{@code
 * prod.withdraw(developer)
 *     .policy(AccessPolicy.EDIT).fromNamespaces("team-a")
 *     .policy(AccessPolicy.VIEW).everywhere()
 *     .groups("team-a")
 *     .apply();
 * }</pre>
 *
 * <p>What the entry does not have need not be taken, so a withdrawal may be repeated. Nothing is sent before {@link
 * #apply()}. Not thread-safe.
 */
public interface Withdrawal {

    /**
     * Names a policy. From where it goes has to follow: {@code policy(EDIT).fromNamespaces("team-a")}.
     *
     * @param policy the policy to take
     * @return the choice of the place, which leads back to the withdrawal
     * @throws IllegalArgumentException if this withdrawal names the policy already
     */
    PlaceChoice policy(AccessPolicy policy);

    /**
     * Names Kubernetes groups.
     *
     * @param groups names of groups; any that an entry may have
     * @return this withdrawal
     */
    Withdrawal groups(String... groups);

    /**
     * Names Kubernetes groups.
     *
     * @param groups names of groups; any that an entry may have
     * @return this withdrawal
     */
    Withdrawal groups(Collection<String> groups);

    /**
     * Names tags.
     *
     * @param keys the keys of the tags
     * @return this withdrawal
     * @throws IllegalArgumentException if a key begins with {@code aws:}, which AWS keeps for itself
     */
    Withdrawal tags(String... keys);

    /**
     * What {@link #apply()} would do now. Reads the entry and changes nothing.
     *
     * @return the changes in the order in which they would be made, empty if nothing needs to change
     * @throws IllegalStateException if a policy was named without saying from where it goes
     * @throws AccessConflictException if the entry belongs to AWS, has user name and groups that EKS chooses, or has a
     *     policy in a scope from which the named namespaces cannot be taken
     */
    List<Change> changes();

    /**
     * Takes it away, with nothing signed off.
     *
     * @return the entry as it stands afterwards, empty if there is none
     * @throws UnsafePlanException if that could lock somebody out
     * @see #apply(SignOff)
     */
    default Optional<AccessEntry> apply() {
        return apply(SignOff.none());
    }

    /**
     * Takes it away, by the calls that are needed and no others. If it fails on the way, applying it again does the rest.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @return the entry as it stands afterwards, empty if there is none
     * @throws IllegalStateException if a policy was named without saying from where it goes
     * @throws UnsafePlanException if that could lock somebody out and nobody signed it off
     * @throws AccessConflictException if the entry belongs to AWS, has user name and groups that EKS chooses, has a policy in
     *     a scope from which the named namespaces cannot be taken, or if others keep changing it
     */
    Optional<AccessEntry> apply(SignOff signOff);

    /** From where the policy that was just named goes. */
    interface PlaceChoice {

        /**
         * From some namespaces. The policy stays where else it holds, and goes altogether with the last of its namespaces. A
         * pattern takes all names and patterns of the scope that it covers.
         *
         * <p>EKS has no exceptions from a scope: one namespace cannot be taken from a policy that holds in the whole cluster,
         * or by a pattern that the namespace matches. Such a withdrawal is refused when it is applied; grant the policy
         * {@link Grant.ScopeChoice#onlyInNamespaces only in the namespaces} that are to stay.
         *
         * @param first a name or pattern, for example {@code team-a} or {@code team-a-*}
         * @param more further names or patterns
         * @return the withdrawal
         * @throws IllegalArgumentException if no namespace of Kubernetes could ever match one of them
         */
        default Withdrawal fromNamespaces(String first, String... more) {
            return from(AccessScope.namespaces(first, more));
        }

        /**
         * From everywhere: the principal loses the policy.
         *
         * @return the withdrawal
         */
        default Withdrawal everywhere() {
            return from(AccessScope.clusterWide());
        }

        /**
         * From a scope that the caller has at hand.
         *
         * @param scope the scope; the whole cluster means everywhere
         * @return the withdrawal
         */
        Withdrawal from(AccessScope scope);
    }
}
