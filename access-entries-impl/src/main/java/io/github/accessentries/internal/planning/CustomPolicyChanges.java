package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.calls.PredictedEntries;
import io.github.accessentries.internal.custompolicy.ObjectChanges.Clash;
import io.github.accessentries.internal.custompolicy.PolicyOnCluster;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.objects.ClusterObjects;
import io.github.accessentries.internal.objects.ObjectCalls;
import io.github.accessentries.internal.planning.PolicyWish.Resolved;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.Change;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the changes to one entry mean for the custom policies of the cluster: which objects have to be there before, and which
 * nobody needs afterwards. The objects are read only if the entry or the wish has something to do with policies. For one attempt.
 */
final class CustomPolicyChanges {

    private final ClusterView view;
    private final PrincipalArn principal;
    private final Optional<AccessEntry> present;
    private final @Nullable ClusterObjects objects;
    private final PresentPolicies policies;
    private final Wish wish;
    private final List<PolicyUse> uses;
    private Map<String, Set<AccessScope>> dropped = Map.of();

    private CustomPolicyChanges(
            ClusterView view, Wish wish, Optional<AccessEntry> present, @Nullable ClusterObjects objects) {
        this.view = view;
        this.principal = wish.principal();
        this.present = present;
        this.objects = objects;
        this.policies = PresentPolicies.of(objects == null ? RbacObjects.none() : objects.read());
        if (wish instanceof PolicyWish named) {
            Resolved resolved = named.resolved(present, policies);
            this.wish = resolved;
            this.uses = resolved.uses();
        } else {
            this.wish = wish;
            this.uses = List.of();
        }
    }

    static CustomPolicyChanges of(ClusterView view, Wish wish, Optional<AccessEntry> present) {
        boolean named = wish instanceof PolicyWish;
        boolean has = present.filter(
                        entry -> !PolicyGroups.among(entry.groups()).isEmpty())
                .isPresent();
        Optional<ClusterObjects> objects = named || has ? view.objects() : Optional.empty();
        if (named && objects.isEmpty()) {
            throw new IllegalStateException("Custom policies are objects of the cluster " + view.cluster()
                    + " itself, whose API is unknown or can only be read; call kubernetes(api) with a"
                    + " WritableKubernetesApi when the access entries are built");
        }
        return new CustomPolicyChanges(view, wish, present, objects.orElse(null));
    }

    /** The wish in terms of what an entry has. */
    Wish wish() {
        return wish;
    }

    /** Where objects are changed. */
    ObjectCalls objects() {
        return objects == null ? ObjectCalls.none() : objects;
    }

    /** Refuses what the cluster would not let the caller write, before anything is changed. */
    void requireAllowed(List<Change> changes) {
        if (objects != null) {
            Escalations.requireNone(view.cluster(), changes, objects);
        }
    }

    /**
     * The changes to the entry, with those to objects around them.
     *
     * @throws AccessConflictException if a policy is another one on the cluster, or something is in its way
     */
    List<Change> around(List<Change> ofEntry) {
        if (objects == null) {
            return ofEntry;
        }
        PolicyObjectChanges ofObjects = new PolicyObjectChanges(policies);
        dropped = dropped(ofEntry);
        Map<String, Set<AccessScope>> rest = new LinkedHashMap<>(dropped);
        for (PolicyUse use : uses) {
            PolicyOnCluster there = policies.policies().get(use.policy());
            requireSameRules(use, there);
            Set<AccessScope> gone = new HashSet<>(rest.getOrDefault(use.policy(), Set.of()));
            gone.remove(use.scope());
            ofObjects.add(use.policy(), there == null ? use.rules() : there.rules(), Set.of(use.scope()), gone);
            rest.remove(use.policy());
        }
        rest.forEach((policy, gone) -> ofObjects.add(policy, rules(policy), Set.of(), gone));
        requireNoClash(ofObjects.clashes());
        List<Change> all = new ArrayList<>(ofObjects.given());
        // Before the entry loses the group, so that whoever has to repeat this still finds by the group what is to go.
        all.addAll(ofObjects.taken());
        all.addAll(ofEntry);
        return all;
    }

    /**
     * Looks again once all is done. Somebody else may have given another entry the group in the same moment in which its objects
     * went, or may have taken the objects in the moment in which this entry got the group: whoever of the two comes second
     * sees what the other has done, and makes the objects again.
     */
    void settle() {
        if (objects == null || (uses.isEmpty() && dropped.isEmpty())) {
            return;
        }
        Map<ScopedPolicy, List<Rule>> needed = new LinkedHashMap<>();
        uses.forEach(use -> needed.put(ScopedPolicy.of(use.policy(), use.scope()), use.rules()));
        Set<String> used = dropped.isEmpty() ? Set.of() : groupsOfOthers();
        dropped.forEach((policy, scopes) -> scopes.stream()
                .map(scope -> ScopedPolicy.of(policy, scope))
                .filter(scoped -> used.contains(scoped.group()))
                .forEach(scoped -> needed.put(scoped, rules(policy))));
        new PolicyRepair(view.cluster(), objects).make(needed);
    }

    private Set<String> groupsOfOthers() {
        Set<String> groups = new HashSet<>();
        view.entries().stream()
                .filter(entry -> !entry.principal().equals(principal))
                .forEach(entry -> groups.addAll(entry.groups()));
        return groups;
    }

    private List<Rule> rules(String policy) {
        PolicyOnCluster there = policies.policies().get(policy);
        return there == null ? List.of() : there.rules();
    }

    private void requireSameRules(PolicyUse use, @Nullable PolicyOnCluster there) {
        if (there != null && !Set.copyOf(there.rules()).equals(Set.copyOf(use.rules()))) {
            throw conflict("custom policy " + use.policy() + " has other rules on the cluster: " + there.rules()
                    + "; choose another name, or change the rules for all who have it by a plan");
        }
    }

    private void requireNoClash(List<Clash> clashes) {
        if (!clashes.isEmpty()) {
            throw conflict(String.join("; ", clashes.stream().map(Clash::reason).toList()));
        }
    }

    private AccessConflictException conflict(String why) {
        return new AccessConflictException(
                "Changed nothing for " + principal + " on cluster " + view.cluster() + ": " + why,
                ErrorContext.builder()
                        .cluster(view.cluster())
                        .principal(principal)
                        .build(),
                null);
    }

    /** The scopes, by policy, that this entry loses and no other entry has. */
    private Map<String, Set<AccessScope>> dropped(List<Change> ofEntry) {
        Map<String, Set<AccessScope>> unused = new LinkedHashMap<>();
        Set<String> lost =
                present.map(entry -> PolicyGroups.among(entry.groups())).orElseGet(TreeSet::new);
        if (lost.isEmpty() || ofEntry.isEmpty()) {
            return unused;
        }
        PredictedEntries predicted =
                new PredictedEntries(view.cluster(), present.stream().toList());
        ChangeMaker maker = new ChangeMaker(predicted, ObjectCalls.none(), Patience.none());
        ofEntry.forEach(change -> change.match(maker));
        predicted.entries().forEach(entry -> lost.removeAll(entry.groups()));
        if (lost.isEmpty()) {
            return unused;
        }
        lost.removeAll(groupsOfOthers());
        for (String group : lost) {
            policies.grantedBy(group).ifPresent(scoped -> add(unused, scoped));
        }
        return unused;
    }

    static void add(Map<String, Set<AccessScope>> scopes, ScopedPolicy scoped) {
        scopes.computeIfAbsent(scoped.policy(), policy -> new HashSet<>()).add(scoped.scope());
    }
}
