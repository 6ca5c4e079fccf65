package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.LifeOfClusters.CLUSTER_ROLE;
import static io.github.accessentries.testkit.LifeOfClusters.CREATOR;
import static io.github.accessentries.testkit.LifeOfClusters.START;
import static io.github.accessentries.testkit.LifeOfClusters.inUse;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.notFound;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;
import software.amazon.awssdk.services.eks.waiters.EksWaiter;

/** Clusters come and go as those of EKS do. */
class ClusterLifeTest {

    @RegisterExtension
    private final LifeOfClusters life = new LifeOfClusters();

    @Test
    @UnverifiedAnswer({"cluster-in-creation", "how-long-things-take"})
    void cluster_created_isActiveAfterASecond() {
        Cluster created = life.create("prod", r -> r.tags(Map.of("team", "a")));

        assertThat(created.status()).isEqualTo(ClusterStatus.CREATING);
        assertThat(created.arn()).isEqualTo("arn:aws:eks:us-west-2:111122223333:cluster/prod");
        assertThat(created.createdAt()).isEqualTo(START);
        assertThat(created.endpoint()).isNull();
        assertThat(created.identity()).isNull();
        assertThat(created.certificateAuthority().data()).isNull();
        assertThat(life.describe("prod")).isEqualTo(created);
        life.clock.advance(Duration.ofMillis(999));
        assertThat(life.describe("prod").status()).isEqualTo(ClusterStatus.CREATING);
        life.clock.advance(Duration.ofMillis(1));
        Cluster active = life.describe("prod");
        assertThat(active.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(active.endpoint()).startsWith("https://");
        assertThat(active.certificateAuthority().data()).isNotEmpty();
        assertThat(active.tags()).isEqualTo(Map.of("team", "a"));
    }

    @Test
    @UnverifiedAnswer("settings-beside-access")
    void cluster_described_showsWhatTheRequestSaid() {
        Consumer<CreateClusterRequest.Builder> request = r -> r.version("1.33")
                .kubernetesNetworkConfig(k -> k.ipFamily("ipv4").elasticLoadBalancing(e -> e.enabled(false)))
                .logging(l -> l.clusterLogging(LogSetup.builder()
                        .typesWithStrings("audit")
                        .enabled(true)
                        .build()))
                .upgradePolicy(u -> u.supportType("STANDARD"))
                .deletionProtection(false);
        life.create("prod", request);

        Cluster cluster = life.describe("prod");

        assertThat(cluster.version()).isEqualTo("1.33");
        assertThat(cluster.roleArn()).isEqualTo(CLUSTER_ROLE);
        assertThat(cluster.resourcesVpcConfig().subnetIds()).containsExactly("subnet-1", "subnet-2");
        assertThat(cluster.kubernetesNetworkConfig().elasticLoadBalancing().enabled())
                .isFalse();
        assertThat(cluster.logging().clusterLogging().get(0).typesAsStrings()).containsExactly("audit");
        assertThat(cluster.upgradePolicy().supportTypeAsString()).isEqualTo("STANDARD");
        assertThat(cluster.deletionProtection()).isFalse();
        assertThat(cluster.remoteNetworkConfig()).isNull();
    }

    @Test
    void waiterOfTheSdk_forActive_pollsUntilTheFakesTimeHasCome() {
        AtomicInteger polls = new AtomicInteger();
        life.create("prod", r -> {});

        try (EksWaiter waiter = EksWaiter.builder()
                .client(life.eks)
                .overrideConfiguration(o -> o.backoffStrategyV2(attempt -> {
                    polls.incrementAndGet();
                    life.clock.advance(Duration.ofMillis(300));
                    return Duration.ZERO;
                }))
                .build()) {
            var response =
                    waiter.waitUntilClusterActive(r -> r.name("prod")).matched().response();

            assertThat(response.map(found -> found.cluster().status())).isEqualTo(Optional.of(ClusterStatus.ACTIVE));
            assertThat(polls).hasValue(4);
        }
    }

    @Test
    void waitersOfTheSdk_afterSettle_areBackAtOnce() {
        life.create("prod", r -> {});
        life.fake.cluster("prod").settle();
        try (EksWaiter waiter = life.eks.waiter()) {
            assertThat(waiter.waitUntilClusterActive(r -> r.name("prod")).attemptsExecuted())
                    .isEqualTo(1);
            life.eks.deleteCluster(r -> r.name("prod"));
            assertThat(waiter.waitUntilClusterDeleted(r -> r.name("prod")).attemptsExecuted())
                    .isEqualTo(1);
        }
    }

    @Test
    void cluster_madeByTheFake_isActiveAtOnceWithoutEntries() {
        life.fake.createCluster("prod");

        assertThat(life.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(life.principals("prod")).isEmpty();
    }

    @Test
    @UnverifiedAnswer("how-long-things-take")
    void cluster_deleted_isGoneWithItsEntries() {
        life.createWith("prod", "API");
        life.fake.cluster("prod").settle();
        assertThat(life.principals("prod")).containsExactly(CREATOR);

        Cluster deleted = life.eks.deleteCluster(r -> r.name("prod")).cluster();

        assertThat(deleted.status()).isEqualTo(ClusterStatus.DELETING);
        assertThat(refusal(() -> life.describe("prod"))).isEqualTo(notFound("No cluster found for name: prod."));
        assertThat(refusal(() -> life.principals("prod"))).isEqualTo(notFound("No cluster found for name: prod."));
        assertThat(refusal(() -> life.eks.deleteCluster(r -> r.name("prod"))))
                .isEqualTo(notFound("No cluster found for name: prod."));
        assertThat(life.eks.listClusters().clusters()).isEmpty();
        life.fake.createCluster("prod");
        assertThat(life.principals("prod")).isEmpty();
    }

    @Test
    void fakeCluster_afterItsDeletion_isRefusedWithWords() {
        FakeCluster prod = life.fake.createCluster("prod");
        life.eks.deleteCluster(r -> r.name("prod"));

        assertThatThrownBy(prod::settle)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("No cluster found for name: prod.");
    }

    @Test
    @UnverifiedAnswer("deletion-with-compute")
    void cluster_withNodeGroupOrProfile_isNotDeleted() {
        life.fake.createCluster("prod");
        life.createNodeGroup("prod", "g", r -> {});
        assertThat(refusal(() -> life.eks.deleteCluster(r -> r.name("prod"))))
                .isEqualTo(inUse("Cluster has nodegroups attached"));
        life.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("g"));
        life.createProfile("prod", "f", r -> {});
        assertThat(refusal(() -> life.eks.deleteCluster(r -> r.name("prod"))))
                .isEqualTo(inUse("Cluster has fargate profiles attached"));
        life.eks.deleteFargateProfile(r -> r.clusterName("prod").fargateProfileName("f"));

        life.eks.deleteCluster(r -> r.name("prod"));

        assertThat(life.eks.listClusters().clusters()).isEmpty();
    }

    @Test
    @UnverifiedAnswer({"change-in-creation", "deletion-protection"})
    void cluster_protectedOrNotReady_isNotDeleted() {
        life.create("kept", r -> r.deletionProtection(true));
        assertThat(refusal(() -> life.eks.deleteCluster(r -> r.name("kept"))))
                .isEqualTo(invalidRequest("Cluster kept has deletion protection enabled"));
        life.create("prod", r -> {});
        assertThat(refusal(() -> life.eks.deleteCluster(r -> r.name("prod"))))
                .isEqualTo(inUse("Cannot DeleteCluster because the creation of cluster prod is in progress"));
    }

    static Stream<Arguments> invalidRequests() {
        String missing = "The %s parameter is required";
        return Stream.of(
                invalid("no role", r -> r.roleArn(null), missing.formatted("roleArn")),
                invalid(
                        "a role of another account",
                        r -> r.roleArn("arn:aws:iam::444455556666:role/r"),
                        "The roleArn parameter is not the ARN of a role of this account"),
                invalid(
                        "no network",
                        r -> r.resourcesVpcConfig((VpcConfigRequest) null),
                        missing.formatted("resourcesVpcConfig")),
                invalid("a version that is none", r -> r.version("2"), "unsupported Kubernetes version"),
                invalid("a version without entries", r -> r.version("1.22"), "unsupported Kubernetes version"),
                invalid(
                        "an unknown mode",
                        r -> r.accessConfig(a -> a.authenticationMode("NONE")),
                        "authenticationMode must be one of [CONFIG_MAP, API_AND_CONFIG_MAP, API]"),
                invalid(
                        "a reserved tag",
                        r -> r.tags(Map.of("aws:x", "y")),
                        "A tag key must not begin with aws:: aws:x"));
    }

    private static Arguments invalid(String cause, Consumer<CreateClusterRequest.Builder> change, String message) {
        return Arguments.of(cause, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidRequests")
    @UnverifiedAnswer({"kubernetes-version", "unknown-mode", "missing-members", "role-that-cannot-be"})
    void creation_withSomethingWrong_isRefusedAndMakesNothing(
            String cause, Consumer<CreateClusterRequest.Builder> change, String message) {
        assertThat(refusal(() -> life.create("prod", change))).as(cause).isEqualTo(invalidParameter(message));
        assertThat(life.eks.listClusters().clusters()).isEmpty();
    }

    @Test
    @UnverifiedAnswer("taken-cluster-name")
    void creation_underATakenName_isRefused() {
        life.create("prod", r -> {});

        assertThat(refusal(() -> life.create("prod", r -> {})))
                .isEqualTo(inUse("Cluster already exists with name: prod"));
    }

    @Test
    void creation_repeatedWithItsToken_isAnsweredOnce() {
        Cluster first = life.create("prod", r -> r.clientRequestToken("t"));
        life.passSeconds(5);

        assertThat(life.create("prod", r -> r.clientRequestToken("t"))).isEqualTo(first);
        assertThat(refusal(
                        () -> life.create("prod", r -> r.clientRequestToken("t").version("1.33"))))
                .isEqualTo(invalidParameter("The clientRequestToken was already used with other parameters"));
        assertThat(refusal(() -> life.create("prod", r -> r.clientRequestToken("u")))
                        .code())
                .isEqualTo("ResourceInUseException");
    }

    @Test
    void clusters_beyondAHundred_areRefusedInThisRegionOnly() throws Exception {
        Concurrently.run(11, thread -> {
            for (int i = 0; i < 9; i++) {
                life.fake.createCluster("c" + thread + "-" + i);
            }
            return null;
        });
        life.create("last", r -> {});

        var refusal = refusal(() -> life.create("beyond", r -> {}));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("ResourceLimitExceededException");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> life.fake.createCluster("beyond"))
                .withMessageContaining("100");
        life.fake.cluster("last").settle();
        life.eks.deleteCluster(r -> r.name("last"));
        life.create("beyond", r -> {});
        assertThat(life.eks.listClustersPaginator(r -> r.maxResults(7)).clusters())
                .hasSize(100);
    }

    @Test
    void creations_of64ThreadsUnderOneName_haveOneWinnerWithItsEntry() throws Exception {
        Queue<String> creators = new ConcurrentLinkedQueue<>();
        Concurrently.run(64, thread -> {
            FakePrincipal creator = life.fake.iam().user("u" + thread);
            try {
                LifeOfClusters.create(
                        life.fake.eksClient(creator.credentials()),
                        "prod",
                        r -> r.accessConfig(a -> a.authenticationMode("API")));
                creators.add(creator.arn().toString());
            } catch (AwsServiceException e) {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceInUseException");
            }
            return null;
        });

        assertThat(creators).hasSize(1);
        assertThat(life.principals("prod")).containsExactlyElementsOf(creators);
    }

    @Test
    void tags_ofACluster_changeByTheTagOperations() {
        String arn =
                life.create("prod", r -> r.tags(Map.of("a", "1", "b", "2"))).arn();

        life.eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("c", "3")));
        life.eks.untagResource(r -> r.resourceArn(arn).tagKeys("a"));

        assertThat(life.eks.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .isEqualTo(Map.of("b", "2", "c", "3"))
                .isEqualTo(life.describe("prod").tags());
    }

    @Test
    @UnverifiedAnswer("missing-compute")
    void nodeGroups_andProfiles_liveAsThoseOfEksDo() {
        life.fake.createCluster("prod");
        life.createNodeGroup(
                "prod",
                "g",
                r -> r.labels(Map.of()).scalingConfig(s -> s.minSize(0).maxSize(3)));
        life.createProfile(
                "prod",
                "f",
                r -> r.selectors(FargateProfileSelector.builder()
                        .namespace("team-a")
                        .labels(Map.of("x", "y"))
                        .build()));

        var group = life.eks
                .describeNodegroup(r -> r.clusterName("prod").nodegroupName("g"))
                .nodegroup();
        assertThat(group.statusAsString()).isEqualTo("CREATING");
        assertThat(group.nodegroupArn()).matches("arn:aws:eks:us-west-2:111122223333:nodegroup/prod/g/[0-9a-f-]{36}");
        assertThat(group.scalingConfig().maxSize()).isEqualTo(3);
        assertThat(group.hasLabels()).isTrue();
        assertThat(group.amiTypeAsString()).isEqualTo("AL2023_x86_64_STANDARD");
        var profile = life.eks
                .describeFargateProfile(r -> r.clusterName("prod").fargateProfileName("f"))
                .fargateProfile();
        assertThat(profile.statusAsString()).isEqualTo("CREATING");
        assertThat(profile.fargateProfileArn()).contains(":fargateprofile/prod/f/");
        assertThat(profile.selectors().get(0).labels()).isEqualTo(Map.of("x", "y"));
        life.passSeconds(1);
        try (EksWaiter waiter = life.eks.waiter()) {
            waiter.waitUntilNodegroupActive(r -> r.clusterName("prod").nodegroupName("g"));
            waiter.waitUntilFargateProfileActive(r -> r.clusterName("prod").fargateProfileName("f"));
            assertThat(life.eks
                            .deleteNodegroup(r -> r.clusterName("prod").nodegroupName("g"))
                            .nodegroup()
                            .statusAsString())
                    .isEqualTo("DELETING");
            waiter.waitUntilNodegroupDeleted(r -> r.clusterName("prod").nodegroupName("g"));
        }
        assertThat(refusal(() ->
                        life.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("g"))))
                .isEqualTo(notFound("No node group found for name: g."));
        assertThat(refusal(() -> life.eks.describeFargateProfile(
                        r -> r.clusterName("prod").fargateProfileName("none"))))
                .isEqualTo(notFound("No Fargate Profile found with name: none."));
    }

    @Test
    void nodeGroups_andProfiles_areListedByPages() {
        life.fake.createCluster("prod");
        for (String name : List.of("c", "a", "b")) {
            life.createNodeGroup("prod", name, r -> {});
            life.createProfile("prod", "f" + name, r -> {});
        }

        assertThat(life.eks
                        .listNodegroupsPaginator(r -> r.clusterName("prod").maxResults(2))
                        .nodegroups())
                .containsExactly("a", "b", "c");
        var first = life.eks.listFargateProfiles(r -> r.clusterName("prod").maxResults(2));
        assertThat(first.fargateProfileNames()).containsExactly("fa", "fb");
        assertThat(life.eks
                        .listFargateProfiles(r -> r.clusterName("prod").nextToken(first.nextToken()))
                        .fargateProfileNames())
                .containsExactly("fc");
        assertThat(refusal(() -> life.eks.listNodegroups(
                                r -> r.clusterName("prod").nextToken(first.nextToken())))
                        .code())
                .isEqualTo("InvalidParameterException");
    }

    @Test
    @UnverifiedAnswer({"missing-members", "role-that-cannot-be", "taken-name-of-compute", "compute-in-creation"})
    void nodeGroup_thatCannotBe_isRefused() {
        life.create("new", r -> {});
        assertThat(refusal(() -> life.createNodeGroup("new", "g", r -> {})))
                .isEqualTo(invalidRequest("Cluster 'new' is not in ACTIVE status"));
        life.passSeconds(1);
        life.createNodeGroup("new", "g", r -> {});
        assertThat(refusal(() -> life.createNodeGroup("new", "g", r -> {})))
                .isEqualTo(inUse("NodeGroup already exists with name g and cluster name new"));
        assertThat(refusal(() -> life.createNodeGroup("new", "h", r -> r.nodeRole(CREATOR))))
                .isEqualTo(invalidParameter("The nodeRole parameter is not the ARN of a role of this account"));
        assertThat(refusal(() -> life.createNodeGroup("new", "h", r -> r.subnets((List<String>) null)))
                        .message())
                .isEqualTo("The subnets parameter is required");
        assertThat(refusal(() -> life.createNodeGroup("none", "h", r -> {})))
                .isEqualTo(notFound("No cluster found for name: none."));
        life.createProfile("new", "f", r -> {});
        assertThat(refusal(() -> life.createProfile("new", "f", r -> {})))
                .isEqualTo(invalidRequest("A Fargate Profile already exists with this name in this cluster."));
    }

    @Test
    void role_thatAStrictIamDoesNotKnow_isRefused() {
        try (FakeEks strict = FakeEks.builder().strictIam(true).build()) {
            assertThat(refusal(() -> LifeOfClusters.create(strict.eksClient(), "prod", r -> {})))
                    .isEqualTo(invalidParameter("Role with arn: " + CLUSTER_ROLE
                            + ", could not be assumed because it does not exist or the trusted entity is not correct"));
        }
    }
}
