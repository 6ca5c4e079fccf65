package io.github.accessentries.plan;

import io.github.accessentries.plan.Unchecked.Part;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether two plans were made from the same sources: one that knew more finds more, though nothing has changed. */
final class PlanSources {

    /** Those that whoever plans chooses. What else was not checked follows from the cluster. */
    private static final List<Part> CHOSEN = List.of(Part.AWS_AUTH, Part.RBAC, Part.IAM);

    private PlanSources() {}

    /**
     * What one of them knew and the other did not, and what to do about it.
     *
     * @return whole sentences but for the end of the last; empty if they were made from the same sources
     */
    static Optional<String> between(ReviewedPlan reviewed, AccessPlan plan) {
        ReviewedPlan now = ReviewedPlan.of(plan);
        Set<Part> knownThen = only(now.unchecked(), reviewed.unchecked());
        Set<Part> knownNow = only(reviewed.unchecked(), now.unchecked());
        if (knownThen.isEmpty() && knownNow.isEmpty()) {
            return Optional.empty();
        }
        String text = "the plan was made from other sources than the reviewed one, so the two cannot be compared";
        if (!knownThen.isEmpty()) {
            text += ". The reviewed one knew " + ids(knownThen) + ", which this one does not: "
                    + plan.unchecked().stream()
                            .filter(each -> knownThen.contains(each.part()))
                            .map(Unchecked::text)
                            .collect(Collectors.joining("; "));
        }
        if (!knownNow.isEmpty()) {
            text += ". The reviewed one did not know " + ids(knownNow)
                    + ", which this one does; review a plan that is made with the same plan context, or apply with that of"
                    + " the reviewed one";
        }
        return Optional.of(
                PlanDifference.readsTheSame(reviewed, now)
                        ? text
                        : text + ". What differs between them: " + PlanDifference.between(reviewed, now));
    }

    private static Set<Part> only(Collection<Part> some, Collection<Part> others) {
        Set<Part> only = EnumSet.noneOf(Part.class);
        only.addAll(CHOSEN);
        only.retainAll(some);
        only.removeAll(others);
        return only;
    }

    private static String ids(Set<Part> parts) {
        return parts.stream().map(Part::id).collect(Collectors.joining(" and "));
    }
}
