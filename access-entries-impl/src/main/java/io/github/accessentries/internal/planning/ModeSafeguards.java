package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.awsauth.PlacedMapping;
import io.github.accessentries.internal.calls.ClusterFacts;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Finding.Kind;
import io.github.accessentries.rbac.ClusterAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the dangers of a change of the authentication mode. */
final class ModeSafeguards {

    private ModeSafeguards() {}

    static List<Finding> beforeEnabling(ClusterFacts facts) {
        return MinimumPlatform.isTooOld(facts.kubernetesVersion(), facts.platformVersion())
                ? List.of(Finding.of(
                        Kind.PLATFORM_TOO_OLD,
                        "Kubernetes " + facts.kubernetesVersion() + " on platform " + facts.platformVersion()
                                + " does not support access entries; wait until EKS updates the platform version, or"
                                + " update the Kubernetes version"))
                : List.of();
    }

    static List<Finding> beforeRequiring(List<AccessEntry> entries, Optional<AwsAuth> awsAuth) {
        List<Finding> findings = new ArrayList<>();
        // Only access entries will count, so whatever else grants access now is ignored.
        if (Administrators.of(ClusterAccess.of(entries)).isEmpty()) {
            findings.add(Finding.of(
                    Kind.NO_ADMINISTRATOR,
                    "no access entry has AmazonEKSClusterAdminPolicy cluster-wide; the entry of the cluster's creator"
                            + " may have been deleted. Grant the policy to an administrator first"));
        }
        awsAuth.ifPresentOrElse(
                mappings -> mappings(mappings, entries, findings),
                () -> findings.add(Finding.of(
                        Kind.AWS_AUTH_STILL_USED,
                        "the aws-auth ConfigMap was not read, and principals that have access only through it would"
                                + " lose it; add the ConfigMap to the plan context")));
        return findings;
    }

    private static void mappings(AwsAuth awsAuth, List<AccessEntry> entries, List<Finding> findings) {
        Set<String> withEntry =
                entries.stream().map(entry -> ArnKey.of(entry.principal())).collect(Collectors.toSet());
        EffectiveMappings.of(awsAuth).mappings().stream()
                .map(PlacedMapping::mapping)
                .filter(mapping -> !withEntry.contains(ArnKey.of(mapping.arn())))
                .forEach(mapping -> findings.add(stillUsed(
                        mapping.arn(),
                        "it has access only through the aws-auth ConfigMap, as \"" + mapping.username() + "\", groups "
                                + mapping.groups() + ", and would lose it; create an access entry for it")));
        awsAuth.accounts()
                .forEach(account -> findings.add(stillUsed(
                        account,
                        "the aws-auth ConfigMap lets in all users and roles of this account, which access entries"
                                + " cannot do; create an entry for each principal that needs access")));
        awsAuth.faults()
                .forEach(fault -> findings.add(Finding.of(
                        Kind.AWS_AUTH_STILL_USED, "the aws-auth ConfigMap could not be read completely: " + fault)));
    }

    private static Finding stillUsed(String subject, String text) {
        return Finding.builder()
                .kind(Kind.AWS_AUTH_STILL_USED)
                .subject(subject)
                .text(text)
                .build();
    }
}
