package io.github.accessentries;

import java.util.Collection;

/**
 * A change to the entry of one principal, in the making. Nothing is sent before {@link #apply()}; what can be wrong in
 * itself is refused at once by the method that it is given to.
 *
 * <p>Not safe for use by several threads. Applying it more than once is harmless.
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
     * Chooses the Kubernetes user name instead of the one that EKS generates.
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
     * Makes it so: creates the entry or changes the one there is, by the calls that are needed and no others. It may be
     * repeated, and it may race with others that change the same entry: whoever creates it first, the others adopt it.
     *
     * <p>Two writers that change the <em>groups or the user name</em> of one entry at the same moment from different
     * {@link AccessEntries} objects can overwrite each other, since EKS has no conditional update; changes through one
     * object are made one after the other.
     *
     * <p>If it fails on the way, what was done stays done, which is never more than the grant names: the entry comes first,
     * then its policies, and what a declaration takes away goes last. Applying it again does the rest.
     *
     * @return the entry as it stands afterwards
     * @throws IllegalStateException if a policy was named without saying where it holds
     * @throws IllegalArgumentException if type, principal, user name, groups and policies do not go together
     * @throws AccessConflictException if the entry has another type, or others keep changing it
     * @throws InvalidAccessRequestException if EKS refuses a value, for example a principal that IAM does not know
     * @throws QuotaExceededException if the cluster has as many entries as EKS allows
     */
    AccessEntry apply();

    /** Where the policy that was just named holds. */
    interface ScopeChoice {

        /**
         * In some namespaces.
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
         * In the whole cluster.
         *
         * @return the grant
         */
        default Grant clusterWide() {
            return in(AccessScope.clusterWide());
        }

        /**
         * In a scope that the caller has at hand.
         *
         * @param scope the scope
         * @return the grant
         */
        Grant in(AccessScope scope);
    }
}
