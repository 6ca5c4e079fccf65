package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;

/** The operations that follow updates. */
public final class UpdateQueries {

    private final Clusters clusters;

    UpdateQueries(Clusters clusters) {
        this.clusters = clusters;
    }

    /**
     * DescribeUpdate.
     *
     * @param cluster the name of the cluster
     * @param owner what was updated
     * @param id the update's id
     * @return the update
     */
    public StoredUpdate describe(String cluster, UpdateOwner owner, String id) {
        ClusterState state = clusters.require(cluster);
        requireOwner(state, owner);
        return state.updates()
                .find(id)
                .filter(update -> update.owner().equals(owner))
                .orElseThrow(() -> UnverifiedClusterFaults.updateNotFound(cluster, id));
    }

    /**
     * ListUpdates.
     *
     * @param cluster the name of the cluster
     * @param owner what was updated
     * @param request which part
     * @return a page of updates by their ids
     */
    public Page<StoredUpdate> list(String cluster, UpdateOwner owner, PageRequest request) {
        ClusterState state = clusters.require(cluster);
        requireOwner(state, owner);
        return Paging.page(
                "ListUpdates " + state.cluster().arn() + " " + owner,
                state.updates().all(),
                request,
                update -> update.owner().equals(owner));
    }

    private static void requireOwner(ClusterState state, UpdateOwner owner) {
        switch (owner.kind()) {
            case CLUSTER -> {}
            case NODE_GROUP -> state.requireCompute(ComputeKind.NODE_GROUP, owner.name());
            case ADDON -> state.requireAddon(owner.name());
        }
    }
}
