package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterEndpoints;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The operations that follow updates. */
public final class UpdateQueries {

    private final Clusters clusters;
    private final ClusterEndpoints endpoints;

    UpdateQueries(Clusters clusters, ClusterEndpoints endpoints) {
        this.clusters = clusters;
        this.endpoints = endpoints;
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
     * ListUpdates. Those of certificate authorities are updates of the cluster.
     *
     * @param cluster the name of the cluster
     * @param owner what was updated
     * @param request which part
     * @return a page of the ids of updates, in their order
     */
    public Page<String> list(String cluster, UpdateOwner owner, PageRequest request) {
        ClusterState state = clusters.require(cluster);
        requireOwner(state, owner);
        NavigableMap<String, String> ids = new TreeMap<>();
        state.updates().all().values().stream()
                .filter(update -> update.owner().equals(owner))
                .forEach(update -> ids.put(update.id(), update.id()));
        if (owner.equals(UpdateOwner.CLUSTER)) {
            endpoints.authoritiesOf(state.cluster()).updateIds().forEach(id -> ids.put(id, id));
        }
        return Paging.page("ListUpdates " + state.cluster().arn() + " " + owner, ids, request);
    }

    private static void requireOwner(ClusterState state, UpdateOwner owner) {
        switch (owner.kind()) {
            case CLUSTER -> {}
            case NODE_GROUP -> state.requireCompute(ComputeKind.NODE_GROUP, owner.name());
            case ADDON -> state.requireAddon(owner.name());
        }
    }
}
