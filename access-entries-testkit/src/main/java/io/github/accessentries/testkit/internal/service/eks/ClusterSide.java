package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import java.util.Optional;

/**
 * What clusters themselves use when somebody logs in, which is not always what the API of EKS shows: changes take time
 * to arrive, and entries are found by the unique id that their principal had when they were made. Thread-safe.
 */
public final class ClusterSide {

    private final Clusters clusters;

    ClusterSide(Clusters clusters) {
        this.clusters = clusters;
    }

    /**
     * Looks an entry up as a cluster does.
     *
     * @param cluster the name of the cluster
     * @param principalId the unique id of a role or user
     * @return its entry, empty if none has reached the cluster, or the cluster uses {@code aws-auth} alone
     * @throws IllegalStateException if there is no such cluster, so that nobody answers
     */
    public Optional<StoredEntry> entry(String cluster, String principalId) {
        ClusterState state = clusters.find(cluster)
                .orElseThrow(() ->
                        new IllegalStateException("There is no cluster " + cluster + " any more; create it again"));
        return state.cluster().hasApi() ? state.entries().atTheCluster(principalId) : Optional.empty();
    }

    /** For a change of the delays: whatever has been under way long enough arrives first. */
    public void letInWhatIsDue() {
        clusters.all().values().forEach(state -> state.entries().letInWhatIsDue());
    }
}
