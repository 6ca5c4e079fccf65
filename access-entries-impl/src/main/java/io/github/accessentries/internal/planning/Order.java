package io.github.accessentries.internal.planning;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.principal.CallerArn;
import io.github.accessentries.plan.AccessPlan.Step;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Change.Phase;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.ObjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Orders changes so that no principal that keeps access loses it on the way: grants before replacements before
 * removals. Administrators are changed one at a time, so that the others are still there if something fails; among
 * removals and replacements they come last, and the caller comes after all others.
 *
 * <p>Among the grants administrators come first, so that someone can repair the cluster before anything else is
 * touched. They are granted one at a time as well, because a new entry hides what {@code aws-auth} gave its principal
 * until the policies are associated.
 */
final class Order {

    private final Predicate<PrincipalArn> administrator;
    private final Predicate<PrincipalArn> caller;
    private final Predicate<ObjectChange> ofCaller;

    /**
     * The order for one cluster.
     *
     * @param administrators the administrators before or after the changes
     * @param caller who makes the changes, empty if unknown
     * @param ofCaller whether a binding gives something to the caller
     */
    Order(Set<PrincipalArn> administrators, Optional<CallerArn> caller, Predicate<RbacBinding> ofCaller) {
        this.ofCaller = change -> held(change) instanceof RbacBinding binding && ofCaller.test(binding);
        this.administrator = administrators::contains;
        this.caller = principal -> caller.filter(arn -> arn.is(principal)).isPresent();
    }

    /**
     * The steps in their order. Within a phase, changes to one target keep their order. Objects of RBAC come before entries where
     * access is given, roles before their bindings, so that a new group is worth something once somebody has it; where access
     * is taken, bindings come before their roles. What gives to the caller is taken after all else, since the caller could go no
     * further without it.
     */
    List<Step> steps(List<Change> changes) {
        List<Step> steps = new ArrayList<>();
        Predicate<PrincipalArn> administratorOnly = administrator.and(caller.negate());
        Predicate<PrincipalArn> neither = administrator.or(caller).negate();
        objects(steps, changes, Phase.GRANT, change -> change.object() instanceof RbacRole);
        objects(steps, changes, Phase.GRANT, change -> change.object() instanceof RbacBinding);
        entries(steps, changes, Phase.GRANT, administratorOnly, true);
        entries(steps, changes, Phase.GRANT, neither, false);
        entries(steps, changes, Phase.GRANT, caller, true);
        for (Phase phase : List.of(Phase.REPLACE, Phase.REMOVE)) {
            objects(steps, changes, phase, change -> change.object() instanceof RbacBinding && !ofCaller.test(change));
            objects(
                    steps,
                    changes,
                    phase,
                    change -> change.object() instanceof RbacRole && goesBeforeGroup(change, changes));
            entries(steps, changes, phase, neither, false);
            entries(steps, changes, phase, administratorOnly, true);
            objects(steps, changes, phase, change -> change.object() instanceof RbacBinding && ofCaller.test(change));
            objects(
                    steps,
                    changes,
                    phase,
                    change -> change.object() instanceof RbacRole && !goesBeforeGroup(change, changes));
            entries(steps, changes, phase, caller, true);
        }
        return steps;
    }

    /** What an object gives until the change is made: whom a binding no longer names loses by it. */
    private static RbacObject held(ObjectChange change) {
        if (change instanceof ObjectChange.Update update) {
            return update.before();
        }
        return change instanceof ObjectChange.Replace replace ? replace.before() : change.object();
    }

    /**
     * Whether this is the role of a custom policy, without which nobody could tell what a group of an entry was for: it goes before
     * the group does, so that whatever fails, the next plan finds by the group what is left to do.
     */
    private boolean goesBeforeGroup(ObjectChange change, List<Change> changes) {
        return change.object().labels().containsKey(ScopedPolicy.POLICY_LABEL)
                && changes.stream()
                        .noneMatch(other -> other instanceof ObjectChange ofBinding
                                && ofCaller.test(ofBinding)
                                && ((RbacBinding) ofBinding.object())
                                        .role()
                                        .equals(change.object().name()));
    }

    private static void objects(List<Step> steps, List<Change> changes, Phase phase, Predicate<ObjectChange> which) {
        add(steps, changes, phase, change -> change instanceof ObjectChange object && which.test(object), false);
    }

    private static void entries(
            List<Step> steps, List<Change> changes, Phase phase, Predicate<PrincipalArn> whose, boolean oneByOne) {
        add(
                steps,
                changes,
                phase,
                change -> change instanceof EntryChange entry && whose.test(entry.principal()),
                oneByOne);
    }

    private static void add(
            List<Step> steps, List<Change> changes, Phase phase, Predicate<Change> which, boolean oneByOne) {
        List<Change> chosen = changes.stream()
                .filter(change -> change.phase() == phase && which.test(change))
                .toList();
        if (!chosen.isEmpty()) {
            steps.add(Step.builder()
                    .phase(phase)
                    .oneByOne(oneByOne)
                    .changes(chosen)
                    .build());
        }
    }
}
