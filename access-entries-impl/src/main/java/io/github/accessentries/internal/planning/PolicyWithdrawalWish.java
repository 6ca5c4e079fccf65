package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.custompolicy.PolicyOnCluster;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A withdrawal that names custom policies.
 *
 * @param withdrawal all else that it names
 * @param policies by name of the policy, the scope to remove it from
 */
record PolicyWithdrawalWish(WithdrawalWish withdrawal, Map<String, AccessScope> policies) implements PolicyWish {

    PolicyWithdrawalWish {
        policies = Map.copyOf(policies);
    }

    @Override
    public PrincipalArn principal() {
        return withdrawal.principal();
    }

    @Override
    public Reasons reasons() {
        return withdrawal.reasons();
    }

    @Override
    public Optional<DesiredEntry> whereNone() {
        return withdrawal.whereNone();
    }

    @Override
    public Optional<AccessEntry> instead(AccessEntry present) {
        return withdrawal.instead(present);
    }

    @Override
    public Resolved resolved(Optional<AccessEntry> present, PresentPolicies onCluster) {
        Set<String> given = new TreeSet<>();
        Set<String> taken = new TreeSet<>();
        List<PolicyUse> uses = new ArrayList<>();
        policies.forEach((policy, withdrawn) -> {
            PolicyGroups groups = PolicyGroups.of(
                    policy, present.map(entry -> Endings.of(entry).staying()), onCluster);
            present.ifPresent(entry -> PolicyGroups.of(policy, present, onCluster)
                    .scopes()
                    .forEach((group, scope) -> {
                        if (!groups.names().contains(group) && endsNow(entry, policy, scope, withdrawn)) {
                            taken.add(group);
                        }
                    }));
            PolicyOnCluster there = onCluster.policies().get(policy);
            if (there == null) {
                present.ifPresent(entry -> taken.addAll(orphans(entry, policy, withdrawn)));
            }
            if (present.isEmpty() || there == null || groups.scope().isEmpty()) {
                return;
            }
            taken.addAll(groups.names());
            WithdrawalWish.rest(
                            present.get(),
                            "custom policy " + policy,
                            groups.scope().get(),
                            withdrawn)
                    .ifPresent(rest -> {
                        given.add(ScopedPolicy.of(policy, rest).group());
                        uses.add(PolicyUse.of(there, rest));
                    });
        });
        taken.removeAll(given);
        return new Resolved(withdrawal, given, taken, uses);
    }

    /** Groups of a policy whose role is gone would give the access back as soon as somebody grants the policy again. */
    private static Set<String> orphans(AccessEntry present, String policy, AccessScope withdrawn) {
        Set<String> orphans = PolicyGroups.among(present.groups()).stream()
                .filter(group -> group.startsWith(ScopedPolicy.PREFIX + policy + ":"))
                .collect(Collectors.toSet());
        if (!orphans.isEmpty() && !withdrawn.isClusterWide()) {
            throw Conflicts.with(
                    present,
                    "its groups [" + PlainText.names(orphans) + "] stand for custom policy " + policy
                            + ", whose ClusterRole is gone, so it is not known where it had it; withdraw the policy from"
                            + " everywhere");
        }
        return orphans;
    }

    /** Whether what was granted for a while is withdrawn; a part of it would have no end. */
    private static boolean endsNow(AccessEntry present, String policy, AccessScope granted, AccessScope withdrawn) {
        if (withdrawn.isClusterWide() || withdrawn.covers(granted)) {
            return true;
        }
        if (withdrawn.overlaps(granted)) {
            throw Conflicts.with(
                    present,
                    "it has custom policy " + policy + " " + granted + " for a while, of which no part can be removed;"
                            + " withdraw all of that, and grant again what is to stay until its end");
        }
        return false;
    }
}
