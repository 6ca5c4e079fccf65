package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.MovingClock;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.planning.PlanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A cluster in memory with all that manages it, in a time that moves as it is waited for. */
public final class PlannedCluster {

    static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");

    final MovingClock clock = new MovingClock(Instant.parse("2026-11-26T12:00:00Z"));
    final InMemoryCalls calls = new InMemoryCalls("prod");

    /** The calls that the cluster gets. */
    public InMemoryCalls calls() {
        return calls;
    }

    /** Manages it, knowing nothing but its entries. */
    public AccessEntries entries() {
        return entries(PlanContext.builder());
    }

    /** Manages it, knowing more. */
    public AccessEntries entries(PlanContext.Builder context) {
        return new ClusterEntries(calls, context.build(), Patience.upTo(Duration.ofMinutes(1), clock, clock), 1);
    }

    /** Puts an administrator there. */
    PlannedCluster with(PrincipalArn administrator) {
        calls.put(entry(administrator)
                .addPolicies(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                .build());
        return this;
    }

    /** What becomes an entry of the cluster. */
    static AccessEntry.Builder entry(PrincipalArn principal) {
        return AccessEntry.builder().cluster("prod").principal(principal).username("name-of-" + principal.name());
    }

    static DesiredEntry.Builder administrator(PrincipalArn principal) {
        return DesiredEntry.builder(principal)
                .username("name-of-" + principal.name())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide();
    }

    /** The whole cluster is to have these entries and no others. */
    static DesiredAccess only(DesiredEntry.Builder... entries) {
        DesiredAccess.Builder desired = DesiredAccess.builder().ownership(Ownership.ALL);
        for (DesiredEntry.Builder entry : entries) {
            desired.entry(entry);
        }
        return desired.build();
    }

    static List<String> findings(AccessPlan plan) {
        return plan.findings().stream().map(Finding::name).toList();
    }
}
