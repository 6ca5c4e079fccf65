package io.github.accessentries.internal.planning;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.principal.CallerArn;
import io.github.accessentries.plan.AccessPlan.Step;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Change.Phase;
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

    Order(Set<PrincipalArn> administrators, Optional<CallerArn> caller) {
        this.administrator = administrators::contains;
        this.caller = principal -> caller.filter(arn -> arn.is(principal)).isPresent();
    }

    /** Within a phase, changes to one principal keep their order. */
    List<Step> steps(List<Change> changes) {
        List<Step> steps = new ArrayList<>();
        Predicate<PrincipalArn> administratorOnly = administrator.and(caller.negate());
        Predicate<PrincipalArn> neither = administrator.or(caller).negate();
        add(steps, changes, Phase.GRANT, administratorOnly, true);
        add(steps, changes, Phase.GRANT, neither, false);
        add(steps, changes, Phase.GRANT, caller, true);
        for (Phase phase : List.of(Phase.REPLACE, Phase.REMOVE)) {
            add(steps, changes, phase, neither, false);
            add(steps, changes, phase, administratorOnly, true);
            add(steps, changes, phase, caller, true);
        }
        return steps;
    }

    private static void add(
            List<Step> steps, List<Change> changes, Phase phase, Predicate<PrincipalArn> whose, boolean oneByOne) {
        List<Change> chosen = changes.stream()
                .filter(change -> change.phase() == phase && whose.test(change.principal()))
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
