package io.github.accessentries.recovery;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.internal.calls.ClusterDescription;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Unchecked.Part;
import java.util.Set;

/**
 * The state of a cluster, which keeps everybody out or nobody.
 *
 * @param cluster what EKS tells of it
 */
record ClusterState(ClusterDescription cluster) {

    private static final Set<String> ANSWERING = Set.of("ACTIVE", "UPDATING", "");
    private static final Set<String> NOT_THERE = Set.of("CREATING", "PENDING", "DELETING");

    /** Whether the cluster acts on access entries. */
    boolean heedsEntries() {
        return mode().usesAccessEntries() && !isTooOld();
    }

    /** Whether the cluster acts on the ConfigMap. */
    boolean heedsConfigMap() {
        return mode().usesConfigMap() || isTooOld();
    }

    boolean isTooOld() {
        return cluster.facts().isTooOldForAccessEntries();
    }

    AuthenticationMode mode() {
        return cluster.facts().mode();
    }

    /** The versions, as they stand in sentences. */
    String platform() {
        return "Kubernetes " + PlainText.name(cluster.facts().kubernetesVersion()) + " on platform "
                + PlainText.name(cluster.facts().platformVersion());
    }

    void note(DiagnosisNotes notes) {
        status(notes);
        cluster.endpoint()
                .ifPresentOrElse(
                        endpoint -> endpoint(endpoint, notes),
                        () -> notes.notLooked(
                                Part.NETWORK, "EKS does not tell from where the API server can be reached"));
        notes.looked("the cluster's status, endpoint, versions and mode");
        if (mode() == AuthenticationMode.UNKNOWN) {
            notes.possible(
                    LockoutCause.MODE_UNKNOWN,
                    "the authentication mode is one that this version does not know, so it is unknown what lets"
                            + " principals in",
                    "update this library, and read the mode with `aws eks describe-cluster`",
                    null);
        }
    }

    private void status(DiagnosisNotes notes) {
        String status = cluster.status();
        if (!ANSWERING.contains(status)) {
            notes.add(
                    LockoutCause.CLUSTER_NOT_ACTIVE,
                    NOT_THERE.contains(status),
                    "the cluster is " + PlainText.name(status) + ", and answers nobody"
                            + (NOT_THERE.contains(status) ? "" : " for sure"),
                    "wait until it is ACTIVE, or see in the EKS console why it is not going to be",
                    null);
        }
    }

    private void endpoint(ClusterDescription.Endpoint endpoint, DiagnosisNotes notes) {
        if (!endpoint.isPublic()) {
            notes.possible(
                    LockoutCause.ENDPOINT_PRIVATE,
                    "its API server answers only within the VPC of the cluster; from elsewhere, calls time out",
                    "call from the VPC or a network connected to it, or turn on the public endpoint with `aws eks"
                            + " update-cluster-config`",
                    null);
        } else if (endpoint.isRestricted()) {
            notes.possible(
                    LockoutCause.ENDPOINT_RESTRICTED,
                    "its API server answers only addresses in " + PlainText.names(endpoint.publicCidrs())
                            + "; for others, calls time out",
                    "call from one of these addresses, or add yours with `aws eks update-cluster-config`",
                    null);
        }
    }
}
