package io.github.accessentries.internal.planning;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.manage.Withdrawal;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what a withdrawal names. */
final class WithdrawalBuilder implements Withdrawal {

    private final PrincipalArn principal;
    private final EntryChanges entryChanges;
    private final Map<AccessPolicy, AccessScope> policies = new LinkedHashMap<>();
    private final Set<AccessPolicy> withoutPlace = new LinkedHashSet<>();
    private final Map<String, AccessScope> customPolicies = new LinkedHashMap<>();
    private final Set<String> customWithoutPlace = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Set<String> tags = new LinkedHashSet<>();

    WithdrawalBuilder(PrincipalArn principal, EntryChanges entryChanges) {
        requireNonNull(principal, "principal");
        EntryRules.requireNotServiceLinked(principal);
        this.principal = principal;
        this.entryChanges = entryChanges;
    }

    @Override
    public PlaceChoice policy(AccessPolicy policy) {
        requireNonNull(policy, "policy");
        if (policies.containsKey(policy) || !withoutPlace.add(policy)) {
            throw new IllegalArgumentException("This withdrawal from " + principal + " names " + policy
                    + " twice; list all namespaces to remove it from in one call");
        }
        return scope -> {
            policies.put(policy, requireNonNull(scope, "scope"));
            withoutPlace.remove(policy);
            return this;
        };
    }

    @Override
    public PlaceChoice policy(CustomPolicy policy) {
        String name = requireNonNull(policy, "policy").name();
        if (customPolicies.containsKey(name) || !customWithoutPlace.add(name)) {
            throw new IllegalArgumentException("This withdrawal from " + principal + " names custom policy " + name
                    + " twice; list all namespaces to remove it from in one call");
        }
        return scope -> {
            customPolicies.put(name, requireNonNull(scope, "scope"));
            customWithoutPlace.remove(name);
            return this;
        };
    }

    @Override
    public Withdrawal groups(String... names) {
        return groups(Arrays.asList(requireNonNull(names, "groups")));
    }

    @Override
    public Withdrawal groups(Collection<String> names) {
        for (String name : requireNonNull(names, "groups")) {
            groups.add(requireNonNull(name, "groups element"));
        }
        return this;
    }

    @Override
    public Withdrawal tags(String... keys) {
        for (String key : requireNonNull(keys, "keys")) {
            EntryRules.requireTagKey(requireNonNull(key, "keys element"));
            tags.add(key);
        }
        return this;
    }

    @Override
    public List<Change> changes() {
        return entryChanges.changes(wish());
    }

    @Override
    public Optional<AccessEntry> apply(SignOff signOff) {
        return entryChanges.fulfil(wish(), requireNonNull(signOff, "signOff")).entry();
    }

    private Wish wish() {
        Set<Object> unplaced = new LinkedHashSet<>(withoutPlace);
        unplaced.addAll(customWithoutPlace);
        if (!unplaced.isEmpty()) {
            throw new IllegalStateException("This withdrawal from " + principal + " names " + unplaced
                    + " without a scope; call fromNamespaces(...) or everywhere() after policy(...)");
        }
        WithdrawalWish withdrawal = new WithdrawalWish(principal, policies, groups, tags);
        return customPolicies.isEmpty() ? withdrawal : new PolicyWithdrawalWish(withdrawal, customPolicies);
    }
}
