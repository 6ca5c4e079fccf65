package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.objects.ClusterObjects;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.ApplyReport.Outcome;
import io.github.accessentries.plan.ApplyReport.Status;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.rbac.RbacObjects;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks again once a plan is applied, as a grant does: somebody else may have given an entry a custom policy in the moment in
 * which the plan took its objects.
 *
 * @param view the cluster
 * @param plan the plan that was applied
 */
record PlannedPoliciesLook(ClusterView view, AccessPlan plan) {

    /** The same report, with what stopped the second look if something did. */
    ApplyReport after(ApplyReport report) {
        Map<ScopedPolicy, List<Rule>> dropped = dropped(report);
        Optional<ClusterObjects> objects = view.objects();
        if (dropped.isEmpty() || objects.isEmpty()) {
            return report;
        }
        try {
            Set<String> used = new HashSet<>();
            view.entries().forEach(entry -> used.addAll(entry.groups()));
            dropped.keySet().removeIf(scoped -> !used.contains(scoped.group()));
            new PolicyRepair(view.cluster(), objects.get()).make(dropped);
            return report;
        } catch (AccessEntriesException e) {
            if (report.stoppedBy().isPresent()) {
                report.stoppedBy().get().addSuppressed(e);
                return report;
            }
            return ApplyReport.builder().from(report).stoppedBy(e).build();
        }
    }

    /** The scopes that roles of policies lost by changes that were tried. */
    private Map<ScopedPolicy, List<Rule>> dropped(ApplyReport report) {
        Map<ScopedPolicy, List<Rule>> dropped = new LinkedHashMap<>();
        for (Outcome outcome : report.outcomes()) {
            if (outcome.status() != Status.NOT_TRIED) {
                ofChange(outcome.change(), dropped);
            }
        }
        return dropped;
    }

    private static void ofChange(Change change, Map<ScopedPolicy, List<Rule>> dropped) {
        if (change instanceof ObjectChange.Delete delete && delete.object() instanceof RbacRole role) {
            dropped.putAll(scopes(role));
        } else if (change instanceof ObjectChange.Update update
                && update.before() instanceof RbacRole before
                && update.object() instanceof RbacRole after) {
            Map<ScopedPolicy, List<Rule>> lost = scopes(before);
            lost.keySet().removeAll(scopes(after).keySet());
            dropped.putAll(lost);
        }
    }

    /** Where the policy of a role is granted; nowhere, if it is none of a policy. */
    private static Map<ScopedPolicy, List<Rule>> scopes(RbacRole role) {
        Map<ScopedPolicy, List<Rule>> scopes = new LinkedHashMap<>();
        PresentPolicies.of(RbacObjects.builder().addRoles(role).build())
                .policies()
                .forEach((name, policy) -> policy.scopes()
                        .values()
                        .forEach(scope -> scopes.put(ScopedPolicy.of(name, scope), role.rules())));
        return scopes;
    }
}
