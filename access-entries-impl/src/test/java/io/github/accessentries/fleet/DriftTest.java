package io.github.accessentries.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.planning.ClusterEntries;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How far one cluster in memory is from what it should be, for people and for monitors. */
class DriftTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn OTHER = PrincipalArn.role("111122223333", "other");
    private static final PrincipalArn SERVICE = PrincipalArn.of(
            "arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS");

    private final InMemoryCalls calls = new InMemoryCalls("prod");

    private static AccessEntry.Builder entry(PrincipalArn principal) {
        return AccessEntry.builder().cluster("prod").principal(principal).username(principal.name());
    }

    private Drift drift(Ownership ownership) {
        DesiredAccess desired = DesiredAccess.builder()
                .ownership(ownership)
                .entry(DesiredEntry.builder(DEV).username("dev").groups("devs"))
                .build();
        return Drift.of(
                new ClusterEntries(calls, PlanContext.builder().build(), Patience.none(), 1),
                desired,
                Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC));
    }

    private static String json(Drift drift) {
        return ResultReport.of(drift).render(ResultFormat.JSON);
    }

    @Test
    void clusterAsItShouldBe_isInSync_whoeverElseIsThere() {
        calls.put(entry(DEV).addGroups("devs").build());
        calls.put(entry(OTHER).build());
        calls.put(entry(SERVICE).build());

        Drift drift = drift(Ownership.ONLY_LISTED);

        assertThat(drift.inSync()).isTrue();
        assertThat(drift.unlisted()).containsExactly(OTHER);
        assertThat(drift)
                .asString()
                .startsWith("Cluster prod is in sync as far as access entries go; aws-auth was not compared\n");
        assertThat(drift.toString().lines()).hasSize(3).last().isEqualTo("  not checked: aws-auth, rbac, iam");
        assertThat(json(drift))
                .startsWith("{\"version\":1,\"kind\":\"drift\",\"cluster\":\"prod\",\"time\":\"2026-11-26T12:00:00Z\","
                        + "\"inSync\":true,\"notCompared\":[{\"part\":\"aws-auth\",\"text\":\"aws-auth was not read, so it is not"
                        + " found whom it lets in, and what entries hide or uncover of it; add awsAuth(..) to the plan"
                        + " context\"}],\"unlisted\":[\"" + OTHER + "\"],\"plan\":{\"digest\":")
                .contains("\"steps\":[],", "\"notices\":[],", "\"unchecked\":[{\"part\":\"aws-auth\",\"text\":")
                .endsWith("}\n");
    }

    @Test
    void administratorThatNobodyLists_isTold_inSyncOrNot() {
        calls.put(entry(DEV).addGroups("devs").build());
        calls.put(entry(OTHER)
                .addPolicies(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                .build());

        Drift drift = drift(Ownership.ONLY_LISTED);

        assertThat(drift.inSync()).isTrue();
        assertThat(drift).asString().contains("take note: unlisted-administrator:" + OTHER);
        assertThat(json(drift)).contains("\"notices\":[{\"name\":\"unlisted-administrator:" + OTHER);
    }

    @Test
    void whatIsOwned_isAChange_andNotUnlistedToo() {
        calls.put(entry(OTHER).build());

        Drift drift = drift(Ownership.ALL);

        assertThat(drift.inSync()).isFalse();
        assertThat(drift.unlisted()).isEmpty();
        assertThat(drift.toString().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("delete " + OTHER))
                .last()
                .asString()
                .startsWith("  not checked: caller");
        assertThat(json(drift))
                .contains(
                        "\"inSync\":false",
                        "\"verb\":\"create\",\"principal\":\"" + DEV + "\",\"detail\":\"",
                        "\"verb\":\"delete\",\"principal\":\"" + OTHER + "\",\"detail\":\"",
                        "\"unlisted\":[]");
        assertThat(calls.changes()).isEmpty();
    }
}
