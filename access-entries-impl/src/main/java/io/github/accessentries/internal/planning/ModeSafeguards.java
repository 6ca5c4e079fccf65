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

/** Finds what is dangerous about a step of the authentication mode. */
final class ModeSafeguards {

    private ModeSafeguards() {}

    static List<Finding> beforeEnabling(ClusterFacts facts) {
        return MinimumPlatform.isTooOld(facts.kubernetesVersion(), facts.platformVersion())
                ? List.of(Finding.of(
                        Kind.PLATFORM_TOO_OLD,
                        "Kubernetes " + facts.kubernetesVersion() + " on platform " + facts.platformVersion()
                                + " has no access entries; EKS gives the cluster a newer platform by itself, or with a newer"
                                + " Kubernetes"))
                : List.of();
    }

    static List<Finding> beforeRequiring(List<AccessEntry> entries, Optional<AwsAuth> awsAuth) {
        List<Finding> findings = new ArrayList<>();
        // Only entries will count, so only they are looked at, whatever else grants access now.
        if (Administrators.of(ClusterAccess.of(entries)).isEmpty()) {
            findings.add(Finding.of(
                    Kind.NO_ADMINISTRATOR,
                    "no access entry has AmazonEKSClusterAdminPolicy, cluster-wide; that of the cluster's creator may be gone."
                            + " Grant it to somebody first"));
        }
        awsAuth.ifPresentOrElse(
                mappings -> mappings(mappings, entries, findings),
                () -> findings.add(Finding.of(
                        Kind.AWS_AUTH_STILL_USED,
                        "nobody looked into the aws-auth ConfigMap, and whoever has access by it alone would lose it; give it"
                                + " to the plan context")));
        return findings;
    }

    private static void mappings(AwsAuth awsAuth, List<AccessEntry> entries, List<Finding> findings) {
        Set<String> withEntry =
                entries.stream().map(entry -> ArnKey.of(entry.principal())).collect(Collectors.toSet());
        EffectiveMappings.of(awsAuth).mappings().stream()
                .map(PlacedMapping::mapping)
                .filter(mapping -> !withEntry.contains(ArnKey.of(mapping.arn())))
                .forEach(mapping -> findings.add(new Finding(
                        Kind.AWS_AUTH_STILL_USED,
                        mapping.arn(),
                        "it has access by the aws-auth ConfigMap alone, as \"" + mapping.username() + "\", groups "
                                + mapping.groups() + ", and would lose it; make an access entry for it")));
        awsAuth.accounts()
                .forEach(account -> findings.add(new Finding(
                        Kind.AWS_AUTH_STILL_USED,
                        account,
                        "the aws-auth ConfigMap lets all users and roles of this account in; access entries cannot say"
                                + " that, so make one for each that needs it")));
        awsAuth.faults()
                .forEach(fault -> findings.add(Finding.of(
                        Kind.AWS_AUTH_STILL_USED, "the aws-auth ConfigMap cannot be read in full: " + fault)));
    }
}
