package io.github.accessentries.testkit.internal.service.fault;

import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import java.util.Arrays;
import java.util.Map;

/**
 * Refusals about clusters, node groups and Fargate profiles whose text or code is a guess. Each is in a row of
 * {@code docs/unverified-answers.md}; tests should not match on these texts.
 */
public final class UnverifiedClusterFaults {

    private UnverifiedClusterFaults() {}

    /** One cluster more than an account may have in a region. */
    public static ServiceFault tooManyClusters(String cluster, int quota) {
        return new ServiceFault(
                "ResourceLimitExceededException",
                400,
                "The account has the maximum number of clusters in this region, which is " + quota + ".",
                Map.of("clusterName", cluster));
    }

    /** A request that leaves a required member out. */
    public static ServiceFault memberMissing(String cluster, String member) {
        return DocumentedFaults.invalidParameter(cluster, "The " + member + " parameter is required");
    }

    /** An ARN that is not that of a role, or that of a role of another account. */
    public static ServiceFault roleMalformed(String cluster, String member) {
        return DocumentedFaults.invalidParameter(
                cluster, "The " + member + " parameter is not the ARN of a role of this account");
    }

    /** A version of Kubernetes that no new cluster gets. */
    public static ServiceFault versionUnsupported(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "unsupported Kubernetes version");
    }

    /** An unknown authentication mode. */
    public static ServiceFault modeUnknown(String cluster) {
        return DocumentedFaults.invalidParameter(
                cluster, "authenticationMode must be one of " + Arrays.toString(AccessMode.values()));
    }

    /** An update that changes nothing. */
    public static ServiceFault updateWithoutType(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "The type for cluster update was not provided.");
    }

    /** A change of the mode on a platform that has only one. */
    public static ServiceFault platformTooOld(String cluster, String platformVersion, String kubernetesVersion) {
        return DocumentedClusterFaults.invalidRequest(
                cluster,
                "The authentication mode cannot be changed on platform version " + platformVersion + " of Kubernetes "
                        + kubernetesVersion);
    }

    /** Compute in a cluster that is not ready. */
    public static ServiceFault notActive(String cluster) {
        return DocumentedClusterFaults.invalidRequest(cluster, "Cluster '" + cluster + "' is not in ACTIVE status");
    }

    /** A change of a cluster that is not ready. */
    public static ServiceFault stillCreating(String cluster, String type) {
        return DocumentedClusterFaults.inUse(
                cluster, "Cannot " + type + " because cluster " + cluster + " is currently being created");
    }

    /** The deletion of a cluster that is being created; tools try again when they read that something is in progress. */
    public static ServiceFault creationInProgress(String cluster) {
        return DocumentedClusterFaults.inUse(
                cluster, "Cannot DeleteCluster because the creation of cluster " + cluster + " is in progress");
    }

    /** An API server that nobody would reach. */
    public static ServiceFault noEndpointAccess(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "Private and public endpoint access cannot be false");
    }

    /** Deletion of a protected cluster. */
    public static ServiceFault deletionProtected(String cluster) {
        return DocumentedClusterFaults.invalidRequest(
                cluster, "Cluster " + cluster + " has deletion protection enabled");
    }

    /** Deletion of a cluster that has node groups or profiles. */
    public static ServiceFault hasComputes(String cluster, ComputeKind kind) {
        return DocumentedClusterFaults.inUse(
                cluster,
                switch (kind) {
                    case NODE_GROUP -> "Cluster has nodegroups attached";
                    case FARGATE_PROFILE -> "Cluster has fargate profiles attached";
                });
    }

    /** A node group that would be newer than its cluster, or older than it is. */
    public static ServiceFault nodeGroupVersion(String cluster, String version) {
        return DocumentedFaults.invalidParameter(
                cluster, "Requested Nodegroup Kubernetes version " + version + " is not supported");
    }

    /** A change of a node group that is not ready for it. */
    public static ServiceFault nodeGroupBusy(String cluster, String name) {
        return DocumentedClusterFaults.inUse(cluster, "Nodegroup " + name + " has a change in progress");
    }

    /** An update of a node group that changes nothing. */
    public static ServiceFault nodeGroupUpdateEmpty(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "The nodegroup update has nothing to change");
    }

    /** An update that does not exist. */
    public static ServiceFault updateNotFound(String cluster, String id) {
        return DocumentedFaults.notFound(cluster, "No update found for id: " + id);
    }

    /** A node group or profile that does not exist. */
    public static ServiceFault computeNotFound(ComputeKind kind, String cluster, String name) {
        String message = switch (kind) {
            case NODE_GROUP -> "No node group found for name: " + name + ".";
            case FARGATE_PROFILE -> "No Fargate Profile found with name: " + name + ".";
        };
        return new ServiceFault(
                "ResourceNotFoundException", 404, message, Map.of("clusterName", cluster, kind.nameMember(), name));
    }

    /** A node group or profile that already exists. */
    public static ServiceFault computeExists(ComputeKind kind, String cluster, String name) {
        return switch (kind) {
            case NODE_GROUP ->
                DocumentedClusterFaults.inUse(
                        cluster, "NodeGroup already exists with name " + name + " and cluster name " + cluster);
            case FARGATE_PROFILE ->
                DocumentedClusterFaults.invalidRequest(
                        cluster, "A Fargate Profile already exists with this name in this cluster.");
        };
    }

    /** A certificate authority beyond those that a cluster can have. */
    public static ServiceFault tooManyAuthorities(String cluster, int authorities) {
        return new ServiceFault(
                "ResourceLimitExceededException",
                400,
                "Cluster " + cluster + " has the maximum number of certificate authorities, which is " + authorities
                        + ".",
                Map.of("clusterName", cluster));
    }

    /** A certificate authority that does not exist. */
    public static ServiceFault authorityNotFound(String cluster, String id) {
        return DocumentedFaults.notFound(cluster, "No certificate authority found for id: " + id + ".");
    }

    /** A change of the certificate authority that signs. */
    public static ServiceFault authorityInUse(String cluster, String id) {
        return DocumentedClusterFaults.invalidRequest(
                cluster, "Certificate authority " + id + " is the one that signs for cluster " + cluster);
    }

    /** A change of logging that changes nothing. */
    public static ServiceFault loggingUnchanged(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "No changes needed for the logging config provided");
    }

    /** A role of a service account that IAM does not know; Terraform tries again where it reads this. */
    public static ServiceFault podRoleNotFound(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "Role provided in the request does not exist.");
    }
}
