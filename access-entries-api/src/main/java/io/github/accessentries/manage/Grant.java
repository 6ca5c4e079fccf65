package io.github.accessentries.manage;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryType;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.QuotaExceededException;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A change to the entry of one principal that is being put together. Nothing is sent before {@link #apply()}; invalid
 * arguments are refused at once by the method that receives them.
 *
 * <p>Not thread-safe. Applying it more than once is harmless. Applying it, and asking what it would change, block until EKS has answered.
 */
public interface Grant {

    /**
     * Adds a policy. Its scope must follow: {@code allow(EDIT).inNamespaces("team-a")}.
     *
     * @param policy the policy to associate
     * @return the choice of the scope, which returns to the grant
     * @throws IllegalArgumentException if this grant already names the policy
     */
    @CheckReturnValue
    ScopeChoice allow(AccessPolicy policy);

    /**
     * Adds a policy of one's own. Its scope must follow: {@code allow(operator).inNamespaces("team-a", "team-a-*")}.
     *
     * <p>On the cluster, the policy is a ClusterRole, bindings in the namespaces that are there, and a group on the entry. The
     * objects come first, and what only the old scope needed goes last. {@link AccessEntries#reconcile()} follows namespaces
     * that come and go. A policy of that name that is on the cluster already must have the same rules; a plan can change them.
     *
     * <p>{@link #apply()} then also throws {@link IllegalStateException} if the cluster's own API is unknown or can only be read,
     * {@link AccessConflictException} if the policy has other rules there or somebody else has made an object of its name, and
     * {@link io.github.accessentries.AccessDeniedException} if the caller may not make the objects, for example since the rules
     * allow more than the caller has; all of that before anything is changed.
     *
     * @param policy the policy to grant
     * @return the choice of the scope, which returns to the grant
     * @throws IllegalArgumentException if this grant already names a policy of that name
     */
    @CheckReturnValue
    ScopeChoice allow(CustomPolicy policy);

    /**
     * Adds Kubernetes groups.
     *
     * @param groups names of groups; bindings decide what they may do
     * @return this grant
     * @throws IllegalArgumentException if a name is blank or begins with a prefix that EKS reserves:
     *     {@code system:}, {@code eks:}, {@code aws:}, {@code amazon:} or {@code iam:}
     */
    Grant groups(String... groups);

    /**
     * Adds Kubernetes groups.
     *
     * @param groups names of groups; bindings decide what they may do
     * @return this grant
     * @throws IllegalArgumentException if a name is blank or begins with a prefix that EKS reserves
     */
    Grant groups(Collection<String> groups);

    /**
     * Sets the Kubernetes user name, in place of the one that EKS generates. It replaces a different user name of an
     * existing entry.
     *
     * @param template the name; <code>{{SessionName}}</code> may stand in it after a colon
     * @return this grant
     * @throws IllegalArgumentException if it is blank, begins with a prefix that EKS reserves, or has
     *     <code>{{SessionName}}</code> without a colon before it
     */
    Grant username(String template);

    /**
     * Adds a tag.
     *
     * @param key 1 to 128 characters, not beginning with {@code aws:}
     * @param value up to 256 characters
     * @return this grant
     * @throws IllegalArgumentException if key or value break these limits, or there are more than 50 tags
     */
    Grant tag(String key, String value);

    /**
     * Sets the type of the entry, if it has to be created; {@link EntryType#STANDARD} by default.
     *
     * @param type the type; an existing entry must have the same
     * @return this grant
     */
    Grant type(EntryType type);

    /**
     * Lets everything end that this grant adds to what the entry has: policies, namespaces of a policy, groups, and the entry
     * itself if the grant makes it. It ends when {@link AccessEntries#expire()} runs for the first time at or after that moment,
     * by whichever instance, since it is kept in tags of the entry; run that on a schedule. What the entry had before stays, a
     * policy that was in fewer namespaces goes back to these, and what is granted without an end meanwhile stays as well.
     *
     * <p>The same granted twice ends at the later time, so granting again extends it; {@link #shortening()} makes it end earlier.
     *
     * <p>The time is the later one of this machine and of EKS, as its answers tell it, so a clock that is slow or put back
     * gives nobody more time.
     *
     * @param end when it ends: in the future, and at most 366 days from now, since what is needed for longer should be granted
     *     without an end and reviewed
     * @return this grant
     * @throws IllegalArgumentException if the time is over or too distant
     * @throws IllegalStateException if this is a declaration, which says exactly what stays, or its end was set already
     */
    Grant until(Instant end);

    /**
     * Lets everything end after a while that this grant adds, as {@link #until} does. The time counts from the first call of
     * {@link #changes()} or {@link #apply()}, by the time of EKS if its answers tell it, so a clock that is fast gives nobody
     * more time.
     *
     * @param duration how long it lasts: more than nothing, and at most 366 days
     * @return this grant
     * @throws IllegalArgumentException if it is no time at all, or too long
     * @throws IllegalStateException if this is a declaration, or its end was set already
     */
    Grant forDuration(Duration duration);

    /**
     * Lets a grant that ends also shorten the time of what it names and what was granted for longer. What stays is not touched:
     * {@link AccessEntries#withdraw withdraw} it.
     *
     * @return this grant
     */
    Grant shortening();

    /**
     * Says why this is granted for a while. It is kept in tags of the entry and told in the audit log, so it should hold no secret.
     *
     * @param text 1 to 256 characters
     * @return this grant
     * @throws IllegalArgumentException if the text is blank, too long, or has characters that cannot be seen
     */
    Grant reason(String text);

    /**
     * Says who asked for this to be granted for a while. It is kept in tags of the entry and told in the audit log.
     *
     * @param who a name, address or ARN of 1 to 256 characters
     * @return this grant
     * @throws IllegalArgumentException if the text is blank, too long, or has characters that cannot be seen
     */
    Grant requestedBy(String who);

    /**
     * Shows what {@link #apply()} would do now. Reads the entry and changes nothing.
     *
     * @return the changes in the order in which they would be made, empty if nothing needs to change
     * @throws IllegalStateException if a policy was named without a scope, or a reason, a requester or {@link #shortening()} without
     *     an end, or an end with {@link ScopeChoice#onlyInNamespaces}
     * @throws IllegalArgumentException if type, principal, user name, groups and policies do not go together
     * @throws AccessConflictException if the entry has another type, or belongs to AWS
     * @throws InvalidAccessRequestException if it names a policy that EKS does not offer
     */
    @CheckReturnValue
    List<Change> changes();

    /**
     * Applies the grant with nothing signed off.
     *
     * @return the entry afterwards
     * @throws UnsafePlanException if it removes something that could lock somebody out
     * @see #apply(SignOff)
     */
    default AccessEntry apply() {
        return apply(SignOff.none());
    }

    /**
     * Applies the grant: creates the entry or changes the existing one, making only the calls that are needed.
     * Everything is added before anything is removed. It may be repeated, and it may race with other writers of the
     * same entry: whoever creates the entry first, the others adopt it.
     *
     * <p>Two writers that change the <em>groups, the user name or the namespaces of one policy</em> of one entry at the
     * same moment from different {@link AccessEntries} objects can overwrite each other, since EKS has no conditional
     * update; changes made through one object run one after the other.
     *
     * <p>If it fails on the way, what was done stays done, which is never more than the grant names: the entry comes
     * first, then its policies, and what a declaration removes comes last. Applying it again completes the work.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @return the entry afterwards
     * @throws IllegalStateException if a policy was named without a scope, or a reason, a requester or {@link #shortening()} without
     *     an end, or an end with {@link ScopeChoice#onlyInNamespaces}
     * @throws IllegalArgumentException if type, principal, user name, groups and policies do not go together
     * @throws UnsafePlanException if it removes something that could lock somebody out, and nobody has signed that off
     * @throws AccessConflictException if the entry has another type or belongs to AWS, or others keep changing it
     * @throws InvalidAccessRequestException if EKS refuses a value, for example a principal that IAM does not know; a policy
     *     that EKS does not offer is refused before anything is changed
     * @throws QuotaExceededException if the cluster has as many entries as EKS allows
     */
    AccessEntry apply(SignOff signOff);

    /** The choice of the scope of the policy that was just named. */
    interface ScopeChoice {

        /**
         * Limits the policy to namespaces. A grant adds them to those where the principal already has the policy.
         *
         * @param first a name or pattern, for example {@code team-a} or {@code team-a-*}
         * @param more further names or patterns
         * @return the grant
         * @throws IllegalArgumentException if one of them can match no Kubernetes namespace
         */
        default Grant inNamespaces(String first, String... more) {
            return in(AccessScope.namespaces(first, more));
        }

        /**
         * Limits the policy to exactly these namespaces: removes it wherever else the principal has it.
         *
         * @param first a name or pattern, for example {@code team-a} or {@code team-a-*}
         * @param more further names or patterns
         * @return the grant
         * @throws IllegalArgumentException if one of them can match no Kubernetes namespace
         */
        default Grant onlyInNamespaces(String first, String... more) {
            return onlyIn(AccessScope.namespaces(first, more));
        }

        /**
         * Makes the policy cluster-wide.
         *
         * @return the grant
         */
        default Grant clusterWide() {
            return in(AccessScope.clusterWide());
        }

        /**
         * Uses an existing scope. A grant adds it to the scope that the principal already has.
         *
         * @param scope the scope
         * @return the grant
         * @throws IllegalArgumentException if a custom policy cannot be granted there, such as one with paths in namespaces
         */
        Grant in(AccessScope scope);

        /**
         * Uses an existing scope, and removes the policy wherever else the principal has it.
         *
         * @param scope the scope
         * @return the grant
         */
        Grant onlyIn(AccessScope scope);
    }
}
