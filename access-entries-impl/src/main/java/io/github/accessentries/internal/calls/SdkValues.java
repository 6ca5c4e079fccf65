package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.Update;

/**
 * Converts between the SDK's values and the library's own. Reading accepts whatever the service may return; the SDK
 * marks no member as required.
 */
final class SdkValues {

    private SdkValues() {}

    static AccessEntry entry(
            software.amazon.awssdk.services.eks.model.AccessEntry entry, List<PolicyAssociation> policies) {
        return AccessEntry.builder()
                .cluster(entry.clusterName())
                .principal(PrincipalArn.of(entry.principalArn()))
                .type(entry.type() == null ? EntryType.STANDARD : EntryType.of(entry.type()))
                .username(Optional.ofNullable(entry.username()).orElse(""))
                .groups(entry.kubernetesGroups())
                .tags(entry.tags())
                .policies(policies)
                .arn(Optional.ofNullable(entry.accessEntryArn()))
                .createdAt(Optional.ofNullable(entry.createdAt()))
                .modifiedAt(Optional.ofNullable(entry.modifiedAt()))
                .build();
    }

    static PolicyAssociation association(AssociatedAccessPolicy association) {
        return PolicyAssociation.builder()
                .policy(AccessPolicy.of(association.policyArn()))
                .scope(scope(association.accessScope()))
                .associatedAt(Optional.ofNullable(association.associatedAt()))
                .modifiedAt(Optional.ofNullable(association.modifiedAt()))
                .build();
    }

    private static AccessScope scope(software.amazon.awssdk.services.eks.model.AccessScope scope) {
        return AccessScope.of(Optional.ofNullable(scope.typeAsString()).orElse(""), scope.namespaces());
    }

    static software.amazon.awssdk.services.eks.model.AccessScope scope(AccessScope scope) {
        return software.amazon.awssdk.services.eks.model.AccessScope.builder()
                .type(scope.type())
                .namespaces(scope.namespaces())
                .build();
    }

    /** Clusters older than the platform version that introduced access entries have no access configuration. */
    private static AuthenticationMode authenticationMode(Cluster cluster) {
        return cluster.accessConfig() == null || cluster.accessConfig().authenticationModeAsString() == null
                ? AuthenticationMode.CONFIG_MAP
                : AuthenticationMode.parse(cluster.accessConfig().authenticationModeAsString());
    }

    static ClusterFacts facts(Cluster cluster) {
        return new ClusterFacts(
                authenticationMode(cluster),
                Optional.ofNullable(cluster.version()).orElse(""),
                Optional.ofNullable(cluster.platformVersion()).orElse(""),
                Optional.ofNullable(cluster.arn()).orElse(""));
    }

    static UpdateState update(Update update) {
        return new UpdateState(
                Optional.ofNullable(update.statusAsString()).orElse(""),
                update.errors().stream()
                        .map(error -> error.errorCodeAsString() + ": " + error.errorMessage())
                        .toList());
    }
}
