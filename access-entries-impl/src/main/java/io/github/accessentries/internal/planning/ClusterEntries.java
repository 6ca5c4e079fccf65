package io.github.accessentries.internal.planning;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.internal.calls.EksCalls;
import io.github.accessentries.internal.objects.ClusterObjects;
import io.github.accessentries.internal.objects.ObjectCalls;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.TemporaryAccessList;
import io.github.accessentries.manage.Withdrawal;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.policy.PolicyCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The access entries of one cluster, managed by calls to EKS. Reached through {@link
 * io.github.accessentries.eks.EksAccessEntries}. Thread-safe.
 */
public final class ClusterEntries implements AccessEntries {

    private final EksCalls calls;
    private final ClusterView view;
    private final Patience patience;
    private final EntryChanges entryChanges;
    private final AccessTime time;

    /**
     * Creates the entries of one cluster.
     *
     * @param calls the calls to the cluster
     * @param context what is known beyond the entries
     * @param patience how to wait for changes that have not propagated yet
     * @param readParallelism how many entries are read at the same time
     */
    public ClusterEntries(EksCalls calls, PlanContext context, Patience patience, int readParallelism) {
        this.calls = calls;
        this.view = new ClusterView(calls, context, readParallelism);
        this.patience = patience;
        this.entryChanges = new EntryChanges(view, patience);
        this.time = new AccessTime(patience.clock(), calls::answeredAt);
    }

    @Override
    public String cluster() {
        return calls.cluster();
    }

    @Override
    public Grant grant(PrincipalArn principal) {
        return new GrantBuilder(principal, false, entryChanges, time);
    }

    @Override
    public Grant declare(PrincipalArn principal) {
        return new GrantBuilder(principal, true, entryChanges, time);
    }

    @Override
    public Withdrawal withdraw(PrincipalArn principal) {
        return new WithdrawalBuilder(principal, entryChanges);
    }

    @Override
    public boolean revoke(PrincipalArn principal, SignOff signOff) {
        requireNonNull(principal, "principal");
        requireNonNull(signOff, "signOff");
        EntryRules.requireNotServiceLinked(principal);
        return entryChanges.fulfil(new RevocationWish(principal), signOff).changed();
    }

    @Override
    public Optional<AccessEntry> find(PrincipalArn principal) {
        return calls.find(requireNonNull(principal, "principal"));
    }

    @Override
    public AccessEntry get(PrincipalArn principal) {
        return calls.get(requireNonNull(principal, "principal"));
    }

    @Override
    public List<PrincipalArn> principals() {
        return calls.principals();
    }

    @Override
    public List<AccessEntry> list() {
        return view.entries();
    }

    @Override
    public TemporaryAccessList temporaryAccess() {
        List<AccessEntry> entries = view.entries();
        return TemporaryAccessList.of(entries, time.now(entries));
    }

    @Override
    public ExpiryReport expire(SignOff signOff) {
        return new Expiry(view, entryChanges, time, requireNonNull(signOff, "signOff")).expire();
    }

    @Override
    public List<AccessPolicy> policies() {
        return calls.policies();
    }

    @Override
    public AuthenticationMode authenticationMode() {
        return calls.facts().mode();
    }

    @Override
    public Optional<KubernetesVersion> kubernetesVersion() {
        return KubernetesVersion.find(calls.facts().kubernetesVersion());
    }

    @Override
    public AccessPlan plan(DesiredAccess desired) {
        requireNonNull(desired, "desired");
        requirePolicies(desired);
        requireWritable(!desired.objects().isEmpty()
                || desired.entries().stream()
                        .anyMatch(entry -> !entry.customPolicies().isEmpty()));
        return new Planner(view, desired, view.entries(), view.surroundingsOfPlan(), time).plan();
    }

    private void requirePolicies(DesiredAccess desired) {
        PolicyCheck check = new PolicyCheck(PolicyCatalogue.published(), calls::policies);
        List<Fault> faults = new ArrayList<>();
        for (DesiredEntry entry : desired.entries()) {
            for (AccessPolicy policy : entry.policies().keySet()) {
                check.fault(policy)
                        .ifPresent(
                                reason -> faults.add(Fault.of(entry.principal().toString(), "policies", reason)));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidDesiredAccessException(faults);
        }
    }

    private void requireWritable(boolean hasObjects) {
        if (hasObjects && view.objects().isEmpty()) {
            throw new IllegalStateException("The desired state of cluster " + cluster()
                    + " has roles, bindings or custom policies, and its own API is unknown or can only be read; call kubernetes(api) with a"
                    + " WritableKubernetesApi when the access entries are built");
        }
    }

    @Override
    public ApplyReport reconcile() {
        ClusterObjects objects = view.objects()
                .orElseThrow(() -> new IllegalStateException("The own API of cluster " + cluster()
                        + " is unknown or can only be read; call kubernetes(api) with a WritableKubernetesApi when the"
                        + " access entries are built"));
        return entryChanges.alone(() -> new Reconciliation(cluster(), objects, patience).run());
    }

    @Override
    public ApplyReport apply(AccessPlan plan, ApplyOptions options) {
        requireNonNull(plan, "plan");
        requireNonNull(options, "options");
        if (!plan.cluster().equals(cluster())) {
            throw new IllegalArgumentException("The plan is for cluster " + plan.cluster() + ", not for " + cluster()
                    + "; apply it there, or make a new plan for this cluster");
        }
        requireWritable(plan.changes().stream().anyMatch(ObjectChange.class::isInstance));
        SignedOff.require(cluster(), plan.findings(), options.signOff());
        return entryChanges.alone(() -> {
            if (!plan.isEmpty()) {
                List<AccessEntry> entries = view.entries(reliedUpon(plan));
                Surroundings surroundings = view.surroundings();
                requireUnchanged(plan, entries, surroundings);
                requireStillSafe(plan, entries, surroundings, options.signOff());
                requireStillUnused(plan);
                view.objects().ifPresent(objects -> Escalations.requireNone(plan, objects));
            }
            ObjectCalls objects =
                    view.objects().<ObjectCalls>map(Function.identity()).orElseGet(ObjectCalls::none);
            ApplyReport report = new Applying(new ChangeMaker(calls, objects, patience), options, plan).apply();
            return new PlannedPoliciesLook(view, plan).after(report);
        });
    }

    /** The plan may come from somebody who knew less, and what is beside the entries may have changed since. */
    private void requireStillSafe(
            AccessPlan plan, List<AccessEntry> entries, Surroundings surroundings, SignOff signOff) {
        DeadEntries dead = view.dead(entries);
        UnlistedDeadEntries.requireStillDead(plan, dead);
        ObjectDifference objects = ObjectDifference.between(
                surroundings.present(), plan.desired().objects(), plan.desired().ownership());
        Outlook outlook = new Outlook(surroundings, cluster(), entries, plan.changes(), objects.adoptions(), dead);
        boolean creates = plan.changes().stream().anyMatch(Change.Create.class::isInstance);
        SignedOff.require(
                cluster(),
                outlook.findingsOfPlan(
                        outlook.concernsAwsAuth() ? view.heededAwsAuth() : Optional.empty(),
                        creates ? view.account(entries) : Optional.empty()),
                signOff);
    }

    private void requireUnchanged(AccessPlan plan, List<AccessEntry> entries, Surroundings surroundings) {
        if (!Fingerprint.of(
                        plan.desired(),
                        Fingerprint.relied(plan.administrators(), plan.changes()),
                        plan.findings(),
                        entries,
                        surroundings.present())
                .equals(plan.fingerprint())) {
            throw stale(
                    plan,
                    "access entries or objects that the plan covers, or the entries of administrators, have changed"
                            + " since it was made");
        }
    }

    /** An entry that the plan does not look at may have got a policy whose bindings the plan takes away. */
    private void requireStillUnused(AccessPlan plan) {
        Set<String> groups = PlannedPolicies.groupsWithoutBindings(plan);
        if (!groups.isEmpty() && PlannedPolicies.areUsedOtherwise(groups, plan, view.entries())) {
            throw stale(plan, "another entry has got a custom policy whose bindings the plan takes away");
        }
    }

    private static StalePlanException stale(AccessPlan plan, String why) {
        return new StalePlanException(
                "Changed nothing on cluster " + plan.cluster() + ": " + why + ". Plan again and review the new plan",
                plan.cluster());
    }

    /** A state that owns only what it lists does not depend on any other entry of the cluster. */
    private Collection<PrincipalArn> reliedUpon(AccessPlan plan) {
        if (!plan.desired().ownership().equals(Ownership.ONLY_LISTED)) {
            return calls.principals();
        }
        Set<PrincipalArn> principals = new TreeSet<>(plan.desired().principals());
        principals.addAll(Fingerprint.relied(plan.administrators(), plan.changes()));
        return principals;
    }

    @Override
    public KubernetesUser awaitEffective(
            PrincipalArn principal, AccessProbe probe, Duration limit, Consumer<String> progress) {
        requireNonNull(principal, "principal");
        requireNonNull(probe, "probe");
        requireNonNull(limit, "limit");
        requireNonNull(progress, "progress");
        return new EffectWait(patience.withLimit(limit), progress).until(calls.get(principal), probe);
    }

    @Override
    public ModeChange enableAccessEntries(SignOff signOff, Consumer<String> progress) {
        requireNonNull(signOff, "signOff");
        requireNonNull(progress, "progress");
        return new ModeSteps(view, patience, signOff, progress).enable();
    }

    @Override
    public ModeChange requireAccessEntries(SignOff signOff, Consumer<String> progress) {
        requireNonNull(signOff, "signOff");
        requireNonNull(progress, "progress");
        return new ModeSteps(view, patience, signOff, progress).require();
    }

    /**
     * The cluster.
     *
     * @return a short description with the cluster's name
     */
    @Override
    public String toString() {
        return "access entries of cluster " + cluster();
    }
}
