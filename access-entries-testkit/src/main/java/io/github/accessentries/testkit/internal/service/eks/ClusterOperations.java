package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.cluster.CreateCluster;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import io.github.accessentries.testkit.internal.service.version.Platform;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The operations on clusters themselves. */
public final class ClusterOperations {

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final ClusterCreation creation;
    private final OwnEntries ownEntries;
    private final Clock clock;

    ClusterOperations(
            RegionOfAccount place, Clusters clusters, ClusterCreation creation, OwnEntries ownEntries, Clock clock) {
        this.place = place;
        this.clusters = clusters;
        this.creation = creation;
        this.ownEntries = ownEntries;
        this.clock = clock;
    }

    /**
     * Makes a cluster that is active at once and has no entries.
     *
     * @param name its name
     * @param mode its authentication mode
     * @param creator who counts as its creator
     * @return the cluster
     */
    public Cluster create(String name, AccessMode mode, StoredPrincipal creator) {
        return creation.active(name, mode, creator);
    }

    /**
     * CreateCluster. The cluster becomes active after a second.
     *
     * @param request what to make
     * @param creator who asks
     * @return the new cluster, or that of the same request before
     */
    public Cluster create(CreateCluster request, StoredPrincipal creator) {
        return creation.creating(request, creator);
    }

    /**
     * DescribeCluster.
     *
     * @param name the name of the cluster
     * @return the cluster
     */
    public Cluster describe(String name) {
        return clusters.require(name).cluster();
    }

    /**
     * ListClusters.
     *
     * @param request which part
     * @return a page of names, in their order
     */
    public Page<String> list(PageRequest request) {
        Page<ClusterState> page = Paging.page("ListClusters " + place, clusters.all(), request);
        return new Page<>(
                page.items().stream().map(state -> state.cluster().name()).toList(), page.nextToken());
    }

    /**
     * DeleteCluster. The cluster is gone at once, with its entries.
     *
     * @param name the name of the cluster
     * @return the cluster as it goes
     */
    public Cluster delete(String name) {
        ClusterState state = clusters.require(name);
        state.delete(() -> requireDeletable(state));
        clusters.remove(name);
        return state.cluster().withStatus(Cluster.Status.DELETING);
    }

    private static void requireDeletable(ClusterState state) {
        Cluster cluster = state.cluster();
        for (ComputeKind kind : ComputeKind.values()) {
            if (!state.computes(kind).all().isEmpty()) {
                throw UnverifiedClusterFaults.hasComputes(cluster.name(), kind);
            }
        }
        if (cluster.isProtected()) {
            throw UnverifiedClusterFaults.deletionProtected(cluster.name());
        }
        if (cluster.status() == Cluster.Status.CREATING) {
            throw UnverifiedClusterFaults.creationInProgress(cluster.name());
        }
        Updates.requireNoneRunning(state, "DeleteCluster");
    }

    /** The cluster with an id. */
    public Optional<Cluster> withId(String id) {
        return clusters.all().values().stream()
                .map(ClusterState::cluster)
                .filter(cluster -> cluster.origin().id().equals(id))
                .findFirst();
    }

    /**
     * Puts a cluster on another platform, which EKS does by itself over time. Below the minimum a cluster has no access
     * entries, whatever its mode; once it is reached, those it had are back, and EKS adds its own, the creator's first.
     *
     * @param name the name of the cluster
     * @param platform what it runs on from now on
     */
    public void move(String name, Platform platform) {
        ClusterState state = clusters.require(name);
        state.replaceCluster(cluster -> ownEntries.moved(state, platform, clock.instant()));
    }

    /**
     * Completes at once whatever is being done to a cluster: its creation, updates, and everything that belongs to it.
     *
     * @param name the name of the cluster
     */
    public void settle(String name) {
        clusters.require(name).settle(clock.instant());
    }

    /**
     * What EKS has written to the {@code aws-auth} ConfigMap of a cluster.
     *
     * @param name the name of the cluster
     * @return the mappings of the roles of nodes, in the order in which they were written
     */
    public List<AwsAuthMapping> awsAuth(String name) {
        return List.copyOf(clusters.require(name).awsAuth());
    }
}
