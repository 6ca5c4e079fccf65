package io.github.accessentries.testkit.service;

import java.util.Arrays;
import java.util.Map;

/**
 * Refusals about clusters, node groups and Fargate profiles whose text or code is a guess. Each is a row in the table of
 * this package's description; tests should not match on these texts.
 */
final class UnverifiedClusterFaults {

    private UnverifiedClusterFaults() {}

    static ServiceFault tooManyClusters(String cluster, int quota) {
        return new ServiceFault(
                "ResourceLimitExceededException",
                400,
                "The account has the maximum number of clusters in this region, which is " + quota + ".",
                Map.of("clusterName", cluster));
    }

    static ServiceFault memberMissing(String cluster, String member) {
        return Faults.invalidParameter(cluster, "The " + member + " parameter is required");
    }

    static ServiceFault roleMalformed(String cluster, String member) {
        return Faults.invalidParameter(
                cluster, "The " + member + " parameter is not the ARN of a role of this account");
    }

    static ServiceFault roleNotFound(String cluster, IamArn role) {
        return Faults.invalidParameter(cluster, "The role " + role + " could not be found");
    }

    static ServiceFault versionUnsupported(String cluster) {
        return Faults.invalidParameter(cluster, "unsupported Kubernetes version");
    }

    static ServiceFault modeUnknown(String cluster) {
        return Faults.invalidParameter(
                cluster, "authenticationMode must be one of " + Arrays.toString(AccessMode.values()));
    }

    static ServiceFault updateWithoutType(String cluster) {
        return Faults.invalidParameter(cluster, "The type for cluster update was not provided.");
    }

    static ServiceFault platformTooOld(Cluster cluster) {
        return invalidRequest(
                cluster.name(),
                "The authentication mode cannot be changed on platform version "
                        + cluster.platform().platformVersion() + " of Kubernetes "
                        + cluster.platform().kubernetesVersion());
    }

    static ServiceFault notActive(String cluster) {
        return invalidRequest(cluster, "Cluster '" + cluster + "' is not in ACTIVE status");
    }

    static ServiceFault stillCreating(String cluster, String type) {
        return ClusterFaults.inUse(
                cluster, "Cannot " + type + " because cluster " + cluster + " is currently being created");
    }

    static ServiceFault deletionProtected(String cluster) {
        return invalidRequest(cluster, "Cluster " + cluster + " has deletion protection enabled");
    }

    static ServiceFault hasComputes(String cluster, ComputeKind kind) {
        return ClusterFaults.inUse(
                cluster,
                switch (kind) {
                    case NODE_GROUP -> "Cluster has nodegroups attached";
                    case FARGATE_PROFILE -> "Cluster has fargate profiles attached";
                });
    }

    static ServiceFault updateNotFound(String cluster, String id) {
        return Faults.notFound(cluster, "No update found for id: " + id);
    }

    static ServiceFault computeNotFound(ComputeKind kind, String cluster, String name) {
        String message = switch (kind) {
            case NODE_GROUP -> "No node group found for name: " + name + ".";
            case FARGATE_PROFILE -> "No Fargate Profile found with name: " + name + ".";
        };
        return new ServiceFault(
                "ResourceNotFoundException", 404, message, Map.of("clusterName", cluster, kind.nameMember(), name));
    }

    static ServiceFault computeExists(ComputeKind kind, String cluster, String name) {
        return switch (kind) {
            case NODE_GROUP ->
                ClusterFaults.inUse(
                        cluster, "NodeGroup already exists with name " + name + " and cluster name " + cluster);
            case FARGATE_PROFILE ->
                invalidRequest(cluster, "A Fargate Profile already exists with this name in this cluster.");
        };
    }

    private static ServiceFault invalidRequest(String cluster, String message) {
        return new ServiceFault("InvalidRequestException", 400, message, Map.of("clusterName", cluster));
    }
}
