package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.internal.custompolicy.ObjectChanges;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.objects.ClusterObjects;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Outcome;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.ObjectChange;
import java.util.ArrayList;
import java.util.List;

/** Brings the bindings of all custom policies of a cluster to its namespaces; each change for itself, whatever becomes of others. */
final class Reconciliation {

    private static final String FOLLOWS = "follows the namespaces";
    private static final String GONE = "of a scope in which the policy is no longer granted";

    private final String cluster;
    private final ClusterObjects objects;
    private final ObjectMaker maker;
    private final List<Outcome> outcomes = new ArrayList<>();

    Reconciliation(String cluster, ClusterObjects objects, Patience patience) {
        this.cluster = cluster;
        this.objects = objects;
        this.maker = new ObjectMaker(objects, patience);
    }

    ApplyReport run() {
        ObjectChanges changes = PresentPolicies.of(objects.read()).toReconcile();
        changes.clashes()
                .forEach(clash -> outcomes.add(outcome(
                        new ObjectChange.Update(clash.present(), clash.wanted(), FOLLOWS),
                        Status.FAILED,
                        clash.reason())));
        changes.made().forEach(object -> make(new ObjectChange.Create(object, FOLLOWS)));
        changes.replaced().forEach(replaced -> make(PolicyObjectChanges.change(replaced, FOLLOWS)));
        changes.deleted().forEach(object -> make(new ObjectChange.Delete(object, GONE)));
        return ApplyReport.builder().cluster(cluster).outcomes(outcomes).build();
    }

    private void make(ObjectChange change) {
        try {
            outcomes.add(outcome(change, status(change), ""));
        } catch (AccessEntriesException e) {
            outcomes.add(outcome(change, Status.FAILED, String.valueOf(e.getMessage())));
        }
    }

    private Status status(ObjectChange change) {
        if (change instanceof ObjectChange.Create create) {
            return maker.create(create.object());
        }
        if (change instanceof ObjectChange.Update update) {
            return maker.update(update.before(), update.object());
        }
        if (change instanceof ObjectChange.Replace replace) {
            return maker.replace(replace.before(), replace.object());
        }
        return maker.delete(change.object());
    }

    private Outcome outcome(ObjectChange change, Status status, String detail) {
        return Outcome.builder()
                .cluster(cluster)
                .change(change)
                .status(status)
                .detail(detail)
                .build();
    }
}
