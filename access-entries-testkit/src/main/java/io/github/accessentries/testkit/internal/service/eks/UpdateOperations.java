package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.cluster.UpdateMode;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The operations that change the authentication mode of clusters, which takes a second, and that follow such a change.
 */
public final class UpdateOperations {

    private final Clusters clusters;
    private final OwnEntries ownEntries;
    private final Clock clock;
    private final Ids ids;

    UpdateOperations(Clusters clusters, OwnEntries ownEntries, Clock clock, Ids ids) {
        this.clusters = clusters;
        this.ownEntries = ownEntries;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * UpdateClusterConfig.
     *
     * @param request what to change
     * @return the update, or that of the same request before
     */
    public StoredUpdate start(UpdateMode request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        if (request.mode() == null) {
            throw UnverifiedClusterFaults.updateWithoutType(cluster);
        }
        AccessMode mode =
                AccessMode.named(request.mode()).orElseThrow(() -> UnverifiedClusterFaults.modeUnknown(cluster));
        ClusterState state = clusters.require(cluster);
        return state.inTurn(() ->
                state.updates().answerOnce(cluster, request.clientRequestToken(), request, () -> begin(state, mode)));
    }

    private StoredUpdate begin(ClusterState state, AccessMode mode) {
        Cluster cluster = state.cluster();
        requireNoneRunning(state, StoredUpdate.TYPE);
        if (!cluster.platform().hasEntries()) {
            throw UnverifiedClusterFaults.platformTooOld(
                    cluster.name(),
                    cluster.platform().platformVersion(),
                    cluster.platform().kubernetesVersion());
        }
        if (!cluster.mode().mayBecome(mode)) {
            throw DocumentedClusterFaults.modeChangeUnsupported(cluster.name(), cluster.mode(), mode);
        }
        Instant now = clock.instant();
        StoredUpdate update = new StoredUpdate(ids.uuid(), mode, true, now.truncatedTo(ChronoUnit.MILLIS));
        state.updates().put(update);
        state.replaceCluster(before -> before.withStatus(Cluster.Status.UPDATING));
        state.begin(now, end -> complete(state, update, end));
        return update;
    }

    /** Entries first, then the mode, and the update last: whoever sees it done finds the rest done too. */
    private void complete(ClusterState state, StoredUpdate update, Instant end) {
        if (!state.cluster().mode().hasApi()) {
            ownEntries.addAll(state, end);
        }
        state.replaceCluster(before -> before.withMode(update.mode()).withStatus(Cluster.Status.ACTIVE));
        state.updates().put(update.done());
    }

    static void requireNoneRunning(ClusterState state, String change) {
        String cluster = state.cluster().name();
        state.updates().all().values().stream()
                .filter(StoredUpdate::running)
                .findFirst()
                .ifPresent(running -> {
                    throw DocumentedClusterFaults.updateRunning(cluster, change, running.id());
                });
        if (state.cluster().status() == Cluster.Status.CREATING) {
            throw UnverifiedClusterFaults.stillCreating(cluster, change);
        }
    }

    /**
     * DescribeUpdate.
     *
     * @param cluster the name of the cluster
     * @param nodeGroup the node group whose update it is, {@code null} for one of the cluster itself
     * @param id the update's id
     * @return the update
     */
    public StoredUpdate describe(String cluster, @Nullable String nodeGroup, String id) {
        StoredUpdate update = of(clusters.require(cluster), nodeGroup).get(id);
        if (update == null) {
            throw UnverifiedClusterFaults.updateNotFound(cluster, id);
        }
        return update;
    }

    /**
     * ListUpdates.
     *
     * @param cluster the name of the cluster
     * @param nodeGroup the node group whose updates they are, {@code null} for those of the cluster itself
     * @param request which part
     * @return a page of updates by their ids
     */
    public Page<StoredUpdate> list(String cluster, @Nullable String nodeGroup, PageRequest request) {
        ClusterState state = clusters.require(cluster);
        return Paging.page("ListUpdates " + state.cluster().arn() + " " + nodeGroup, of(state, nodeGroup), request);
    }

    /** Node groups exist, but nothing updates them. */
    private static NavigableMap<String, StoredUpdate> of(ClusterState state, @Nullable String nodeGroup) {
        if (nodeGroup == null) {
            return state.updates().all();
        }
        state.requireCompute(ComputeKind.NODE_GROUP, nodeGroup);
        return Collections.emptyNavigableMap();
    }
}
