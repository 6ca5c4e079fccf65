package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which of the groups of an entry stand for a custom policy, and where the entry has the policy by them. */
final class PolicyGroups {

    private final Map<String, AccessScope> scopes = new LinkedHashMap<>();

    private PolicyGroups() {}

    /** Of an entry as it is; none if there is no entry. */
    static PolicyGroups of(String policy, Optional<AccessEntry> entry, PresentPolicies policies) {
        PolicyGroups groups = new PolicyGroups();
        entry.map(AccessEntry::groups)
                .orElse(Set.of())
                .forEach(group -> policies.grantedBy(group)
                        .filter(scoped -> scoped.policy().equals(policy))
                        .ifPresent(scoped -> groups.scopes.put(group, scoped.scope())));
        return groups;
    }

    /** Those among any groups that are called as if they stood for policies. */
    static Set<String> among(Collection<String> groups) {
        return groups.stream()
                .filter(group -> group.startsWith(ScopedPolicy.PREFIX))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The scope by group. */
    Map<String, AccessScope> scopes() {
        return scopes;
    }

    Set<String> names() {
        return scopes.keySet();
    }

    /** Where the entry has the policy; empty if it does not have it. */
    Optional<AccessScope> scope() {
        return scopes.values().stream().reduce(AccessScope::with);
    }
}
