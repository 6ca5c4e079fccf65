package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.calls.PredictedEntries;
import io.github.accessentries.internal.custompolicy.PolicyOnCluster;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.objects.ObjectCalls;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a plan does to the objects of custom policies: what its entries need, and what the last entry leaves behind. */
final class PlannedPolicies {

    private PlannedPolicies() {}

    /**
     * The changes to objects that go with those to entries.
     *
     * @param entries all entries of the cluster
     * @param ofEntries the changes to them
     * @throws InvalidDesiredAccessException if something on the cluster is in the way of a policy
     */
    static List<Change> changes(
            DesiredAccess desired,
            String cluster,
            Collection<AccessEntry> entries,
            List<Change> ofEntries,
            RbacObjects objects) {
        PresentPolicies policies = PresentPolicies.of(objects);
        Map<String, Set<AccessScope>> dropped = dropped(cluster, entries, ofEntries, policies);
        Map<String, CustomPolicy> wanted = new TreeMap<>();
        Map<String, Set<AccessScope>> added = new TreeMap<>();
        desired.entries()
                .forEach(entry -> entry.customPolicies().forEach((policy, scope) -> {
                    wanted.put(policy.name(), policy);
                    CustomPolicyChanges.add(added, policy.in(scope));
                }));
        PolicyObjectChanges changes = new PolicyObjectChanges(policies);
        wanted.forEach((name, policy) ->
                changes.add(name, policy.rules(), added.getOrDefault(name, Set.of()), gone(name, added, dropped)));
        dropped.forEach((name, scopes) -> {
            PolicyOnCluster there = policies.policies().get(name);
            if (there != null && !wanted.containsKey(name)) {
                changes.add(name, there.rules(), Set.of(), scopes);
            }
        });
        if (!changes.clashes().isEmpty()) {
            throw new InvalidDesiredAccessException(changes.clashes().stream()
                    .map(clash -> Fault.of("", "policies", clash.reason()))
                    .toList());
        }
        List<Change> all = new ArrayList<>(changes.given());
        all.addAll(changes.taken());
        return all;
    }

    private static Set<AccessScope> gone(
            String policy, Map<String, Set<AccessScope>> added, Map<String, Set<AccessScope>> dropped) {
        Set<AccessScope> gone = new HashSet<>(dropped.getOrDefault(policy, Set.of()));
        gone.removeAll(added.getOrDefault(policy, Set.of()));
        return gone;
    }

    /** The scopes, by policy, that some entry has now and none will have. */
    private static Map<String, Set<AccessScope>> dropped(
            String cluster, Collection<AccessEntry> entries, List<Change> ofEntries, PresentPolicies policies) {
        Map<String, Set<AccessScope>> dropped = new TreeMap<>();
        Set<String> lost = groups(entries);
        if (lost.isEmpty()) {
            return dropped;
        }
        PredictedEntries predicted = new PredictedEntries(cluster, entries);
        ChangeMaker maker = new ChangeMaker(predicted, ObjectCalls.none(), Patience.none());
        ofEntries.forEach(change -> change.match(maker));
        lost.removeAll(groups(predicted.entries()));
        for (String group : lost) {
            policies.grantedBy(group).ifPresent(scoped -> CustomPolicyChanges.add(dropped, scoped));
        }
        return dropped;
    }

    private static Set<String> groups(Collection<AccessEntry> entries) {
        return entries.stream()
                .flatMap(entry -> PolicyGroups.among(entry.groups()).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * The groups whose bindings a plan takes away.
     *
     * @return empty for nearly all plans
     */
    static Set<String> groupsWithoutBindings(AccessPlan plan) {
        return plan.changes().stream()
                .filter(ObjectChange.Delete.class::isInstance)
                .map(change -> ((ObjectChange.Delete) change).object())
                .filter(RbacBinding.class::isInstance)
                .map(binding -> ScopedPolicy.of((RbacBinding) binding))
                .flatMap(Optional::stream)
                .map(ScopedPolicy::group)
                .collect(Collectors.toSet());
    }

    /** Whether an entry that the plan does not change has got one of these groups meanwhile. */
    static boolean areUsedOtherwise(Set<String> groups, AccessPlan plan, Collection<AccessEntry> entries) {
        Set<String> changed = plan.changes().stream()
                .filter(EntryChange.class::isInstance)
                .map(Change::target)
                .collect(Collectors.toSet());
        return entries.stream()
                .filter(entry -> !changed.contains(entry.principal().toString()))
                .anyMatch(entry -> entry.groups().stream().anyMatch(groups::contains));
    }
}
