package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.internal.calls.PredictedEntries;
import io.github.accessentries.internal.objects.PredictedObjects;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.Change;
import io.github.accessentries.rbac.RbacObjects;
import java.util.Collection;
import java.util.List;

/**
 * What a cluster has once changes are made, predicted from the same calls that would be made.
 *
 * @param entries the entries
 * @param objects the objects of RBAC
 */
record Predicted(List<AccessEntry> entries, RbacObjects objects) {

    static Predicted of(List<Change> changes, String cluster, Collection<AccessEntry> entries, RbacObjects objects) {
        PredictedEntries predictedEntries = new PredictedEntries(cluster, entries);
        PredictedObjects predictedObjects = new PredictedObjects(objects);
        ChangeMaker maker = new ChangeMaker(predictedEntries, predictedObjects, Patience.none());
        changes.forEach(change -> change.match(maker));
        return new Predicted(List.copyOf(predictedEntries.entries()), predictedObjects.objects());
    }
}
