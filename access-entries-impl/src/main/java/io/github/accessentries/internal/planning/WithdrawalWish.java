package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a complete withdrawal removes.
 *
 * @param principal the principal of the entry
 * @param policies the scope to remove each policy from
 * @param groups Kubernetes groups
 * @param tags keys of tags
 */
record WithdrawalWish(
        PrincipalArn principal, Map<AccessPolicy, AccessScope> policies, Set<String> groups, Set<String> tags)
        implements Wish {

    WithdrawalWish {
        policies = Map.copyOf(policies);
        groups = Set.copyOf(groups);
        tags = Set.copyOf(tags);
    }

    @Override
    public Reasons reasons() {
        return Reasons.WITHDRAWN;
    }

    @Override
    public Optional<DesiredEntry> whereNone() {
        return Optional.empty();
    }

    @Override
    public Optional<AccessEntry> instead(AccessEntry present) {
        StaleEndings.requireNone(present, tags);
        Set<String> keptGroups = new HashSet<>(present.groups());
        if (keptGroups.removeAll(groups) && present.type().isForNodes()) {
            throw Conflicts.with(
                    present,
                    "it has type " + present.type() + ", for which EKS chooses the groups, so none can be removed;"
                            + " revoke the entry if its nodes should lose access");
        }
        Map<String, String> keptTags = new LinkedHashMap<>(present.tags());
        keptTags.keySet().removeAll(tags);
        List<PolicyAssociation> keptPolicies = new ArrayList<>();
        for (PolicyAssociation association : present.policies()) {
            AccessScope withdrawn = policies.get(association.policy());
            if (withdrawn == null) {
                keptPolicies.add(association);
            } else {
                rest(present, association.policy().toString(), association.scope(), withdrawn)
                        .map(scope -> PolicyAssociation.of(association.policy(), scope))
                        .ifPresent(keptPolicies::add);
            }
        }
        AccessEntry rest = AccessEntry.builder()
                .from(present)
                .groups(keptGroups)
                .tags(keptTags)
                .policies(keptPolicies)
                .build();
        return Optional.of(StaleEndings.removed(present, rest));
    }

    /** What remains of a scope; empty if nothing does. */
    static Optional<AccessScope> rest(AccessEntry present, String policy, AccessScope scope, AccessScope withdrawn) {
        if (withdrawn.isClusterWide() || withdrawn.covers(scope)) {
            return Optional.empty();
        }
        List<String> kept = new ArrayList<>(scope.namespaces());
        kept.removeIf(withdrawn::includes);
        if (scope.isClusterWide()
                || kept.isEmpty()
                || AccessScope.of(scope.type(), kept).overlaps(withdrawn)) {
            throw Conflicts.with(
                    present,
                    "it has " + policy + " " + scope + ", and EKS has no exceptions to a scope, so the"
                            + " policy cannot be removed " + withdrawn + " alone; grant it onlyInNamespaces(...) that"
                            + " should keep it");
        }
        return Optional.of(AccessScope.of(scope.type(), kept));
    }
}
