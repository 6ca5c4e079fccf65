package io.github.accessentries.plan;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.ModelComparison;
import java.util.List;
import org.immutables.value.Value;

/**
 * What it takes to bring one cluster to a desired state, as it stood when the plan was made. Made and
 * carried out by {@code AccessEntries}, read by people as {@link #toString()}.
 */
@Value.Immutable
public abstract class AccessPlan {

    AccessPlan() {}

    /**
     * Starts a plan, for those who make plans.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The cluster that is planned for.
     *
     * @return its name
     */
    public abstract String cluster();

    /**
     * Where it is to get to.
     *
     * @return the desired state
     */
    public abstract DesiredAccess desired();

    /**
     * The changes in their safe order: each step begins when the one before it is done.
     *
     * @return the steps, none of them empty
     */
    public abstract List<Step> steps();

    /**
     * What changes for whom, as far as is known what grants access on the cluster.
     *
     * @return what each subject gains and loses
     */
    public abstract ModelComparison effects();

    /**
     * What is dangerous about it.
     *
     * @return what has to be signed off before it is applied
     */
    public abstract List<Finding> findings();

    /**
     * What differs from the desired state and is left as it is, since it is AWS's own.
     *
     * @return a sentence for each such entry
     */
    public abstract List<String> leftAlone();

    /**
     * Who may do everything on the cluster, before and after. The plan relies on them, so it holds only while their
     * entries stay as they were.
     *
     * @return the principals, sorted
     */
    public abstract List<PrincipalArn> administrators();

    /**
     * What the plan was made from, condensed: the entries that the desired state speaks for, and those of administrators.
     *
     * @return a digest in hexadecimal digits
     */
    public abstract String fingerprint();

    /**
     * All changes in their order.
     *
     * @return the changes of all steps
     */
    public final List<Change> changes() {
        return steps().stream().flatMap(step -> step.changes().stream()).toList();
    }

    /**
     * Whether there is nothing to do.
     *
     * @return {@code true} if the cluster is as desired, apart from what is left alone
     */
    public final boolean isEmpty() {
        return steps().isEmpty();
    }

    /**
     * The plan as a person reads it before saying yes: a line for each change in its order, then findings, without colours.
     *
     * @return several lines of text
     */
    @Override
    public final String toString() {
        return PlanText.of(this);
    }

    /**
     * Changes that may be made at the same time, or one principal after the other.
     *
     * @param phase what kind of changes these are
     * @param oneByOne whether only one principal may be under way at a time, and a failure ends the step
     * @param changes the changes, those of a principal in their order
     */
    public record Step(Change.Phase phase, boolean oneByOne, List<Change> changes) {

        /**
         * Keeps a copy of the changes.
         *
         * @param phase what kind of changes these are
         * @param oneByOne whether only one principal may be under way at a time
         * @param changes the changes
         */
        public Step {
            changes = List.copyOf(changes);
        }
    }

    /** Builds plans. Not thread-safe. */
    public static final class Builder extends ImmutableAccessPlan.Builder {
        Builder() {}
    }
}
