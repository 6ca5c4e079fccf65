package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;
import io.github.accessentries.testkit.internal.service.update.UpdateParameter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** Begins updates of whatever can be updated, and completes them when their time has come. */
final class Updates {

    private final Clock clock;
    private final Ids ids;

    Updates(Clock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** The effect comes first, and the update is done last: whoever sees it done finds the rest done too. */
    StoredUpdate begin(
            ClusterState state,
            UpdateOwner owner,
            String type,
            List<UpdateParameter> parameters,
            Consumer<Instant> effect) {
        Instant now = clock.instant();
        StoredUpdate update =
                new StoredUpdate(ids.uuid(), owner, type, parameters, true, now.truncatedTo(ChronoUnit.MILLIS));
        state.updates().put(update);
        state.begin(now, end -> {
            effect.accept(end);
            state.updates().complete(update);
        });
        return update;
    }

    /** Refuses a change of a cluster that is not ready for it. */
    static void requireNoneRunning(ClusterState state, String change) {
        String cluster = state.cluster().name();
        state.updates().running(UpdateOwner.CLUSTER).ifPresent(running -> {
            throw DocumentedClusterFaults.updateRunning(cluster, change, running.id());
        });
        if (state.cluster().status() == Cluster.Status.CREATING) {
            throw UnverifiedClusterFaults.stillCreating(cluster, change);
        }
    }
}
