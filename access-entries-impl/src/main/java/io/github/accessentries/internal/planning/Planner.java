package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.principal.ClusterAccount;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.principal.DeadEntries.Life;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes one plan from the entries as they were read. Calls EKS only through what it is given. */
final class Planner {

    private final ClusterView view;
    private final DesiredAccess desired;
    private final Map<PrincipalArn, AccessEntry> present = new TreeMap<>();
    private final DeadEntries dead;
    private final EndingInPlans ending;
    private final AccessTime time;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> leftAlone = new ArrayList<>();
    private final Surroundings surroundings;

    Planner(
            ClusterView view,
            DesiredAccess desired,
            List<AccessEntry> entries,
            Surroundings surroundings,
            AccessTime time) {
        this.surroundings = surroundings;
        this.view = view;
        this.desired = desired;
        this.time = time;
        this.dead = view.dead(entries);
        this.ending = new EndingInPlans(time.now(entries));
        entries.forEach(entry -> present.put(entry.principal(), entry));
    }

    AccessPlan plan() {
        desired.entries().forEach(this::listed);
        unlisted();
        UnlistedDeadEntries unlistedDead = new UnlistedDeadEntries(view, desired, present, dead, time);
        changes.addAll(unlistedDead.changes());
        leftAlone.addAll(unlistedDead.leftAlone());
        List<Change> ofEntries = List.copyOf(changes);
        ObjectDifference objects =
                ObjectDifference.between(surroundings.present(), desired.objects(), desired.ownership());
        changes.addAll(objects.changes());
        if (view.objects().isPresent()) {
            changes.addAll(PlannedPolicies.changes(
                    desired, view.cluster(), present.values(), ofEntries, surroundings.present()));
        }
        List<AccessEntry> entries = List.copyOf(present.values());
        Outlook outlook = new Outlook(surroundings, view.cluster(), entries, changes, objects.adoptions(), dead);
        List<AccessEntry> created = outlook.created();
        view.ask(dead, created);
        boolean creates = !created.isEmpty();
        Optional<ClusterAccount> account = creates ? view.account(entries) : Optional.empty();
        Optional<AwsAuth> heeded =
                outlook.concernsAwsAuth() && surroundings.mode().mayUseConfigMap()
                        ? view.context().awsAuth()
                        : Optional.empty();
        List<Finding> findings = new ArrayList<>(outlook.findingsOfPlan(heeded, account));
        findings.addAll(unlistedDead.findings());
        return AccessPlan.builder()
                .cluster(view.cluster())
                .desired(desired)
                .steps(outlook.steps())
                .effects(outlook.effects())
                .findings(findings)
                .notices(new Notices(desired, entries, changes)
                        .administrators(outlook.after())
                        .dead(dead)
                        .gone(created, dead)
                        .missingRoles(outlook.objectsAfter())
                        .all())
                .unchecked(new UncheckedParts(view.context())
                        .caller(!changes.isEmpty(), outlook.knowsCaller())
                        .awsAuth(surroundings.mode(), heeded, outlook.now())
                        .rbac(outlook.now())
                        .iam(Stream.concat(entries.stream(), created.stream())
                                .map(AccessEntry::principal)
                                .toList())
                        .account(!creates || account.isPresent())
                        .effects(outlook.effects())
                        .all())
                .leftAlone(Stream.concat(leftAlone.stream(), ending.told().stream())
                        .toList())
                .administrators(outlook.administrators())
                .fingerprint(Fingerprint.of(
                        desired,
                        Fingerprint.relied(outlook.administrators(), changes),
                        findings,
                        entries,
                        surroundings.present()))
                .build();
    }

    private void listed(DesiredEntry wanted) {
        Optional<AccessEntry> entry = Optional.ofNullable(present.get(wanted.principal()));
        Optional<String> reason = entry.flatMap(OwnedByAws::reason)
                .or(() -> wanted.policies().keySet().stream()
                        .filter(OwnedByAws::isOfCapability)
                        .findFirst()
                        .map(policy -> "EKS associates " + policy + " with the role of a capability by itself; leave"
                                + " it out"));
        List<Change> found = entry.map(before -> changes(before, wanted, reason.isEmpty()))
                .orElseGet(() -> Difference.toMake(wanted, Reasons.LISTED));
        if (reason.isEmpty()) {
            changes.addAll(found);
        } else if (!found.isEmpty()) {
            leftAlone.add("the entry of " + wanted.principal() + " differs from what is listed, but " + reason.get());
        }
    }

    private List<Change> changes(AccessEntry before, DesiredEntry wanted, boolean mayReplace) {
        if (!before.type().equals(wanted.type())) {
            return List.of(new Change.Replace(
                    before, wanted, "the type of an entry cannot change, so it has to be deleted and created again"));
        }
        if (mayReplace && dead.life(before) == Life.MADE_AGAIN) {
            return List.of(new Change.Replace(
                    before,
                    wanted,
                    "the principal was recreated in IAM, and the entry still refers to the deleted one"));
        }
        return Difference.between(before, ending.listed(before, wanted.asMade(view.cluster())), Reasons.LISTED);
    }

    private void unlisted() {
        Set<PrincipalArn> listed = new HashSet<>(desired.principals());
        for (AccessEntry entry : present.values()) {
            boolean owned = !listed.contains(entry.principal())
                    && desired.ownership().owns(entry)
                    && OwnedByAws.reason(entry).isEmpty();
            if (owned && entry.principal().isRoleOrUser()) {
                changes.addAll(ending.unlisted(entry));
            } else if (owned) {
                leftAlone.add("the entry of " + entry.principal() + " is owned and not listed, but its principal is not"
                        + " a role or user, and what is not understood is deleted only by name: revoke it if nobody"
                        + " needs it");
            }
        }
    }
}
