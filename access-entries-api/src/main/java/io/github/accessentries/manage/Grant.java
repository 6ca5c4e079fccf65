package io.github.accessentries.manage;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.QuotaExceededException;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import java.util.Collection;
import java.util.List;

/**
 * A change to the entry of one principal, in the making. Nothing is sent before {@link #apply()}; what can be wrong in
 * itself is refused at once by the method that it is given to.
 *
 * <p>Not thread-safe. Applying it more than once is harmless.
 */
public interface Grant {

    /**
     * Names a policy. The scope that follows is not optional: {@code allow(EDIT).inNamespaces("team-a")}.
     *
     * @param policy the policy to associate
     * @return the choice of the scope, which leads back to the grant
     * @throws IllegalArgumentException if this grant names the policy already
     */
    ScopeChoice allow(AccessPolicy policy);

    /**
     * Names Kubernetes groups.
     *
     * @param groups names of groups; bindings decide what they may do
     * @return this grant
     * @throws IllegalArgumentException if a name is blank or begins with a prefix that EKS reserves:
     *     {@code system:}, {@code eks:}, {@code aws:}, {@code amazon:} or {@code iam:}
     */
    Grant groups(String... groups);

    /**
     * Names Kubernetes groups.
     *
     * @param groups names of groups; bindings decide what they may do
     * @return this grant
     * @throws IllegalArgumentException if a name is blank or begins with a prefix that EKS reserves
     */
    Grant groups(Collection<String> groups);

    /**
     * Chooses the Kubernetes user name instead of the one that EKS generates. An entry that has another one loses that.
     *
     * @param template the name; <code>{{SessionName}}</code> may stand in it after a colon
     * @return this grant
     * @throws IllegalArgumentException if it is blank, begins with a prefix that EKS reserves, or has
     *     <code>{{SessionName}}</code> without a colon before it
     */
    Grant username(String template);

    /**
     * Names a tag.
     *
     * @param key 1 to 128 characters, not beginning with {@code aws:}
     * @param value up to 256 characters
     * @return this grant
     * @throws IllegalArgumentException if key or value break these limits, or there are more than 50 tags
     */
    Grant tag(String key, String value);

    /**
     * Chooses what the entry is for, if it has to be made; {@link EntryType#STANDARD} unless said.
     *
     * @param type the type, which an existing entry must have already
     * @return this grant
     */
    Grant type(EntryType type);

    /**
     * What {@link #apply()} would do now. Reads the entry and changes nothing.
     *
     * @return the changes in the order in which they would be made, empty if nothing needs to change
     * @throws IllegalStateException if a policy was named without saying where it holds
     * @throws IllegalArgumentException if type, principal, user name, groups and policies do not go together
     * @throws AccessConflictException if the entry has another type, or belongs to AWS
     * @throws InvalidAccessRequestException if it names a policy that EKS does not offer
     */
    List<Change> changes();

    /**
     * Makes it so, with nothing signed off.
     *
     * @return the entry as it stands afterwards
     * @throws UnsafePlanException if it takes something away that could lock somebody out
     * @see #apply(SignOff)
     */
    default AccessEntry apply() {
        return apply(SignOff.none());
    }

    /**
     * Makes it so: creates the entry or changes the one there is, by the calls that are needed and no others. All that it
     * gives is given before anything is taken. It may be repeated, and it may race with others that change the same entry:
     * whoever creates it first, the others adopt it.
     *
     * <p>Two writers that change the <em>groups, the user name or the namespaces of one policy</em> of one entry at the same
     * moment from different {@link AccessEntries} objects can overwrite each other, since EKS has no conditional update;
     * changes through one object are made one after the other.
     *
     * <p>If it fails on the way, what was done stays done, which is never more than the grant names: the entry comes first,
     * then its policies, and what a declaration takes away goes last. Applying it again does the rest.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @return the entry as it stands afterwards
     * @throws IllegalStateException if a policy was named without saying where it holds
     * @throws IllegalArgumentException if type, principal, user name, groups and policies do not go together
     * @throws UnsafePlanException if it takes something away that could lock somebody out, and nobody has signed that
     *     off
     * @throws AccessConflictException if the entry has another type or belongs to AWS, or others keep changing it
     * @throws InvalidAccessRequestException if EKS refuses a value, for example a principal that IAM does not know; a policy
     *     that EKS does not offer is refused before anything is changed
     * @throws QuotaExceededException if the cluster has as many entries as EKS allows
     */
    AccessEntry apply(SignOff signOff);

    /** Where the policy that was just named holds. */
    interface ScopeChoice {

        /**
         * In some namespaces. A grant adds them to those where the principal has the policy already.
         *
         * @param first a name or pattern, for example {@code team-a} or {@code team-a-*}
         * @param more further names or patterns
         * @return the grant
         * @throws IllegalArgumentException if no namespace of Kubernetes could ever match one of them
         */
        default Grant inNamespaces(String first, String... more) {
            return in(AccessScope.namespaces(first, more));
        }

        /**
         * In these namespaces and no others: takes the policy away wherever else the principal has it.
         *
         * @param first a name or pattern, for example {@code team-a} or {@code team-a-*}
         * @param more further names or patterns
         * @return the grant
         * @throws IllegalArgumentException if no namespace of Kubernetes could ever match one of them
         */
        default Grant onlyInNamespaces(String first, String... more) {
            return onlyIn(AccessScope.namespaces(first, more));
        }

        /**
         * In the whole cluster.
         *
         * @return the grant
         */
        default Grant clusterWide() {
            return in(AccessScope.clusterWide());
        }

        /**
         * In a scope that the caller has at hand. A grant adds it to the scope that the principal has already.
         *
         * @param scope the scope
         * @return the grant
         */
        Grant in(AccessScope scope);

        /**
         * In a scope that the caller has at hand, and nowhere else.
         *
         * @param scope the scope
         * @return the grant
         */
        Grant onlyIn(AccessScope scope);
    }
}
