package io.github.accessentries.internal.planning;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.planning.GrantWish.Place;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a grant names, and refuses at once what EKS would refuse later. */
final class GrantBuilder implements Grant {

    private final PrincipalArn principal;
    private final boolean exactly;
    private final EntryChanges entryChanges;
    private final Map<AccessPolicy, Place> policies = new LinkedHashMap<>();
    private final Set<AccessPolicy> withoutScope = new LinkedHashSet<>();
    private final Map<CustomPolicy, Place> customPolicies = new LinkedHashMap<>();
    private final Set<CustomPolicy> customWithoutScope = new LinkedHashSet<>();
    private final Set<String> customNames = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private @Nullable String username;
    private @Nullable EntryType type;

    GrantBuilder(PrincipalArn principal, boolean exactly, EntryChanges entryChanges) {
        requireNonNull(principal, "principal");
        EntryRules.requireNotServiceLinked(principal);
        EntryRules.requireRoleOrUser(principal);
        this.principal = principal;
        this.exactly = exactly;
        this.entryChanges = entryChanges;
    }

    @Override
    public ScopeChoice allow(AccessPolicy policy) {
        requireNonNull(policy, "policy");
        if (policies.containsKey(policy) || !withoutScope.add(policy)) {
            throw new IllegalArgumentException("This grant to " + principal + " names " + policy
                    + " twice; a policy has one scope, so list all its namespaces in one call");
        }
        return new Choice(policy);
    }

    private final class Choice implements ScopeChoice {

        private final AccessPolicy policy;

        Choice(AccessPolicy policy) {
            this.policy = policy;
        }

        @Override
        public Grant in(AccessScope scope) {
            return place(scope, false);
        }

        @Override
        public Grant onlyIn(AccessScope scope) {
            return place(scope, true);
        }

        private Grant place(AccessScope scope, boolean only) {
            policies.put(policy, new Place(requireNonNull(scope, "scope"), only));
            withoutScope.remove(policy);
            return GrantBuilder.this;
        }
    }

    @Override
    public ScopeChoice allow(CustomPolicy policy) {
        requireNonNull(policy, "policy");
        if (!customNames.add(policy.name())) {
            throw new IllegalArgumentException("This grant to " + principal + " names custom policy " + policy
                    + " twice; a policy has one scope, so list all its namespaces in one call");
        }
        customWithoutScope.add(policy);
        return new CustomChoice(policy);
    }

    private final class CustomChoice implements ScopeChoice {

        private final CustomPolicy policy;

        CustomChoice(CustomPolicy policy) {
            this.policy = policy;
        }

        @Override
        public Grant in(AccessScope scope) {
            return place(scope, false);
        }

        @Override
        public Grant onlyIn(AccessScope scope) {
            return place(scope, true);
        }

        private Grant place(AccessScope scope, boolean only) {
            ScopedPolicy scoped = policy.in(requireNonNull(scope, "scope"));
            customPolicies.put(policy, new Place(scoped.scope(), only));
            customWithoutScope.remove(policy);
            return GrantBuilder.this;
        }
    }

    @Override
    public Grant groups(String... names) {
        return groups(Arrays.asList(requireNonNull(names, "groups")));
    }

    @Override
    public Grant groups(Collection<String> names) {
        for (String name : requireNonNull(names, "groups")) {
            EntryRules.requireGroup(requireNonNull(name, "groups element"));
        }
        groups.addAll(names);
        return this;
    }

    @Override
    public Grant username(String template) {
        requireNonNull(template, "template");
        EntryRules.requireUsername(template);
        username = template;
        return this;
    }

    @Override
    public Grant tag(String key, String value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        EntryRules.requireTag(key, value);
        tags.put(key, value);
        EntryRules.requireTagCount(tags.size());
        return this;
    }

    @Override
    public Grant type(EntryType entryType) {
        type = requireNonNull(entryType, "type");
        return this;
    }

    @Override
    public List<Change> changes() {
        return entryChanges.changes(wish());
    }

    @Override
    public AccessEntry apply(SignOff signOff) {
        return entryChanges
                .fulfil(wish(), requireNonNull(signOff, "signOff"))
                .entry()
                .orElseThrow();
    }

    private Wish wish() {
        Set<Object> unplaced = new LinkedHashSet<>(withoutScope);
        unplaced.addAll(customWithoutScope);
        if (!unplaced.isEmpty()) {
            throw new IllegalStateException("This grant to " + principal + " names " + unplaced
                    + " without a scope; call inNamespaces(...) or clusterWide() after allow(...)");
        }
        if (type != null) {
            boolean named = username != null || !groups.isEmpty() || !customPolicies.isEmpty();
            EntryRules.requireFit(type, principal, named, !policies.isEmpty());
        }
        GrantWish grant = new GrantWish(principal, exactly, type, username, groups, tags, policies);
        return customPolicies.isEmpty() ? grant : new PolicyGrantWish(grant, customPolicies);
    }
}
