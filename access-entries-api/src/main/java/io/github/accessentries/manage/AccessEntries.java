package io.github.accessentries.manage;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.ClusterNotFoundException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The access entries of one cluster: grant, review and revoke access to its Kubernetes API, one principal at a time or
 * with plans for the whole cluster.
 *
 * <pre>{@code
 * prod.grant(developer).allow(AccessPolicy.EDIT).inNamespaces("team-a").apply();
 *
 * AccessPlan plan = prod.plan(desired);   // review first
 * System.out.println(plan);
 * prod.apply(plan).orThrow();             // then apply
 * }</pre>
 *
 * <p>Everything that removes access passes the same safeguards: {@link Grant grants}, {@link #declare declarations},
 * {@link Withdrawal withdrawals}, {@link #revoke revocations} and plans are refused with an {@link UnsafePlanException}
 * if they could lock somebody out, until a person signs the findings off.
 *
 * <p>Implementations are thread-safe. The interface may be decorated or faked. Every method may throw an {@link
 * AccessEntriesException}; the subclasses that a caller can act on are listed at the methods. Every method may also
 * throw {@link AccessDeniedException}, {@link ThrottledException}, {@link UnavailableException}, {@link
 * ClusterNotFoundException} or, while the cluster uses only the {@code aws-auth} ConfigMap, {@link
 * AuthenticationModeException}. All methods that call EKS block until it has answered.
 *
 * <p>A change takes several seconds to reach the cluster itself, even though the next read here shows it at once;
 * {@link #awaitEffective} waits for it.
 */
public interface AccessEntries {

    /**
     * The cluster that these entries belong to. Makes no call.
     *
     * @return its name
     */
    String cluster();

    /**
     * Starts a change that gives a principal <em>at least</em> what the grant names. Whatever else the entry has stays:
     * other policies, other namespaces of the same policy, groups and tags. A grant removes nothing unless it says so:
     * by {@link Grant.ScopeChoice#onlyInNamespaces} or by a different user name.
     *
     * @param principal the role or user
     * @return a grant that does nothing until {@link Grant#apply()}
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    @CheckReturnValue
    Grant grant(PrincipalArn principal);

    /**
     * Starts a change that gives a principal <em>exactly</em> what the grant names. Policies, groups and tags that are
     * not named are removed, and a user name that is not named is reset to the one that EKS generates.
     *
     * @param principal the role or user
     * @return a grant that does nothing until {@link Grant#apply()}
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    @CheckReturnValue
    Grant declare(PrincipalArn principal);

    /**
     * Starts a change that removes from a principal <em>only</em> what the withdrawal names: policies, some namespaces
     * of a policy, groups, tags. The entry itself stays; {@link #revoke} deletes it.
     *
     * @param principal the role or user
     * @return a withdrawal that does nothing until {@link Withdrawal#apply()}
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    @CheckReturnValue
    Withdrawal withdraw(PrincipalArn principal);

    /**
     * Looks up the entry of a principal.
     *
     * @param principal the role or user
     * @return the entry with its policies, empty if there is none
     */
    Optional<AccessEntry> find(PrincipalArn principal);

    /**
     * Reads the entry of a principal.
     *
     * @param principal the role or user
     * @return the entry with its policies
     * @throws AccessEntryNotFoundException if there is none
     */
    AccessEntry get(PrincipalArn principal);

    /**
     * Lists the principals that have an entry, including those of AWS services. Takes one call per hundred entries.
     *
     * @return the principals in the order in which EKS lists them
     */
    List<PrincipalArn> principals();

    /**
     * Reads all entries with their policies, including those of AWS services. Takes two calls per entry in addition to
     * the list itself. An entry that is deleted meanwhile is left out.
     *
     * @return the entries in the order in which EKS lists them
     */
    List<AccessEntry> list();

    /**
     * Deletes the entry of a principal together with its policies, unless that is dangerous.
     *
     * @param principal the role or user
     * @return {@code true} if there was an entry
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     * @throws UnsafePlanException if that would leave no administrator, remove the caller's own access, cut off nodes,
     *     or make the {@code aws-auth} mapping of the principal apply again, as far as these are known
     */
    default boolean revoke(PrincipalArn principal) {
        return revoke(principal, SignOff.none());
    }

    /**
     * Deletes the entry of a principal together with its policies.
     *
     * @param principal the role or user
     * @param signOff the findings that a person has reviewed and accepts
     * @return {@code true} if there was an entry
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     * @throws UnsafePlanException if something is dangerous about it and nobody has signed that off
     */
    boolean revoke(PrincipalArn principal, SignOff signOff);

    /**
     * Lists what was granted for a while and not taken away yet. Reads all entries and changes nothing.
     *
     * @return each temporary grant, those that end first coming first, and tags that look like one and cannot be read
     */
    TemporaryAccessList temporaryAccess();

    /**
     * Takes away what has ended, with nothing signed off.
     *
     * @return what ended, and what did not and why; {@link ExpiryReport#orThrow()} makes the latter an exception
     * @see #expire(SignOff)
     */
    @CheckReturnValue
    default ExpiryReport expire() {
        return expire(SignOff.none());
    }

    /**
     * Takes away what has {@linkplain Grant#until ended}: reads all entries, and brings each one in which something has ended to
     * what it is without that. First the access goes and its tags last, so whatever happens on the way, the next call finishes
     * it. It may run as often as one likes, on many instances at once, and beside grants; nothing that has not ended is touched.
     *
     * <p>The safeguards of {@link #revoke revocations} hold for each entry: what would leave no administrator, for example, stays
     * until it is signed off by name, and does not keep the others from ending. Neither does a failure. All that is reported, not
     * thrown.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @return what ended, and what did not and why; if the thread is interrupted, it stays so, and the rest is told as not tried
     */
    @CheckReturnValue
    ExpiryReport expire(SignOff signOff);

    /**
     * Lists the access policies that EKS offers.
     *
     * @return the policies in the order in which EKS lists them
     */
    List<AccessPolicy> policies();

    /**
     * Reads the authentication mode of the cluster. A cluster that is too old to report one uses {@link
     * AuthenticationMode#CONFIG_MAP}.
     *
     * @return the mode
     */
    AuthenticationMode authenticationMode();

    /**
     * Reads the version of Kubernetes that the cluster runs.
     *
     * @return the version, empty if EKS does not tell it; an implementation that knows none, as by default, answers so too
     */
    default Optional<KubernetesVersion> kubernetesVersion() {
        return Optional.empty();
    }

    /**
     * Brings the bindings of all custom policies on the cluster to what the namespaces are now: makes those that are missing, and
     * deletes those of scopes in which a policy is no longer granted. A scope stays while the ClusterRole of the policy names it,
     * even if no entry has its group, since a grant may be on its way. To be run when namespaces have come or gone, or every few
     * minutes; it may be repeated, and it may race with itself and with grants.
     *
     * @return what was done, what was not, and why: objects that somebody else has made, or changes, are told and stay as they
     *     are. Empty if all is as it should be
     * @throws IllegalStateException if the cluster's own API is unknown or can only be read
     * @throws io.github.accessentries.AccessEntriesException if the objects of the cluster cannot be read
     */
    @CheckReturnValue
    ApplyReport reconcile();

    /**
     * Plans the changes that bring the cluster to a desired state. Reads all entries and changes nothing. Entries that
     * belong to AWS are left alone: those of service-linked roles, of nodes of EKS Auto Mode, and of capabilities.
     *
     * @param desired the desired state
     * @return the plan, empty if nothing needs to change
     * @throws InvalidDesiredAccessException if it names access policies that do not exist or that only roles of AWS
     *     services can have
     */
    @CheckReturnValue
    AccessPlan plan(DesiredAccess desired);

    /**
     * Applies a plan with the default options.
     *
     * @param plan a plan for this cluster
     * @return what was done, what was not, and why; {@link ApplyReport#orThrow()} makes the latter an exception
     * @throws UnsafePlanException if the plan has findings
     * @throws StalePlanException if the cluster is no longer as it was when the plan was made
     * @throws IllegalArgumentException if the plan is for another cluster
     */
    @CheckReturnValue
    default ApplyReport apply(AccessPlan plan) {
        return apply(plan, ApplyOptions.defaults());
    }

    /**
     * Applies a plan step by step in order; if a step fails, the thread is interrupted or a listener throws, the rest is
     * not started. All that is reported, not thrown, so the report must be looked at, or {@link ApplyReport#orThrow()}
     * called. Whatever happens on the way, planning again and applying the new plan completes the work.
     *
     * @param plan a plan for this cluster
     * @param options what is signed off, and how to apply the plan
     * @return what was done, what was not, and why; an interrupted thread stays interrupted
     * @throws UnsafePlanException if the plan has findings that nobody has signed off
     * @throws StalePlanException if the cluster is no longer as it was when the plan was made
     * @throws IllegalArgumentException if the plan is for another cluster
     */
    @CheckReturnValue
    ApplyReport apply(AccessPlan plan, ApplyOptions options);

    /**
     * Applies a plan that another job has made and a person has reviewed: plans again from the same desired state, and applies
     * only what comes out as the same plan. If there is nothing left to do, as after a run that was cut off at its end, the
     * report has no outcomes.
     *
     * @param desired the desired state that was planned
     * @param reviewed what was kept of the plan
     * @param options what is signed off, and how to apply the plan
     * @return what was done, what was not, and why; an interrupted thread stays interrupted
     * @throws StalePlanException if the plan is another one now; the message says what differs
     * @throws UnsafePlanException if the plan has findings that nobody has signed off
     * @throws IllegalArgumentException if the reviewed plan is for another cluster
     * @throws InvalidDesiredAccessException if the state cannot be planned, as in {@link #plan}
     */
    @CheckReturnValue
    default ApplyReport apply(DesiredAccess desired, ReviewedPlan reviewed, ApplyOptions options) {
        requireNonNull(desired, "desired");
        requireNonNull(reviewed, "reviewed");
        requireNonNull(options, "options");
        AccessPlan plan = requireNonNull(
                plan(desired), () -> "The AccessEntries of cluster " + cluster() + " returned null instead of a plan");
        reviewed.requireSame(plan);
        return apply(plan, options);
    }

    /**
     * Waits until the cluster itself acts on the entry of a principal: until it authenticates the principal with the
     * user name and groups that the entry has now, which takes several seconds after a change.
     *
     * @param principal the role or user, which must have an entry
     * @param probe asks the cluster
     * @param limit the longest time to wait
     * @param progress receives a line for each time the cluster is asked
     * @return the user that the cluster sees
     * @throws AccessEntryNotFoundException if the principal has no entry
     * @throws UnavailableException if the limit is reached; the message has the last answer
     */
    KubernetesUser awaitEffective(PrincipalArn principal, AccessProbe probe, Duration limit, Consumer<String> progress);

    /**
     * Makes the cluster use access entries in addition to the {@code aws-auth} ConfigMap, with nothing signed off and
     * without progress.
     *
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it
     * @see #enableAccessEntries(SignOff, Consumer)
     */
    default ModeChange enableAccessEntries() {
        return enableAccessEntries(SignOff.none(), line -> {});
    }

    /**
     * Makes the cluster use access entries in addition to the {@code aws-auth} ConfigMap: from mode {@code CONFIG_MAP}
     * to {@code API_AND_CONFIG_MAP}. Cannot be undone. Returns when the cluster has the new mode; does nothing if it
     * has it already.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @param progress receives a line for each step and each wait
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it and nobody has signed that off
     * @throws AuthenticationModeException if the mode of the cluster is unknown, or is not the new one after the update
     * @throws AccessConflictException if another update of the cluster is in progress
     * @throws UnavailableException if the update does not end in time or fails
     */
    ModeChange enableAccessEntries(SignOff signOff, Consumer<String> progress);

    /**
     * Makes the cluster use access entries only, with nothing signed off and without progress.
     *
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it
     * @see #requireAccessEntries(SignOff, Consumer)
     */
    default ModeChange requireAccessEntries() {
        return requireAccessEntries(SignOff.none(), line -> {});
    }

    /**
     * Makes the cluster use access entries only: from mode {@code API_AND_CONFIG_MAP} to {@code API}. Cannot be undone;
     * principals that have access only through {@code aws-auth} lose it. Returns when the cluster has the new mode;
     * does nothing if it has it already.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @param progress receives a line for each step and each wait
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it and nobody has signed that off
     * @throws AuthenticationModeException if the cluster does not use access entries yet, if its mode is unknown, or is not
     *     the new one after the update
     * @throws AccessConflictException if another update of the cluster is in progress
     * @throws UnavailableException if the update does not end in time or fails
     */
    ModeChange requireAccessEntries(SignOff signOff, Consumer<String> progress);
}
