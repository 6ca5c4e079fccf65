package io.github.accessentries.plan;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.ModelComparison;
import java.util.List;
import org.immutables.value.Value;

/**
 * The changes that bring one cluster to a desired state, based on the cluster as it was when the plan was made. Plans
 * are made and applied by {@code AccessEntries}; {@link #toString()} shows one for review.
 */
@CheckReturnValue
@Value.Immutable
public abstract class AccessPlan {

    AccessPlan() {}

    /**
     * Starts a plan, for implementations of {@code AccessEntries}.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The cluster that the plan is for.
     *
     * @return its name
     */
    public abstract String cluster();

    /**
     * The state that the plan leads to.
     *
     * @return the desired state
     */
    public abstract DesiredAccess desired();

    /**
     * The changes in a safe order: each step begins when the one before it is done.
     *
     * @return the steps, none of them empty
     */
    public abstract List<Step> steps();

    /**
     * How permissions change, as far as it is known what grants access on the cluster.
     *
     * @return what each subject gains and loses
     */
    public abstract ModelComparison effects();

    /**
     * The dangers of the plan.
     *
     * @return the findings to sign off before the plan is applied
     */
    public abstract List<Finding> findings();

    /**
     * What a reviewer should know, although the plan does not change it: administrators that nobody lists, and entries whose
     * principal is gone or was recreated. They need no sign-off, and do not stop the plan from being applied.
     *
     * @return the findings, also of a plan without changes
     */
    public abstract List<Finding> notices();

    /**
     * What was not checked, so that dangers of that kind may be there without being found.
     *
     * @return each part with the reason, also of a plan without changes
     */
    public abstract List<Unchecked> unchecked();

    /**
     * What differs from the desired state but is left as it is: what belongs to AWS, and what was granted for a while and is not
     * over.
     *
     * @return a sentence for each such entry, and for each temporary grant
     */
    public abstract List<String> leftAlone();

    /**
     * The principals that are administrators of the cluster before or after the plan. The plan relies on them, so it is
     * stale once their entries change.
     *
     * @return the principals, sorted
     */
    public abstract List<PrincipalArn> administrators();

    /**
     * A digest of what the plan was made from: the entries that the desired state covers and those of the
     * administrators.
     *
     * @return the digest in hexadecimal digits
     */
    public abstract String fingerprint();

    /**
     * A digest of what a person decides about: the cluster, its state as in the {@link #fingerprint()}, the changes in their order,
     * the findings, and the effects as far as they were worked out. A plan that is made again somewhere else is the same plan if its
     * digest is the same.
     *
     * @return the digest in 64 hexadecimal digits
     * @see ReviewedPlan
     */
    public final String digest() {
        return PlanDigest.of(this);
    }

    /**
     * All changes in their order.
     *
     * @return the changes of all steps
     */
    public final List<Change> changes() {
        return steps().stream().flatMap(step -> step.changes().stream()).toList();
    }

    /**
     * The changes in a few words.
     *
     * @return for example {@code 2 grants, 1 removal}, or {@code nothing to do}
     */
    public final String summary() {
        return PlanText.counts(this);
    }

    /**
     * Whether the plan has no changes.
     *
     * @return {@code true} if the cluster is in the desired state, apart from what is left alone
     */
    public final boolean isEmpty() {
        return steps().isEmpty();
    }

    /**
     * The plan as text for review: a line for each change in order, then the findings, without colors. Effects are counts here;
     * {@code ResultReport.of(plan).render(ResultFormat.TEXT)} has the levels too.
     *
     * @return several lines of text
     */
    @Override
    public final String toString() {
        return PlanText.of(this);
    }

    /** Changes that may be made at the same time, or one principal at a time. Immutable. */
    @CheckReturnValue
    @Value.Immutable
    public abstract static class Step {

        Step() {}

        /**
         * Starts a step; all but the changes is required.
         *
         * @return a new builder
         */
        public static Builder builder() {
            return new Builder();
        }

        /** {@return the phase of these changes} */
        public abstract Change.Phase phase();

        /** {@return whether only one principal is changed at a time, and a failure ends the step} */
        public abstract boolean oneByOne();

        /** {@return the changes, those of each principal in order} */
        public abstract List<Change> changes();

        /** Builds steps. Not thread-safe. */
        public static final class Builder extends ImmutableStep.Builder {
            Builder() {}
        }
    }

    /** Builds plans. Not thread-safe. */
    public static final class Builder extends ImmutableAccessPlan.Builder {
        Builder() {}
    }
}
