package io.github.accessentries.manage;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ClusterNotFoundException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The access entries of one cluster: grant, review and revoke access to its Kubernetes API, one principal at a time or by
 * plans for the whole cluster.
 *
 * <pre>{@code
 * prod.grant(developer).allow(AccessPolicy.EDIT).inNamespaces("team-a").apply();
 *
 * AccessPlan plan = prod.plan(desired);   // see first
 * System.out.println(plan);
 * ApplyReport report = prod.apply(plan);  // then do
 * }</pre>
 *
 * <p>Whatever takes access away goes through the same safeguards: {@link Grant grants}, {@link #declare declarations},
 * {@link Withdrawal withdrawals}, {@link #revoke revocations} and plans are refused with an {@link UnsafePlanException} if
 * they could lock somebody out, until a person signs off what was found.
 *
 * <p>Implementations are thread-safe, and may be decorated or faked. Every method may throw an {@link
 * AccessEntriesException}; the subclasses that a caller can act on are named at the methods. Any of them may also meet
 * {@link AccessDeniedException}, {@link ThrottledException}, {@link UnavailableException}, {@link
 * ClusterNotFoundException} or, while the cluster knows only the {@code aws-auth} ConfigMap, {@link
 * AuthenticationModeException}. All methods that call EKS block until it has answered.
 *
 * <p>A change takes several seconds to reach the cluster itself, though the next read here shows it at once;
 * {@link #awaitEffective} waits for it.
 */
public interface AccessEntries {

    /**
     * The cluster that this is about. Makes no call.
     *
     * @return its name
     */
    String cluster();

    /**
     * Starts a change that gives a principal <em>at least</em> what the grant names. What the entry has beyond it stays:
     * other policies, other namespaces of the same policy, groups and tags. A grant never takes anything away, unless it
     * says so: by {@link Grant.ScopeChoice#onlyInNamespaces}, or by another user name.
     *
     * @param principal the role or user
     * @return a grant that does nothing until {@link Grant#apply()}
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    Grant grant(PrincipalArn principal);

    /**
     * Starts a change that gives a principal <em>exactly</em> what the grant names. Policies, groups and tags that are
     * not named are taken away, and a user name that is not named goes back to the one that EKS generates.
     *
     * @param principal the role or user
     * @return a grant that does nothing until {@link Grant#apply()}
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    Grant declare(PrincipalArn principal);

    /**
     * Starts a change that takes from a principal <em>only</em> what the withdrawal names: policies, some namespaces of a
     * policy, groups, tags. The entry itself stays; {@link #revoke} takes it away whole.
     *
     * @param principal the role or user
     * @return a withdrawal that does nothing until {@link Withdrawal#apply()}
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    Withdrawal withdraw(PrincipalArn principal);

    /**
     * Looks for the entry of a principal.
     *
     * @param principal the role or user
     * @return the entry with its policies, empty if there is none
     */
    Optional<AccessEntry> find(PrincipalArn principal);

    /**
     * The entry of a principal.
     *
     * @param principal the role or user
     * @return the entry with its policies
     * @throws AccessEntryNotFoundException if there is none
     */
    AccessEntry get(PrincipalArn principal);

    /**
     * The principals that have an entry, those of AWS services included. Takes one call per hundred entries.
     *
     * @return the principals in the order in which EKS lists them
     */
    List<PrincipalArn> principals();

    /**
     * All entries with their policies, those of AWS services included. Takes two calls per entry beside the list itself.
     * An entry that disappears meanwhile is left out.
     *
     * @return the entries in the order in which EKS lists them
     */
    List<AccessEntry> list();

    /**
     * Takes away the entry of a principal, and its policies with it, if nothing speaks against it.
     *
     * @param principal the role or user
     * @return {@code true} if there was an entry
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     * @throws UnsafePlanException if that would leave nobody who may do everything, take the caller's own access, cut off
     *     nodes, or let {@code aws-auth} take over, as far as these are known
     */
    default boolean revoke(PrincipalArn principal) {
        return revoke(principal, SignOff.none());
    }

    /**
     * Takes away the entry of a principal, and its policies with it.
     *
     * @param principal the role or user
     * @param signOff the findings that a person has reviewed and accepts
     * @return {@code true} if there was an entry
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     * @throws UnsafePlanException if something is dangerous about it and nobody has signed that off
     */
    boolean revoke(PrincipalArn principal, SignOff signOff);

    /**
     * The access policies that EKS offers.
     *
     * @return the policies in the order in which EKS lists them
     */
    List<AccessPolicy> policies();

    /**
     * Where the cluster looks for access. A cluster that is too old to say so uses {@link AuthenticationMode#CONFIG_MAP}.
     *
     * @return the mode
     */
    AuthenticationMode authenticationMode();

    /**
     * Finds out what it takes to bring the cluster to a desired state. Reads all entries and changes nothing. Entries of
     * AWS's own are left alone: those of service-linked roles, of nodes of EKS Auto Mode, and of capabilities.
     *
     * @param desired the state to get to
     * @return the plan, empty if nothing needs to change
     * @throws InvalidDesiredAccessException if it names access policies that do not exist or that only roles of AWS
     *     services can have
     */
    AccessPlan plan(DesiredAccess desired);

    /**
     * Carries a plan out with the default options.
     *
     * @param plan a plan for this cluster
     * @return what was done
     * @throws UnsafePlanException if the plan has findings
     * @throws StalePlanException if the cluster is no longer as it was when the plan was made
     * @throws IllegalArgumentException if the plan is for another cluster
     */
    default ApplyReport apply(AccessPlan plan) {
        return apply(plan, ApplyOptions.defaults());
    }

    /**
     * Carries a plan out, step by step in its order; once a step fails, later steps are not begun. What fails is told by
     * the report and not thrown. Whatever happens on the way, planning again and applying that plan does the rest.
     *
     * @param plan a plan for this cluster
     * @param options what is signed off, and how to go about it
     * @return what was done, what was not, and why
     * @throws UnsafePlanException if the plan has findings that nobody has signed off
     * @throws StalePlanException if the cluster is no longer as it was when the plan was made
     * @throws IllegalArgumentException if the plan is for another cluster
     */
    ApplyReport apply(AccessPlan plan, ApplyOptions options);

    /**
     * Waits until the cluster itself acts on the entry of a principal: until it lets the principal in with the user name and
     * the groups of the entry as it stands now, which takes several seconds after a change.
     *
     * @param principal the role or user; its entry has to be there
     * @param probe asks the cluster
     * @param limit the longest time to wait
     * @param progress receives a line for each question
     * @return the user that the cluster let in
     * @throws AccessEntryNotFoundException if the principal has no entry
     * @throws UnavailableException if the time is over; the message has the last answer
     */
    KubernetesUser awaitEffective(PrincipalArn principal, AccessProbe probe, Duration limit, Consumer<String> progress);

    /**
     * Makes the cluster look at access entries beside the {@code aws-auth} ConfigMap, with nothing signed off and nobody
     * listening.
     *
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it
     * @see #enableAccessEntries(SignOff, Consumer)
     */
    default ModeChange enableAccessEntries() {
        return enableAccessEntries(SignOff.none(), line -> {});
    }

    /**
     * Makes the cluster look at access entries beside the {@code aws-auth} ConfigMap: from mode {@code CONFIG_MAP} to
     * {@code API_AND_CONFIG_MAP}. Cannot be undone. Returns when the cluster has the mode; does nothing if it has it.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @param progress receives a line for each thing that is done or waited for
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it and nobody has signed that off
     * @throws AccessConflictException if another update of the cluster is under way
     * @throws UnavailableException if the update does not end in time or fails
     */
    ModeChange enableAccessEntries(SignOff signOff, Consumer<String> progress);

    /**
     * Makes the cluster look at access entries only, with nothing signed off and nobody listening.
     *
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it
     * @see #requireAccessEntries(SignOff, Consumer)
     */
    default ModeChange requireAccessEntries() {
        return requireAccessEntries(SignOff.none(), line -> {});
    }

    /**
     * Makes the cluster look at access entries only: from mode {@code API_AND_CONFIG_MAP} to {@code API}. Cannot be undone;
     * whoever has access by {@code aws-auth} alone loses it. Returns when the cluster has the mode; does nothing if it has
     * it.
     *
     * @param signOff the findings that a person has reviewed and accepts
     * @param progress receives a line for each thing that is done or waited for
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it and nobody has signed that off
     * @throws AuthenticationModeException if the cluster does not look at access entries yet
     * @throws AccessConflictException if another update of the cluster is under way
     * @throws UnavailableException if the update does not end in time or fails
     */
    ModeChange requireAccessEntries(SignOff signOff, Consumer<String> progress);
}
