package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.planning.PlanContext;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan says of a deleted entry whose principal {@code aws-auth} maps, against what the next login shows. */
class AwsAuthTakesOverTest {

    private static final PrincipalArn CREATOR = PrincipalArn.user("111122223333", "test");

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster cluster = fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
    private final FakePrincipal dev = fake.iam().role("team/dev");

    @AfterEach
    void close() {
        fake.close();
    }

    /** Gives the role an entry as user dev in group devs, and plans to take it away. */
    private AccessPlan planToDelete(AwsAuth awsAuth) {
        // Made by somebody who knows nothing of the mapping that the entry hides.
        cluster.accessEntries().grant(dev.arn()).username("dev").groups("devs").apply();
        cluster.awsAuth(awsAuth);
        EksAccessEntries entries = EksAccessEntries.builder()
                .cluster(cluster.name())
                .eksClient(fake.eksClient())
                .planContext(PlanContext.builder().awsAuth(() -> awsAuth).build())
                .build();
        return entries.plan(DesiredAccess.builder()
                .ownership(Ownership.ALL)
                .entry(DesiredEntry.builder(CREATOR)
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .clusterWide())
                .build());
    }

    private boolean isAnotherUserWithoutTheEntry() {
        fake.eksClient()
                .deleteAccessEntry(r ->
                        r.clusterName(cluster.name()).principalArn(dev.arn().toString()));
        Authentication login = cluster.login(dev);
        if (!login.isAuthenticated()) {
            return false;
        }
        KubernetesUser user = login.user();
        return !user.username().equals("dev") || !user.groups().equals(Set.of("devs"));
    }

    @Test
    void lastOfTwoMappings_givesSystemMasters_andIsFound() {
        AccessPlan plan = planToDelete(AwsAuth.parse(Map.of("mapRoles", """
                - {rolearn: arn:aws:iam::111122223333:role/dev, username: dev, groups: [devs]}
                - {rolearn: arn:aws:iam::111122223333:role/dev, username: dev, groups: ["system:masters"]}
                """)));

        assertThat(plan.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.AWS_AUTH_TAKES_OVER);
            assertThat(finding.text()).contains("system:masters");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{mapRoles: '[{rolearn: arn:aws:iam::111122223333:role/dev, username: dev, groups: [devs]}]'}",
                "{mapRoles: '[{rolearn: arn:aws:iam::111122223333:role/dev, username: dev, groups: [a]}]'}",
                "{mapRoles: '[{rolearn: arn:aws:iam::111122223333:role/DEV, username: d, groups: [devs]}]'}",
                "{mapRoles: '[{rolearn: arn:aws:iam::111122223333:role/team/dev, username: d}]'}",
                "{mapUsers: '[{userarn: arn:aws:iam::111122223333:role/dev, username: d}]'}",
                "{mapUsers: '[{userarn: arn:aws:iam::111122223333:user/dev, username: d}]'}",
                "{mapAccounts: '[\"111122223333\"]'}",
                "{mapAccounts: '[\"444455556666\"]'}",
                "{mapRoles: '[{rolearn: arn:aws:iam::111122223333:role/dev, username: dev, groups: [devs]}]',"
                        + " mapUsers: '[{userarn: arn:aws:iam::111122223333:role/dev, username: d}]'}",
                "{mapRoles: '[{rolearn: arn:aws:iam::111122223333:role/dev, username: a},"
                        + " {rolearn: arn:aws:iam::111122223333:role/dev, username: dev, groups: [devs]}]'}",
            })
    void plan_findsExactlyWhatTheNextLoginWouldShow(String data) {
        AccessPlan plan = planToDelete(AwsAuth.parseConfigMap("{kind: ConfigMap, data: " + data + "}"));

        assertThat(plan.findings().stream().anyMatch(each -> each.kind() == Finding.Kind.AWS_AUTH_TAKES_OVER))
                .isEqualTo(isAnotherUserWithoutTheEntry());
    }
}
