package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.internal.planning.GrantWish.Place;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A grant that names custom policies. What was granted of them for a while is a group of its own, which is neither extended nor
 * taken here, unless the policy is to be nowhere else.
 *
 * @param grant all else that it names
 * @param policies the scope of each policy
 * @param ends how it ends, {@code null} if it does not
 */
record PolicyGrantWish(
        GrantWish grant,
        Map<CustomPolicy, Place> policies,
        @Nullable Ends ends) implements PolicyWish {

    PolicyGrantWish {
        policies = Map.copyOf(new LinkedHashMap<>(policies));
    }

    @Override
    public PrincipalArn principal() {
        return grant.principal();
    }

    @Override
    public Reasons reasons() {
        return wish(grant).reasons();
    }

    @Override
    public Optional<DesiredEntry> whereNone() {
        return wish(grant).whereNone();
    }

    @Override
    public Optional<AccessEntry> instead(AccessEntry present) {
        return wish(grant).instead(present);
    }

    private Wish wish(GrantWish named) {
        return ends == null ? named : ends.of(named);
    }

    @Override
    public Resolved resolved(Optional<AccessEntry> present, PresentPolicies onCluster) {
        Optional<AccessEntry> staying = present.map(entry -> Endings.of(entry).staying());
        Set<String> given = new TreeSet<>();
        Set<String> taken = new TreeSet<>();
        List<PolicyUse> uses = new ArrayList<>();
        policies.forEach((policy, place) -> {
            PolicyGroups groups =
                    PolicyGroups.of(policy.name(), grant.exactly() || place.only() ? present : staying, onCluster);
            Optional<AccessScope> there = groups.scope();
            AccessScope scope = grant.exactly() || place.only() || ends != null
                    ? place.scope()
                    : there.map(before -> before.with(place.scope())).orElse(place.scope());
            if (ends != null && there.filter(before -> before.covers(scope)).isPresent()) {
                return;
            }
            uses.add(PolicyUse.of(policy, scope));
            given.add(policy.in(scope).group());
            if (ends == null) {
                taken.addAll(groups.names());
            }
        });
        taken.removeAll(given);
        return new Resolved(wish(grant.with(given)), given, taken, uses);
    }
}
