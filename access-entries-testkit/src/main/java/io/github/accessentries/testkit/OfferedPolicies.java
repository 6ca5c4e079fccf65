package io.github.accessentries.testkit;

import io.github.accessentries.testkit.service.OfferedPolicy;
import java.util.List;
import java.util.stream.Stream;

/** The access policies that the fake offers. */
final class OfferedPolicies {

    private OfferedPolicies() {}

    static List<OfferedPolicy> all() {
        return Stream.concat(open(), forServiceLinkedRoles()).toList();
    }

    private static Stream<OfferedPolicy> open() {
        return Stream.of(
                        "AWSBackupFullAccessPolicyForBackup",
                        "AWSBackupFullAccessPolicyForRestore",
                        "AmazonAIOpsAssistantPolicy",
                        "AmazonARCRegionSwitchScalingPolicy",
                        "AmazonEKSACKPolicy",
                        "AmazonEKSAdminPolicy",
                        "AmazonEKSAdminViewPolicy",
                        "AmazonEKSArgoCDClusterPolicy",
                        "AmazonEKSArgoCDPolicy",
                        "AmazonEKSAutoNodePolicy",
                        "AmazonEKSClusterAdminPolicy",
                        "AmazonEKSEditPolicy",
                        "AmazonEKSKROPolicy",
                        "AmazonEKSLoadBalancingClusterPolicy",
                        "AmazonEKSLoadBalancingPolicy",
                        "AmazonEKSNetworkingClusterPolicy",
                        "AmazonEKSNetworkingPolicy",
                        "AmazonEKSPodIdentityPolicy",
                        "AmazonEKSSecretAdminPolicy",
                        "AmazonEKSSecretReaderPolicy",
                        "AmazonEKSViewPolicy",
                        "AmazonEMRJobPolicy",
                        "AmazonPrometheusScraperPolicy",
                        "AmazonSagemakerHyperpodClusterPolicy",
                        "AmazonSagemakerHyperpodControllerPolicy",
                        "AmazonSagemakerHyperpodSystemNamespacePolicy")
                .map(name -> new OfferedPolicy(name, false));
    }

    private static Stream<OfferedPolicy> forServiceLinkedRoles() {
        return Stream.of(
                        "AmazonEKSBlockStorageClusterPolicy",
                        "AmazonEKSBlockStoragePolicy",
                        "AmazonEKSClusterInsightsPolicy",
                        "AmazonEKSComputeClusterPolicy",
                        "AmazonEKSComputePolicy",
                        "AmazonEKSHybridPolicy")
                .map(name -> new OfferedPolicy(name, true));
    }
}
