package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.internal.calls.EksCalls;
import io.github.accessentries.internal.calls.InParallel;
import io.github.accessentries.internal.calls.Patience;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessPlanning;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.policy.PolicyCatalogue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Plans for one cluster, by the calls to EKS. Reached through
 * {@link io.github.accessentries.eks.EksAccessEntries}. May be shared by threads.
 */
public final class Plans implements AccessPlanning {

    private final EksCalls calls;
    private final PlanContext context;
    private final Patience patience;
    private final int readParallelism;

    /**
     * Makes it.
     *
     * @param calls the calls to the cluster
     * @param context what is known beyond the entries
     * @param patience how to wait for what has not come through yet
     * @param readParallelism how many entries are read at the same time
     */
    public Plans(EksCalls calls, PlanContext context, Patience patience, int readParallelism) {
        this.calls = calls;
        this.context = context;
        this.patience = patience;
        this.readParallelism = readParallelism;
    }

    @Override
    public AccessPlan plan(DesiredAccess desired) {
        new PolicyCheck(PolicyCatalogue.published(), calls::policies).require(desired);
        return new Planner(context, calls.cluster(), desired, read(calls.principals()))
                .plan(() -> context.awsAuth().filter(mappings -> heedsConfigMap()));
    }

    private boolean heedsConfigMap() {
        return calls.facts().mode().usesConfigMap();
    }

    private List<AccessEntry> read(Collection<PrincipalArn> principals) {
        return InParallel.of(List.copyOf(principals), calls::find, readParallelism).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public ApplyReport apply(AccessPlan plan, ApplyOptions options) {
        if (!plan.cluster().equals(calls.cluster())) {
            throw new IllegalArgumentException("The plan is for cluster " + plan.cluster() + " and not for "
                    + calls.cluster() + "; apply it there, or plan anew here");
        }
        requireSignedOff(calls.cluster(), plan.findings(), options);
        if (!plan.isEmpty()) {
            requireUnchanged(plan);
        }
        return new Applying(new ChangeMaker(calls, patience), options).apply(plan);
    }

    static void requireSignedOff(String cluster, List<Finding> findings, ApplyOptions options) {
        List<Finding> open = findings.stream()
                .filter(finding -> !finding.isSignedOffBy(options.signedOff()))
                .toList();
        if (!open.isEmpty()) {
            throw new UnsafePlanException(cluster, open);
        }
    }

    private void requireUnchanged(AccessPlan plan) {
        List<AccessEntry> entries = read(reliedUpon(plan));
        if (!Fingerprint.of(plan.desired(), plan.administrators(), entries).equals(plan.fingerprint())) {
            throw new StalePlanException(
                    "Changed nothing on cluster " + plan.cluster() + ": entries that the plan speaks for, or those of"
                            + " administrators, are no longer as they were when it was made. Plan again, and read the new"
                            + " plan",
                    plan.cluster());
        }
    }

    /** Without a tag or the whole cluster to own, what else is on the cluster does not matter. */
    private Collection<PrincipalArn> reliedUpon(AccessPlan plan) {
        if (!plan.desired().ownership().equals(Ownership.ONLY_LISTED)) {
            return calls.principals();
        }
        Set<PrincipalArn> principals = new TreeSet<>(plan.desired().principals());
        principals.addAll(plan.administrators());
        return principals;
    }

    @Override
    public KubernetesUser awaitEffective(
            PrincipalArn principal, AccessProbe probe, Duration limit, Consumer<String> progress) {
        return new EffectWait(new Polling(patience.clock(), patience.sleeper(), limit), progress)
                .until(calls.get(principal), probe);
    }

    @Override
    public ModeChange enableAccessEntries(ApplyOptions options, Consumer<String> progress) {
        return steps(options, progress).enable();
    }

    @Override
    public ModeChange requireAccessEntries(ApplyOptions options, Consumer<String> progress) {
        return steps(options, progress).require(() -> read(calls.principals()));
    }

    private ModeSteps steps(ApplyOptions options, Consumer<String> progress) {
        return new ModeSteps(calls, context, patience.clock(), patience.sleeper(), options, progress);
    }
}
