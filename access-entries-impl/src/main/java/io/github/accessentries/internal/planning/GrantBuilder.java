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
import io.github.accessentries.internal.ending.EndingTags;
import io.github.accessentries.internal.planning.GrantWish.Place;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a grant names, and refuses at once what EKS would refuse later. */
final class GrantBuilder implements Grant {

    private final PrincipalArn principal;
    private final boolean exactly;
    private final EntryChanges entryChanges;
    private final AccessTime time;
    private final Term term;
    private final Map<AccessPolicy, Place> policies = new LinkedHashMap<>();
    private final Set<AccessPolicy> withoutScope = new LinkedHashSet<>();
    private final Map<CustomPolicy, Place> customPolicies = new LinkedHashMap<>();
    private final Set<CustomPolicy> customWithoutScope = new LinkedHashSet<>();
    private final Set<String> customNames = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private @Nullable String username;
    private @Nullable EntryType type;

    GrantBuilder(PrincipalArn principal, boolean exactly, EntryChanges entryChanges, AccessTime time) {
        requireNonNull(principal, "principal");
        EntryRules.requireNotServiceLinked(principal);
        EntryRules.requireRoleOrUser(principal);
        this.principal = principal;
        this.exactly = exactly;
        this.entryChanges = entryChanges;
        this.time = time;
        this.term = new Term(principal);
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
        EndingTags.requireNotKept(key);
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
    public Grant until(Instant end) {
        requireNonNull(end, "end");
        requireMayEnd();
        term.until(end, time.own());
        return this;
    }

    @Override
    public Grant forDuration(Duration duration) {
        requireNonNull(duration, "duration");
        requireMayEnd();
        term.lasting(duration);
        return this;
    }

    private void requireMayEnd() {
        if (exactly) {
            throw new IllegalStateException("A declaration says exactly what " + principal
                    + " has, so nothing of it can end; use grant(...) for access that ends");
        }
    }

    @Override
    public Grant shortening() {
        term.shortening();
        return this;
    }

    @Override
    public Grant reason(String text) {
        term.reason(requireNonNull(text, "text"));
        return this;
    }

    @Override
    public Grant requestedBy(String who) {
        term.requestedBy(requireNonNull(who, "who"));
        return this;
    }

    @Override
    public List<Change> changes() {
        return entryChanges.changes(wish());
    }

    @Override
    public AccessEntry apply(SignOff signOff) {
        Wish wish = wish();
        EntryChanges.Fulfilment done = entryChanges.fulfil(wish, requireNonNull(signOff, "signOff"));
        AccessEntry entry = done.entry().orElseThrow();
        if (done.changed() && term.ends()) {
            EndingAudit.granted(entry, term);
        }
        return entry;
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
        if (term.ends()) {
            requireOnlyMore();
        } else {
            term.requireNothingElse();
        }
        Optional<Ends> ends =
                term.ends() ? Optional.of(new Ends(term, time, entryChanges.cluster())) : Optional.empty();
        if (!customPolicies.isEmpty()) {
            return new PolicyGrantWish(grant, customPolicies, ends.orElse(null));
        }
        return ends.<Wish>map(each -> each.of(grant)).orElse(grant);
    }

    private void requireOnlyMore() {
        if (type != null && type.isForNodes()) {
            throw new IllegalArgumentException("An entry of type " + type + " is for nodes, which would drop out of the"
                    + " cluster when it ends; leave out when the grant to " + principal + " ends");
        }
        Stream.of(policies, customPolicies)
                .flatMap(places -> places.entrySet().stream())
                .filter(placed -> placed.getValue().only())
                .findFirst()
                .ifPresent(placed -> {
                    throw new IllegalStateException("This grant to " + principal + " ends, so it cannot take "
                            + placed.getKey()
                            + " from other namespaces; use inNamespaces(...), or withdraw those first");
                });
    }
}
