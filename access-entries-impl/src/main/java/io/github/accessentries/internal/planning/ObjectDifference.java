package io.github.accessentries.internal.planning;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.internal.objects.SameObject;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Finding.Kind;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The changes that bring the objects of a cluster to those that are desired. As with entries, additions come before removals and
 * no change is both: a role that gets other rules has both sets for a moment.
 */
final class ObjectDifference {

    private static final String LISTED = "listed";

    private final ObjectOwner owner;
    private final Map<String, RbacObject> present = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> adoptions = new ArrayList<>();

    private ObjectDifference(RbacObjects objects, Ownership ownership) {
        this.owner = new ObjectOwner(ownership);
        Stream.<RbacObject>concat(objects.roles().stream(), objects.bindings().stream())
                .forEach(object -> present.put(object.reference(), object));
    }

    static ObjectDifference between(RbacObjects objects, List<RbacObject> desired, Ownership ownership) {
        ObjectDifference difference = new ObjectDifference(objects, ownership);
        difference.compare(desired);
        return difference;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** What is changed although it was not ours so far. */
    List<Finding> adoptions() {
        return List.copyOf(adoptions);
    }

    private void compare(List<RbacObject> desired) {
        Map<String, RbacObject> unlisted = new LinkedHashMap<>(present);
        for (RbacObject listed : desired) {
            RbacObject wanted = owner.marked(listed);
            RbacObject there = unlisted.remove(wanted.reference());
            if (there == null) {
                changes.add(new ObjectChange.Create(wanted, LISTED));
            } else if (!SameObject.isSame(there, wanted)) {
                adopt(there, wanted);
                change(there, wanted);
            }
        }
        unlisted.values().stream()
                .filter(owner::ownsUnlisted)
                .forEach(object -> changes.add(new ObjectChange.Delete(object, "owned and not listed")));
    }

    private void adopt(RbacObject there, RbacObject wanted) {
        String stranger = owner.stranger(there);
        if (!stranger.isEmpty()) {
            adoptions.add(Finding.builder()
                    .kind(Kind.ADOPTS_OBJECT)
                    .subject(there.reference())
                    .text("it belongs to " + stranger + " and would be kept by this state from now on"
                            + (SameObject.givesSame(there, wanted) ? "" : ", with other contents than it has")
                            + ". Choose another name, or agree with whoever made it")
                    .build());
        }
    }

    private void change(RbacObject there, RbacObject wanted) {
        String reason = owner.stranger(there).isEmpty() ? LISTED : "adopted";
        if (there instanceof RbacBinding before
                && wanted instanceof RbacBinding after
                && !SameObject.givesSameRole(before, after)) {
            changes.add(new ObjectChange.Replace(
                    before, after, "the role of a binding cannot change, so it is deleted and created again"));
            return;
        }
        RbacObject both = together(there, wanted);
        boolean inTwoSteps = !SameObject.givesSame(both, there) && !SameObject.givesSame(both, wanted);
        if (inTwoSteps) {
            changes.add(new ObjectChange.Update(there, both, reason));
        }
        changes.add(new ObjectChange.Update(inTwoSteps ? both : there, wanted, reason));
    }

    /** All that either gives, with the marks of the second. */
    private static RbacObject together(RbacObject there, RbacObject wanted) {
        if (there instanceof RbacRole before && wanted instanceof RbacRole after) {
            return RbacRole.builder()
                    .from(after)
                    .rules(inOne(before.rules(), after.rules()))
                    .build();
        }
        RbacBinding after = (RbacBinding) wanted;
        return RbacBinding.builder()
                .from(after)
                .subjects(inOne(((RbacBinding) there).subjects(), after.subjects()))
                .build();
    }

    private static <T> List<T> inOne(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
