package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.internal.objects.ClusterObjects;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.ObjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the cluster, before anything is changed, whether it would let the caller write the objects of a plan. A cluster lets nobody
 * give by a role or binding what he does not have, and a plan that finds that out half way is of no use.
 */
final class Escalations {

    private Escalations() {}

    static void requireNone(AccessPlan plan, ClusterObjects objects) {
        requireNone(plan.cluster(), plan.changes(), objects);
    }

    static void requireNone(String cluster, List<Change> changes, ClusterObjects objects) {
        List<String> refused = new ArrayList<>();
        for (Change change : changes) {
            refusal(change, objects).ifPresent(reason -> refused.add(change.target() + ": " + reason));
        }
        if (!refused.isEmpty()) {
            throw new AccessDeniedException(
                    "Changed nothing on cluster " + cluster + ": it would not let the caller write "
                            + String.join("; ", refused),
                    ErrorContext.builder().cluster(cluster).build(),
                    null);
        }
    }

    private static Optional<String> refusal(Change change, ClusterObjects objects) {
        if (change instanceof ObjectChange.Create create) {
            return objects.refusalToCreate(create.object());
        }
        if (change instanceof ObjectChange.Replace replace) {
            return objects.refusalToCreate(replace.object());
        }
        // The second of two changes to one object cannot be asked about before the first is made.
        return change instanceof ObjectChange.Update update && change.phase() == Change.Phase.GRANT
                ? objects.refusalToUpdate(update.before(), update.object())
                : Optional.empty();
    }
}
