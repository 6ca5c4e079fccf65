package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.planning.GrantWish.Place;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A grant that names custom policies.
 *
 * @param grant all else that it names
 * @param policies the scope of each policy
 */
record PolicyGrantWish(GrantWish grant, Map<CustomPolicy, Place> policies) implements PolicyWish {

    PolicyGrantWish {
        policies = Map.copyOf(new LinkedHashMap<>(policies));
    }

    @Override
    public PrincipalArn principal() {
        return grant.principal();
    }

    @Override
    public Reasons reasons() {
        return grant.reasons();
    }

    @Override
    public Optional<DesiredEntry> whereNone() {
        return grant.whereNone();
    }

    @Override
    public Optional<AccessEntry> instead(AccessEntry present) {
        return grant.instead(present);
    }

    @Override
    public Resolved resolved(Optional<AccessEntry> present, PresentPolicies onCluster) {
        Set<String> given = new TreeSet<>();
        Set<String> taken = new TreeSet<>();
        List<PolicyUse> uses = new ArrayList<>();
        policies.forEach((policy, place) -> {
            PolicyGroups groups = PolicyGroups.of(policy.name(), present, onCluster);
            AccessScope scope = grant.exactly() || place.only()
                    ? place.scope()
                    : groups.scope().map(there -> there.with(place.scope())).orElse(place.scope());
            uses.add(PolicyUse.of(policy, scope));
            given.add(policy.in(scope).group());
            taken.addAll(groups.names());
        });
        taken.removeAll(given);
        return new Resolved(grant.with(given), given, taken, uses);
    }
}
