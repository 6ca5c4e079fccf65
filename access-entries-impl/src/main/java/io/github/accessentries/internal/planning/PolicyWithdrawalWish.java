package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.custompolicy.PolicyOnCluster;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
            PolicyGroups groups = PolicyGroups.of(policy, present, onCluster);
            PolicyOnCluster there = onCluster.policies().get(policy);
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
}
