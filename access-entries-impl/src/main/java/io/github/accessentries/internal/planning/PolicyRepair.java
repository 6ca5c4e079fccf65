package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.calls.PredictedEntries;
import io.github.accessentries.internal.custompolicy.PolicyOnCluster;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.internal.objects.ClusterObjects;
import io.github.accessentries.internal.waiting.Patience;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the objects of custom policies that entries need and others have taken in the same moment.
 *
 * @param cluster the cluster's name
 * @param objects its objects
 */
record PolicyRepair(String cluster, ClusterObjects objects) {

    /** All entries that have a policy share its objects, so whoever writes them may come second several times. */
    private static final int MOST_ATTEMPTS = 10;

    /**
     * Makes what is missing, and nothing where all is there.
     *
     * @param needed where which policies are needed, with the rules for a policy that is gone
     * @throws AccessConflictException if others change the same objects all the time
     */
    void make(Map<ScopedPolicy, List<Rule>> needed) {
        for (int attempt = 1; !needed.isEmpty(); attempt++) {
            try {
                makeOnce(needed);
                return;
            } catch (AccessConflictException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void makeOnce(Map<ScopedPolicy, List<Rule>> needed) {
        for (Map.Entry<ScopedPolicy, List<Rule>> each : needed.entrySet()) {
            String policy = each.getKey().policy();
            PresentPolicies now = PresentPolicies.of(objects.read());
            PolicyOnCluster there = now.policies().get(policy);
            PolicyObjectChanges missing = new PolicyObjectChanges(now);
            missing.add(
                    policy,
                    there == null ? each.getValue() : there.rules(),
                    Set.of(each.getKey().scope()),
                    Set.of());
            ChangeMaker maker = new ChangeMaker(new PredictedEntries(cluster, List.of()), objects, Patience.none());
            missing.given().forEach(change -> change.match(maker));
        }
    }
}
