package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.CLUSTER_ROLE;
import static io.github.accessentries.testkit.LifeOfClusters.CREATOR;
import static io.github.accessentries.testkit.LifeOfClusters.NODE_ROLE;
import static io.github.accessentries.testkit.LifeOfClusters.POD_ROLE;
import static io.github.accessentries.testkit.LifeOfClusters.START;
import static io.github.accessentries.testkit.LifeOfClusters.inUse;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.testkit.Concurrently;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.RemoteNodeNetwork;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;

/** The entries that EKS makes by itself, and when. */
class OwnEntriesTest {

    @RegisterExtension
    private final LifeOfClusters life = new LifeOfClusters();

    private void assertAdministrator(String cluster, String principal, String username) {
        AccessEntry entry = life.entry(cluster, principal);
        assertThat(entry.type()).isEqualTo("STANDARD");
        assertThat(entry.username()).isEqualTo(username);
        assertThat(entry.kubernetesGroups()).isEmpty();
        assertThat(life.policies(cluster, principal)).singleElement().satisfies(policy -> {
            assertThat(policy.policyArn())
                    .isEqualTo("arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy");
            assertThat(policy.accessScope().typeAsString()).isEqualTo("cluster");
            assertThat(policy.accessScope().namespaces()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"API", "API_AND_CONFIG_MAP"})
    void creator_ofAClusterWithTheApi_isAnAdministratorByDefault(String mode) {
        life.createWith("prod", mode);

        assertThat(life.principals("prod")).containsExactly(CREATOR);
        assertAdministrator("prod", CREATOR, CREATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"API", "API_AND_CONFIG_MAP"})
    void creator_withoutBootstrap_getsNoEntry(String mode) {
        life.create(
                "prod",
                r -> r.accessConfig(a -> a.authenticationMode(mode).bootstrapClusterCreatorAdminPermissions(false)));

        assertThat(life.principals("prod")).isEmpty();
    }

    @Test
    void creator_thatIsASession_isItsRoleAndMayDoEverything() {
        FakePrincipal ops = life.fake.iam().role("team/ops");
        LifeOfClusters.create(
                life.fake.eksClient(ops.session("ana")), "prod", r -> r.accessConfig(a -> a.authenticationMode("API")));

        assertThat(life.principals("prod")).containsExactly(ACCOUNT + "role/team/ops");
        assertAdministrator(
                "prod", ACCOUNT + "role/team/ops", "arn:aws:sts::111122223333:assumed-role/ops/{{SessionName}}");
        FakeCluster prod = life.fake.cluster("prod");
        var login = prod.login(ops);
        assertThat(login).isInstanceOf(Authenticated.class);
        assertThat(prod.authorizer()
                        .decide(login.user(), AccessRequest.of("delete", "nodes"))
                        .allowed())
                .isTrue();
    }

    @Test
    void creator_ofAConfigMapCluster_isSeenOnceTheModeHasTheApi() {
        FakePrincipal ops = life.fake.iam().role("ops");
        LifeOfClusters.create(life.fake.eksClient(ops.credentials()), "prod", r -> {});
        life.passSeconds(1);
        life.changeMode("prod", "API_AND_CONFIG_MAP");
        life.passSeconds(1);

        assertThat(life.principals("prod")).containsExactly(ops.arn().toString());
        assertAdministrator("prod", ops.arn().toString(), "arn:aws:sts::111122223333:assumed-role/ops/{{SessionName}}");
    }

    @Test
    void entry_thatComesWithAnUpdate_isAsOldAsItsEndHoweverLateSomebodyLooks() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        life.changeMode("prod", "API_AND_CONFIG_MAP");
        life.passSeconds(3600);

        assertThat(life.entry("prod", CREATOR).createdAt()).isEqualTo(START.plusSeconds(1));
        assertThat(life.policies("prod", CREATOR).get(0).associatedAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void creator_thatWasDeletedFromTheEntries_doesNotComeBackWithModeApi() {
        life.createWith("prod", "API_AND_CONFIG_MAP");
        life.passSeconds(1);
        life.eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(CREATOR));

        life.changeMode("prod", "API");
        life.passSeconds(1);

        assertThat(life.principals("prod")).isEmpty();
    }

    @Test
    void creator_whoMakesTheEntryByHand_meetsTheConflict() {
        life.createWith("prod", "API");

        assertThat(refusal(() ->
                        life.eks.createAccessEntry(r -> r.clusterName("prod").principalArn(CREATOR))))
                .isEqualTo(inUse("The specified access entry resource is already in use on this cluster."));
    }

    @ParameterizedTest
    @CsvSource({
        ",EC2_LINUX",
        "AL2023_ARM_64_STANDARD,EC2_LINUX",
        "BOTTLEROCKET_x86_64,EC2_LINUX",
        "CUSTOM,EC2_LINUX",
        "WINDOWS_CORE_2019_x86_64,EC2_WINDOWS",
        "WINDOWS_FULL_2022_x86_64,EC2_WINDOWS"
    })
    @UnverifiedAnswer({"entry-of-compute", "type-of-the-entry-of-compute"})
    void nodeGroup_inAModeWithTheApi_getsAnEntryByItsImage(String amiType, String type) {
        life.fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);

        life.createNodeGroup("prod", "g", r -> r.amiType(amiType));

        assertThat(life.principals("prod")).containsExactly(NODE_ROLE);
        AccessEntry entry = life.entry("prod", NODE_ROLE);
        assertThat(entry.type()).isEqualTo(type);
        assertThat(entry.username()).isEqualTo("system:node:{{EC2PrivateDNSName}}");
        assertThat(entry.kubernetesGroups()).contains("system:nodes");
        assertThat(life.policies("prod", NODE_ROLE)).isEmpty();
        assertThat(life.awsAuth("prod")).isEmpty();
    }

    @Test
    void fargateProfile_inAModeWithTheApi_getsAnEntry() {
        life.fake.createCluster("prod");

        life.createProfile("prod", "f", r -> {});

        AccessEntry entry = life.entry("prod", POD_ROLE);
        assertThat(entry.type()).isEqualTo("FARGATE_LINUX");
        assertThat(entry.username()).isEqualTo("system:node:{{SessionName}}");
    }

    @Test
    void nodeEntry_afterItsGroupIsDeleted_staysUntilSomebodyDeletesIt() {
        life.fake.createCluster("prod");
        life.createNodeGroup("prod", "g", r -> {});

        life.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("g"));

        assertThat(life.principals("prod")).containsExactly(NODE_ROLE);
        life.eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(NODE_ROLE));
        assertThat(life.principals("prod")).isEmpty();
    }

    @Test
    void entryMadeByHand_beforeTheNodeGroup_staysAsItIs() {
        life.fake.createCluster("prod");
        life.eks.createAccessEntry(
                r -> r.clusterName("prod").principalArn(NODE_ROLE).kubernetesGroups("mine"));

        life.createNodeGroup("prod", "g", r -> {});

        assertThat(life.entry("prod", NODE_ROLE).type()).isEqualTo("STANDARD");
        assertThat(life.entry("prod", NODE_ROLE).kubernetesGroups()).containsExactly("mine");
    }

    @Test
    void entryMadeByHand_afterTheNodeGroup_isTaken() {
        life.fake.createCluster("prod");
        life.createNodeGroup("prod", "g", r -> {});

        assertThat(refusal(() -> life.eks.createAccessEntry(
                        r -> r.clusterName("prod").principalArn(NODE_ROLE).type("EC2_LINUX"))))
                .isEqualTo(inUse("The specified access entry resource is already in use on this cluster."));
    }

    @Test
    void entriesMadeByHand_racingNodeGroups_areEitherTheirsOrOfEks() throws Exception {
        life.fake.createCluster("prod");
        Map<String, String> types = new ConcurrentHashMap<>();
        Concurrently.run(64, thread -> {
            String role = ACCOUNT + "role/r" + thread / 2;
            if (thread % 2 == 0) {
                life.createNodeGroup("prod", "g" + thread, r -> r.nodeRole(role));
                return null;
            }
            try {
                life.eks.createAccessEntry(r -> r.clusterName("prod").principalArn(role));
                types.put(role, "STANDARD");
            } catch (ResourceInUseException e) {
                types.put(role, "EC2_LINUX");
            }
            return null;
        });

        assertThat(life.principals("prod")).hasSize(32);
        types.forEach((role, type) ->
                assertThat(life.entry("prod", role).type()).as(role).isEqualTo(type));
    }

    @Test
    @UnverifiedAnswer("aws-auth-of-eks")
    void nodes_inModeConfigMap_areMappedAndGetEntriesWithTheModeChange() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        String windows = ACCOUNT + "role/windows";
        life.createNodeGroup("prod", "g", r -> {});
        life.createNodeGroup("prod", "same-role", r -> {});
        life.createNodeGroup("prod", "w", r -> r.nodeRole(windows).amiType("WINDOWS_CORE_2022_x86_64"));
        life.createProfile("prod", "f", r -> {});

        assertThat(life.awsAuth("prod"))
                .containsExactly(
                        new AwsAuthMapping(
                                ACCOUNT + "role/node",
                                "system:node:{{EC2PrivateDNSName}}",
                                List.of("system:bootstrappers", "system:nodes")),
                        new AwsAuthMapping(
                                windows,
                                "system:node:{{EC2PrivateDNSName}}",
                                List.of("system:bootstrappers", "system:nodes", "eks:kube-proxy-windows")),
                        new AwsAuthMapping(
                                ACCOUNT + "role/pod",
                                "system:node:{{SessionName}}",
                                List.of("system:bootstrappers", "system:nodes", "system:node-proxier")));

        life.changeMode("prod", "API_AND_CONFIG_MAP");
        life.passSeconds(1);

        assertThat(life.principals("prod")).containsExactly(NODE_ROLE, POD_ROLE, windows, CREATOR);
        assertThat(life.entry("prod", windows).type()).isEqualTo("EC2_WINDOWS");
        assertThat(life.entry("prod", POD_ROLE).type()).isEqualTo("FARGATE_LINUX");
        assertThat(life.awsAuth("prod")).hasSize(3);
    }

    @Test
    @UnverifiedAnswer("entry-of-compute")
    void nodeRole_deletedBeforeTheModeChange_getsNoEntry() {
        try (FakeEks strict = FakeEks.builder().strictIam(true).build()) {
            FakeCluster prod = strict.createCluster("prod", AuthenticationMode.CONFIG_MAP);
            PrincipalArn node = strict.iam().role("node").arn();
            var eks = strict.eksClient();
            eks.createNodegroup(r -> r.clusterName("prod")
                    .nodegroupName("g")
                    .nodeRole(node.toString())
                    .subnets("s"));
            strict.iam().delete(node);
            eks.updateClusterConfig(r -> r.name("prod").accessConfig(a -> a.authenticationMode("API_AND_CONFIG_MAP")));
            prod.settle();

            assertThat(eks.listAccessEntries(r -> r.clusterName("prod")).accessEntries())
                    .containsExactly(CREATOR);
        }
    }

    private Cluster createAuto(String name, String nodeRole) {
        return life.create(
                name,
                r -> r.accessConfig(a -> a.authenticationMode("API"))
                        .computeConfig(c -> c.enabled(true).nodePools("system").nodeRoleArn(nodeRole)));
    }

    @Test
    @UnverifiedAnswer("auto-mode")
    void nodeRole_ofAutoMode_getsAnEntryOfTypeEc2_withTheAutoNodePolicy() {
        createAuto("prod", NODE_ROLE);

        assertThat(life.principals("prod")).containsExactly(CLUSTER_ROLE, NODE_ROLE, CREATOR);
        AccessEntry entry = life.entry("prod", NODE_ROLE);
        assertThat(entry.type()).isEqualTo("EC2");
        assertThat(entry.username()).isEqualTo("system:node:{{SessionName}}");
        assertThat(entry.kubernetesGroups()).containsExactly("system:nodes");
        assertThat(life.policies("prod", NODE_ROLE)).singleElement().satisfies(policy -> {
            assertThat(policy.policyArn()).isEqualTo("arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy");
            assertThat(policy.accessScope().typeAsString()).isEqualTo("cluster");
        });
        assertThat(life.describe("prod").computeConfig().nodeRoleArn()).isEqualTo(NODE_ROLE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @UnverifiedAnswer("auto-mode")
    void autoMode_withoutANodeRole_orSwitchedOff_makesNoEntryForNodes(boolean enabled) {
        life.create(
                "prod",
                r -> r.accessConfig(a -> a.authenticationMode("API"))
                        .computeConfig(c -> c.enabled(enabled).nodeRoleArn(enabled ? null : NODE_ROLE)));

        assertThat(life.principals("prod"))
                .containsExactlyElementsOf(enabled ? List.of(CLUSTER_ROLE, CREATOR) : List.of(CREATOR));
    }

    @Test
    @UnverifiedAnswer({"auto-mode", "entry-of-auto-mode"})
    void clusterRole_ofAutoMode_getsAnEntryWithThePoliciesOfItsControllers() {
        createAuto("prod", NODE_ROLE);

        assertThat(life.entry("prod", CLUSTER_ROLE).type()).isEqualTo("STANDARD");
        assertThat(life.policies("prod", CLUSTER_ROLE))
                .hasSize(8)
                .extracting(policy -> policy.policyArn())
                .contains(
                        "arn:aws:eks::aws:cluster-access-policy/AmazonEKSComputePolicy",
                        "arn:aws:eks::aws:cluster-access-policy/AmazonEKSBlockStorageClusterPolicy");
        assertThat(refusal(() -> life.eks.deleteAccessEntry(
                                r -> r.clusterName("prod").principalArn(CLUSTER_ROLE)))
                        .code())
                .isEqualTo("InvalidRequestException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UpdateAccessEntry", "DeleteAccessEntry", "AssociateAccessPolicy", "DisassociateAccessPolicy"})
    @UnverifiedAnswer("entry-of-auto-mode")
    void entryOfAutoMode_isReadButNotChanged(String operation) {
        createAuto("prod", NODE_ROLE);
        AccessEntry before = life.entry("prod", NODE_ROLE);
        var policies = life.policies("prod", NODE_ROLE);
        var change = requireNonNull(Examples.changes().get(operation));

        assertThat(refusal(() -> change.of("prod", NODE_ROLE).accept(life.eks)))
                .isEqualTo(invalidRequest("The access entry belongs to EKS Auto Mode and cannot be changed"));
        assertThat(refusal(() -> life.eks.tagResource(
                                r -> r.resourceArn(before.accessEntryArn()).tags(Map.of("a", "b"))))
                        .code())
                .isEqualTo("InvalidRequestException");
        assertThat(life.entry("prod", NODE_ROLE)).isEqualTo(before);
        assertThat(life.policies("prod", NODE_ROLE)).isEqualTo(policies);
    }

    @Test
    void entryOfAutoMode_endsWithItsCluster_andCannotBeMadeByHand() {
        createAuto("prod", NODE_ROLE);
        assertThat(refusal(() -> life.eks.createAccessEntry(r ->
                                r.clusterName("prod").principalArn(NODE_ROLE).type("EC2")))
                        .code())
                .isEqualTo("ResourceInUseException");

        life.passSeconds(1);
        life.eks.deleteCluster(r -> r.name("prod"));
        life.createWith("prod", "API");

        assertThat(life.principals("prod")).containsExactly(CREATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node", "arn:aws:iam::111122223333:user/node", "arn:aws:iam::444455556666:role/node"})
    void nodeRole_ofAutoMode_thatIsNoRoleOfTheAccount_isRefused(String role) {
        assertThat(refusal(() -> createAuto("prod", role)).message())
                .isEqualTo(
                        role.isEmpty()
                                ? "The nodeRoleArn parameter is required"
                                : "The nodeRoleArn parameter is not the ARN of a role of this account");
        assertThat(life.eks.listClusters().clusters()).isEmpty();
    }

    @Test
    void nodeRole_ofAutoMode_thatIamDoesNotKnow_isRefused() {
        try (FakeEks strict = FakeEks.builder().strictIam(true).build()) {
            strict.iam().role("eks/cluster");

            assertThat(refusal(() -> LifeOfClusters.create(
                                    strict.eksClient(),
                                    "prod",
                                    r -> r.accessConfig(a -> a.authenticationMode("API"))
                                            .computeConfig(c -> c.enabled(true).nodeRoleArn(NODE_ROLE))))
                            .message())
                    .isEqualTo("Role with arn: " + NODE_ROLE
                            + ", could not be assumed because it does not exist or the trusted entity is not correct");
        }
    }

    @Test
    void autoNode_logsInByItsEntry() {
        createAuto("prod", NODE_ROLE);
        FakeCluster prod = life.fake.cluster("prod");

        var node = prod.login(life.fake.iam().principal(PrincipalArn.of(NODE_ROLE)));

        assertThat(node.user().username()).isEqualTo("system:node:test-session");
        assertThat(node.user().groups()).containsExactly("system:nodes");
    }

    @Test
    void hybridNodes_andCapabilities_neverGetEntriesByThemselves() {
        life.create(
                "prod",
                r -> r.accessConfig(a -> a.authenticationMode("API"))
                        .remoteNetworkConfig(n -> n.remoteNodeNetworks(
                                RemoteNodeNetwork.builder().cidrs("10.0.0.0/16").build())));
        life.passSeconds(60);

        assertThat(life.principals("prod")).containsExactly(CREATOR);
    }
}
