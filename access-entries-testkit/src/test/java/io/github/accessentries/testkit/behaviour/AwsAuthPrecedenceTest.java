package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.NODE_ROLE;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_MODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.token.EksTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;

/** Who wins where an entry and {@code aws-auth} speak of the same principal, by authentication mode. */
class AwsAuthPrecedenceTest {

    private static final AwsAuth AWS_AUTH = AwsAuth.parseConfigMap("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: aws-auth, namespace: kube-system}
            data:
              mapRoles: |
                - rolearn: arn:aws:iam::111122223333:role/dev
                  username: from-config-map
                  groups: [system:masters]
            """);

    @RegisterExtension
    private final LifeOfClusters life = new LifeOfClusters();

    private final FakePrincipal dev = life.fake.iam().role("team/dev");

    private FakeCluster cluster(AuthenticationMode mode) {
        return life.fake.createCluster("prod", mode).awsAuth(AWS_AUTH);
    }

    private void createEntry() {
        life.eks.createAccessEntry(r -> r.clusterName("prod")
                .principalArn(dev.arn().toString())
                .username("from-entry")
                .kubernetesGroups("devs"));
    }

    private static void assertNotMapped(Authentication login) {
        assertThat(login)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_MAPPED));
    }

    @Test
    void entry_inModeApiAndConfigMap_hidesTheMapping_andNothingIsMerged() {
        FakeCluster prod = cluster(AuthenticationMode.API_AND_CONFIG_MAP);
        createEntry();

        assertThat(prod.login(dev).user().username()).isEqualTo("from-entry");
        assertThat(prod.login(dev).user().groups()).containsExactly("devs");

        life.eks.deleteAccessEntry(
                r -> r.clusterName("prod").principalArn(dev.arn().toString()));
        assertThat(prod.login(dev).user().username()).as("the mapping is back").isEqualTo("from-config-map");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIG_MAP", "API_AND_CONFIG_MAP"})
    void mapping_matchesTheRoleWithoutItsPath_andMayGiveGroupsOfTheSystem(AuthenticationMode mode) {
        FakeCluster prod = cluster(mode);

        assertThat(prod.login(dev).user().username()).isEqualTo("from-config-map");
        assertThat(prod.login(dev).user().groups()).containsExactly("system:masters");
    }

    @Test
    void mapping_inModeApi_isNotRead() {
        assertNotMapped(cluster(AuthenticationMode.API).login(dev));
    }

    @Test
    void entries_inModeConfigMap_canNeitherBeMadeNorListed() {
        cluster(AuthenticationMode.CONFIG_MAP);

        assertThat(refusal(this::createEntry)).isEqualTo(invalidRequest(BAD_MODE));
        assertThat(refusal(() -> life.principals("prod"))).isEqualTo(invalidRequest(BAD_MODE));
    }

    @Test
    void entry_matchesByItsStoredId_whileAMappingOfTheSameRoleLetsItsSuccessorIn() {
        FakeCluster prod = cluster(AuthenticationMode.API_AND_CONFIG_MAP);
        createEntry();
        life.fake.iam().delete(dev.arn());
        FakePrincipal again = life.fake.iam().role("team/dev");

        assertThat(prod.login(again).user().username()).isEqualTo("from-config-map");
    }

    @Test
    void nodesThatEksMapped_areLetInByTheMapping_untilTheModeIsApi_andThenByTheirEntry() {
        FakeCluster prod = cluster(AuthenticationMode.CONFIG_MAP);
        life.createNodeGroup("prod", "g", r -> r.amiType("AL2023_x86_64_STANDARD"));
        FakePrincipal node = life.fake.iam().principal(PrincipalArn.of(NODE_ROLE));
        life.fake.ec2Instance("i-0123456789abcdef0", "ip-10-0-0-1.us-west-2.compute.internal");

        assertThat(life.awsAuth("prod")).hasSize(1);
        assertThat(node(prod, node).groups()).containsExactlyInAnyOrder("system:bootstrappers", "system:nodes");
        for (String mode : new String[] {"API_AND_CONFIG_MAP", "API"}) {
            life.changeMode("prod", mode);
            life.passSeconds(1);
            assertThat(node(prod, node).groups()).as(mode).containsExactly("system:nodes");
        }
    }

    /** A node as the cluster sees it; its session is named like its instance. */
    private KubernetesUser node(FakeCluster prod, FakePrincipal role) {
        String token = EksTokens.builder()
                .credentialsProvider(role.session("i-0123456789abcdef0"))
                .region(Region.of(life.fake.region()))
                .clock(life.fake.clock())
                .build()
                .mint("prod")
                .value();
        KubernetesUser user = prod.authenticator().authenticate(token).user();
        assertThat(user.username()).isEqualTo("system:node:ip-10-0-0-1.us-west-2.compute.internal");
        return user;
    }
}
