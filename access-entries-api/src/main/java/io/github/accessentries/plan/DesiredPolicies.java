package io.github.accessentries.plan;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The custom policies of desired entries, taken together. */
final class DesiredPolicies {

    private DesiredPolicies() {}

    /** The groups of an entry, with those that stand for its policies. */
    static SortedSet<String> groupsOf(DesiredEntry entry) {
        if (entry.customPolicies().isEmpty()) {
            return entry.groups();
        }
        SortedSet<String> groups = new TreeSet<>(entry.groups());
        entry.customPolicies()
                .forEach((policy, scope) ->
                        groups.add(ScopedPolicy.of(policy.name(), scope).group()));
        return Collections.unmodifiableSortedSet(groups);
    }

    /** What is wrong with the scope of one of AWS's policies. */
    static List<String> scopeFaults(AccessPolicy policy, AccessScope scope) {
        List<String> faults = new ArrayList<>();
        if (scope.isClusterWide()) {
            if (!scope.namespaces().isEmpty()) {
                faults.add(policy + " is cluster-wide but names the namespaces [" + PlainText.names(scope.namespaces())
                        + "]; leave them out");
            }
            return faults;
        }
        try {
            AccessScope unused = AccessScope.namespaces(scope.namespaces());
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        if (!scope.type().equals("namespace")) {
            faults.add(policy + " has scope " + PlainText.quoted(scope.type()) + "; use cluster or namespace");
        }
        return faults;
    }

    /** A cluster has one policy of a name, for all entries. */
    static void findRulesThatDiffer(Collection<DesiredEntry> entries, List<Fault> found) {
        Map<String, CustomPolicy> byName = new HashMap<>();
        for (DesiredEntry entry : entries) {
            for (CustomPolicy policy : entry.customPolicies().keySet()) {
                CustomPolicy first = byName.putIfAbsent(policy.name(), policy);
                if (first != null && !first.equals(policy)) {
                    found.add(Fault.of(
                            entry.principal().toString(),
                            "policies",
                            "custom policy " + policy + " has other rules than in an entry before; give one of them"
                                    + " another name"));
                }
            }
        }
    }
}
