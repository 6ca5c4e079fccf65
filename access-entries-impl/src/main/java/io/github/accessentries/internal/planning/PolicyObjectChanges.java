package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.custompolicy.ObjectChanges;
import io.github.accessentries.internal.custompolicy.ObjectChanges.Clash;
import io.github.accessentries.internal.custompolicy.ObjectChanges.Replaced;
import io.github.accessentries.internal.custompolicy.PolicyObjects;
import io.github.accessentries.internal.custompolicy.PolicyOnCluster;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.objects.SameObject;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.ObjectChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The changes to the objects of one custom policy at a time. What is needed is made first, with what is there kept beside it;
 * what is no longer needed goes in changes of their own, once entries have got what they need.
 */
final class PolicyObjectChanges {

    private final PresentPolicies policies;
    private final List<Change> given = new ArrayList<>();
    private final List<Change> taken = new ArrayList<>();
    private final List<Clash> clashes = new ArrayList<>();

    PolicyObjectChanges(PresentPolicies policies) {
        this.policies = policies;
    }

    /** What is made before entries get anything. */
    List<Change> given() {
        return given;
    }

    /** What goes once entries have what they need: bindings before roles, which tell what the bindings are for. */
    List<Change> taken() {
        return taken;
    }

    /** What is in the way of all that. */
    List<Clash> clashes() {
        return clashes;
    }

    /**
     * Adds the changes to one policy.
     *
     * @param policy its name
     * @param rules the rules that it is to have
     * @param added scopes in which it is to be granted as well
     * @param dropped scopes in which it is no longer granted
     */
    void add(String policy, List<Rule> rules, Set<AccessScope> added, Set<AccessScope> dropped) {
        Optional<PolicyOnCluster> present =
                Optional.ofNullable(policies.policies().get(policy));
        if (present.isPresent() && !present.get().faults().isEmpty()) {
            // Whoever has the policy in a scope that cannot be read would lose it with the annotation.
            if (!added.isEmpty()) {
                RbacRole role = present.get().role();
                clashes.add(
                        new Clash(role, role, String.join("; ", present.get().faults())));
            }
            return;
        }
        Set<AccessScope> between = new LinkedHashSet<>();
        present.ifPresent(there -> between.addAll(there.scopes().values()));
        between.addAll(added);
        Set<AccessScope> wanted = new LinkedHashSet<>(between);
        wanted.removeAll(dropped);
        List<Rule> together = Stream.concat(present.stream().flatMap(there -> there.rules().stream()), rules.stream())
                .distinct()
                .toList();
        String reason = "custom policy " + policy;
        ObjectChanges first = policies.toHave(policy, together, between);
        // What is odd in other scopes is for reconcile to tell, and stops nobody from taking access away here.
        Set<String> needed = added.stream()
                .map(scope -> ScopedPolicy.of(policy, scope).group())
                .collect(Collectors.toCollection(HashSet::new));
        if (!added.isEmpty()) {
            needed.add(ScopedPolicy.PREFIX + policy);
        }
        first.clashes().stream()
                .filter(clash -> needed.contains(clash.wanted().name()))
                .forEach(clashes::add);
        Set<String> gone = dropped.stream()
                .map(scope -> ScopedPolicy.of(policy, scope).group())
                .collect(Collectors.toSet());
        first.made().stream()
                .filter(object -> needed.contains(object.name()))
                .forEach(object -> given.add(new ObjectChange.Create(object, reason)));
        first.replaced().stream()
                .filter(replaced -> needed.contains(replaced.after().name()))
                .forEach(replaced -> given.add(change(replaced, reason)));
        Optional<RbacObject> after = added.isEmpty() ? present.map(PolicyOnCluster::role) : roleAfter(first, present);
        if (wanted.isEmpty()) {
            policies.toHave(policy, rules, wanted)
                    .deleted()
                    .forEach(object -> taken.add(new ObjectChange.Delete(object, reason)));
        } else {
            RbacRole role = PolicyObjects.role(policy, rules, wanted);
            policies.toHave(policy, rules, wanted).deleted().stream()
                    .filter(object -> gone.contains(object.name()))
                    .forEach(object -> taken.add(new ObjectChange.Delete(object, reason)));
            after.filter(there -> !SameObject.isSame(there, role))
                    .ifPresent(there -> taken.add(new ObjectChange.Update(there, role, reason)));
        }
    }

    /** The role once all is made that is needed. */
    private static Optional<RbacObject> roleAfter(ObjectChanges first, Optional<PolicyOnCluster> present) {
        return Stream.concat(first.made().stream(), first.replaced().stream().map(Replaced::after))
                .filter(RbacRole.class::isInstance)
                .findFirst()
                .or(() -> present.map(PolicyOnCluster::role));
    }

    static ObjectChange change(Replaced replaced, String reason) {
        return replaced.before() instanceof RbacBinding before
                        && replaced.after() instanceof RbacBinding after
                        && !SameObject.givesSameRole(before, after)
                ? new ObjectChange.Replace(before, after, reason)
                : new ObjectChange.Update(replaced.before(), replaced.after(), reason);
    }
}
