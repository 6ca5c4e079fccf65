package io.github.accessentries.testkit.service;

import java.time.Clock;
import java.util.Collection;

/** EKS as one account sees it in one region. Safe for use by several threads. */
public final class EksService {

    private final ClusterOperations clusterOperations;
    private final EntryOperations entries;
    private final AssociationOperations associations;
    private final PolicyOperations policies;
    private final TagOperations tags;
    private final Permissions permissions;
    private final ClusterSide clusterSide;

    EksService(RegionOfAccount place, Collection<OfferedPolicy> offered, Iam iam, Clock clock, Delays delays, Ids ids) {
        Clusters clusters = new Clusters();
        this.policies = new PolicyOperations(place.partition(), offered);
        this.clusterOperations = new ClusterOperations(place, clusters, clock, delays, ids);
        this.entries = new EntryOperations(place, clusters, iam, clock, ids);
        this.associations = new AssociationOperations(clusters, policies, clock);
        this.tags = new TagOperations(place, clusters);
        this.permissions = new Permissions(place, clusters, iam.denials());
        this.clusterSide = new ClusterSide(clusters);
    }

    /**
     * The clusters.
     *
     * @return their operations
     */
    public ClusterOperations clusters() {
        return clusterOperations;
    }

    /**
     * The access entries.
     *
     * @return their operations
     */
    public EntryOperations entries() {
        return entries;
    }

    /**
     * The access policies that entries have.
     *
     * @return their operations
     */
    public AssociationOperations associations() {
        return associations;
    }

    /**
     * The access policies that there are.
     *
     * @return their operations
     */
    public PolicyOperations policies() {
        return policies;
    }

    /**
     * The tags of clusters and entries.
     *
     * @return their operations
     */
    public TagOperations tags() {
        return tags;
    }

    /**
     * What callers may do.
     *
     * @return the permissions, to be asked before each operation
     */
    public Permissions permissions() {
        return permissions;
    }

    /**
     * What the clusters themselves know, beside what the operations show.
     *
     * @return the cluster's side
     */
    public ClusterSide clusterSide() {
        return clusterSide;
    }
}
