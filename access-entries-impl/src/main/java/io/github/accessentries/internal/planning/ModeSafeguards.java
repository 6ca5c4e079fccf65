package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.awsauth.PlacedMapping;
import io.github.accessentries.internal.calls.ClusterFacts;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Finding.Kind;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the dangers of a change of the authentication mode. */
final class ModeSafeguards {

    private ModeSafeguards() {}

    static List<Finding> beforeEnabling(ClusterFacts facts) {
        return facts.isTooOldForAccessEntries()
                ? List.of(Finding.of(
                        Kind.PLATFORM_TOO_OLD,
                        "Kubernetes " + facts.kubernetesVersion() + " on platform " + facts.platformVersion()
                                + " does not support access entries; wait until EKS updates the platform version, or"
                                + " update the Kubernetes version"))
                : List.of();
    }

    /**
     * Finds what is lost when only access entries count.
     *
     * @param entries the entries of the cluster
     * @param context what is known beyond them
     * @param dead which of them still work
     */
    static List<Finding> beforeRequiring(List<AccessEntry> entries, PlanContext context, DeadEntries dead) {
        List<Finding> findings = new ArrayList<>();
        // Only access entries will count, so whatever else grants access now is ignored.
        noAdministrator(entries, Administrators.of(ClusterAccess.of(entries)), dead)
                .ifPresent(text -> findings.add(Finding.of(Kind.NO_ADMINISTRATOR, text)));
        context.awsAuth()
                .ifPresentOrElse(
                        awsAuth -> findings.addAll(mappings(awsAuth, entries, context)),
                        () -> findings.add(AwsAuthFindings.notRead()));
        return findings;
    }

    private static Optional<String> noAdministrator(
            List<AccessEntry> entries, Set<PrincipalArn> administrators, DeadEntries dead) {
        if (administrators.isEmpty()) {
            return Optional.of(
                    "no access entry has AmazonEKSClusterAdminPolicy cluster-wide; the entry of the cluster's"
                            + " creator may have been deleted. Grant the policy to an administrator first");
        }
        boolean works = entries.stream()
                .filter(entry -> administrators.contains(entry.principal()))
                .anyMatch(entry -> dead.life(entry) == DeadEntries.Life.ALIVE);
        return works
                ? Optional.empty()
                : Optional.of(
                        "the access entries with AmazonEKSClusterAdminPolicy cluster-wide let nobody in, since their"
                                + " principals are gone from IAM or were recreated there after the entries: "
                                + administrators
                                + ". Grant the policy to an administrator that exists first");
    }

    private static List<Finding> mappings(AwsAuth awsAuth, List<AccessEntry> entries, PlanContext context) {
        List<Finding> findings = new ArrayList<>();
        Map<String, AccessEntry> byKey = entries.stream()
                .collect(Collectors.toMap(
                        entry -> ArnKey.of(entry.principal()), Function.identity(), (one, other) -> one, HashMap::new));
        Map<ArnMapping, AccessEntry> hidden = new LinkedHashMap<>();
        for (PlacedMapping placed : EffectiveMappings.of(awsAuth).mappings()) {
            ArnMapping mapping = placed.mapping();
            AccessEntry entry = byKey.get(MappedArn.key(mapping.arn()));
            if (entry != null) {
                hidden.put(mapping, entry);
            } else if (MappedArn.of(mapping.arn()).isPresent() || MappedArn.isBeyondEntries(mapping.arn())) {
                findings.add(AwsAuthFindings.stillUsed(
                        mapping.arn(),
                        "it has access only through the aws-auth ConfigMap, as \"" + mapping.username() + "\", groups "
                                + mapping.groups() + ", and would lose it; create an access entry for it"));
            }
        }
        findings.addAll(hidden(hidden, entries, context));
        awsAuth.accounts()
                .forEach(account -> findings.add(AwsAuthFindings.stillUsed(
                        account,
                        "the aws-auth ConfigMap lets in all users and roles of this account, which access entries"
                                + " cannot do; create an entry for each principal that needs access")));
        awsAuth.faults().stream().map(AwsAuthFindings::notFullyRead).forEach(findings::add);
        return findings;
    }

    /** While the ConfigMap counts, deleting an entry that gives too little brings back what its mapping gave; after that, nothing does. */
    private static List<Finding> hidden(
            Map<ArnMapping, AccessEntry> hidden, List<AccessEntry> entries, PlanContext context) {
        Map<ArnMapping, AccessEntry> doubtful = new LinkedHashMap<>(hidden);
        doubtful.entrySet().removeIf(each -> AwsAuthFindings.givesAll(each.getValue(), each.getKey()));
        if (doubtful.isEmpty()) {
            return List.of();
        }
        List<AccessEntry> others =
                entries.stream().filter(entry -> !doubtful.containsValue(entry)).toList();
        Effects hiding = Effects.between(context.model(others), context.model(entries));
        return doubtful.entrySet().stream()
                .filter(each ->
                        !hiding.areKnownToTakeNothingFrom(each.getValue().principal()))
                .map(each -> Finding.builder()
                        .kind(Kind.AWS_AUTH_HIDDEN)
                        .subject(each.getKey().arn())
                        .text("its access entry hides what the aws-auth ConfigMap gives it, \""
                                + each.getKey().username() + "\", groups "
                                + each.getKey().groups() + ", and may give less. This is the last moment to notice that"
                                + " something is missing in the entry")
                        .build())
                .toList();
    }
}
