package io.github.accessentries.plan;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Changes the access to one cluster without locking anyone out: see first, then do.
 *
 * <pre>{@code
 * AccessPlan plan = prod.plan(desired);
 * System.out.println(plan);
 * ApplyReport report = prod.apply(plan);
 * }</pre>
 *
 * <p>Implementations may be shared by threads. Every method may throw an {@link AccessEntriesException} of the kinds that
 * {@link io.github.accessentries.AccessEntries} names.
 */
public interface AccessPlanning {

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
     * @throws UnsafePlanException if the plan has findings that nobody signed off
     * @throws StalePlanException if the cluster is no longer as it was when the plan was made
     * @throws IllegalArgumentException if the plan is for another cluster
     */
    ApplyReport apply(AccessPlan plan, ApplyOptions options);

    /**
     * Waits until the cluster itself heeds the entry of a principal: until it lets the principal in with the user name and
     * the groups of the entry as it stands now, which takes several seconds after a change.
     *
     * @param principal the role or user; its entry has to be there
     * @param probe asks the cluster
     * @param limit the longest time to wait
     * @param progress hears a line for each question
     * @return the user that the cluster let in
     * @throws io.github.accessentries.AccessEntryNotFoundException if the principal has no entry
     * @throws io.github.accessentries.UnavailableException if the time is over; the message has the last answer
     */
    KubernetesUser awaitEffective(PrincipalArn principal, AccessProbe probe, Duration limit, Consumer<String> progress);

    /**
     * Makes the cluster heed access entries beside the {@code aws-auth} ConfigMap: from mode {@code CONFIG_MAP} to
     * {@code API_AND_CONFIG_MAP}. Cannot be undone. Returns when the cluster has the mode; does nothing if it has it.
     *
     * @param options what is signed off; parallelism and listener do not matter
     * @param progress hears a line for each thing that is done or waited for
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it and nobody signed that off
     * @throws io.github.accessentries.AccessConflictException if another update of the cluster is under way
     * @throws io.github.accessentries.UnavailableException if the update does not end in time or fails
     */
    ModeChange enableAccessEntries(ApplyOptions options, Consumer<String> progress);

    /**
     * Makes the cluster heed access entries only: from mode {@code API_AND_CONFIG_MAP} to {@code API}. Cannot be undone;
     * whoever has access by {@code aws-auth} alone loses it. Returns when the cluster has the mode; does nothing if it has
     * it.
     *
     * @param options what is signed off; parallelism and listener do not matter
     * @param progress hears a line for each thing that is done or waited for
     * @return what was changed
     * @throws UnsafePlanException if something is dangerous about it and nobody signed that off
     * @throws io.github.accessentries.AuthenticationModeException if the cluster does not heed access entries yet
     * @throws io.github.accessentries.AccessConflictException if another update of the cluster is under way
     * @throws io.github.accessentries.UnavailableException if the update does not end in time or fails
     */
    ModeChange requireAccessEntries(ApplyOptions options, Consumer<String> progress);
}
