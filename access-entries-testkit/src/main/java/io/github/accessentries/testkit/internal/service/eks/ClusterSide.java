package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import java.util.Optional;

/**
 * What clusters themselves go by when somebody comes, which is not always what the API of EKS shows: changes take their
 * time, and entries are found by the unique id that their principal had when they were made. Safe for use by several
 * threads.
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
     * @return its entry, empty if none has reached the cluster, or the cluster goes by {@code aws-auth} alone
     * @throws IllegalStateException if there is no such cluster, so that nobody answers
     */
    public Optional<StoredEntry> entry(String cluster, String principalId) {
        ClusterState state = clusters.find(cluster)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no cluster " + cluster + " any more that could answer; make it again"));
        return state.cluster().mode().hasApi() ? state.entryAtTheCluster(principalId) : Optional.empty();
    }

    /** For a change of the delays: what has been under way long enough is through. */
    public void letInWhatIsDue() {
        clusters.all().values().forEach(ClusterState::letInWhatIsDue);
    }
}
