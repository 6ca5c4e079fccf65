package io.github.accessentries.testkit.service;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The operations on clusters themselves. */
public final class ClusterOperations {

    private static final String VERSION = "1.34";
    private static final String PLATFORM_VERSION = "eks.1";

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final Clock clock;
    private final Delays delays;
    private final Ids ids;

    ClusterOperations(RegionOfAccount place, Clusters clusters, Clock clock, Delays delays, Ids ids) {
        this.place = place;
        this.clusters = clusters;
        this.clock = clock;
        this.delays = delays;
        this.ids = ids;
    }

    /**
     * Makes a cluster that is active at once and has no entries.
     *
     * @param name its name
     * @param mode its authentication mode
     * @return the cluster
     */
    public Cluster create(String name, AccessMode mode) {
        Clusters.requireValidName(name);
        // The address leads nowhere, so that no test reaches somebody else's cluster by it.
        String endpoint = "https://" + ids.clusterId() + "." + place.region() + ".eks.invalid";
        Cluster cluster = new Cluster(
                name,
                place.arn("cluster/" + name),
                mode,
                VERSION,
                PLATFORM_VERSION,
                "ACTIVE",
                endpoint,
                ClusterCertificate.BASE64,
                Map.of(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        clusters.add(new ClusterState(cluster, new Propagation(clock, delays)));
        return cluster;
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
     * @return a page of clusters by name
     */
    public Page<Cluster> list(PageRequest request) {
        Page<ClusterState> page = Paging.page("ListClusters " + place, clusters.all(), request);
        return new Page<>(page.items().stream().map(ClusterState::cluster).toList(), page.nextToken());
    }
}
