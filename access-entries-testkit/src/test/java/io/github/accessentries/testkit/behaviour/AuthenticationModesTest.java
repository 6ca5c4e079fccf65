package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.CREATOR;
import static io.github.accessentries.testkit.LifeOfClusters.START;
import static io.github.accessentries.testkit.LifeOfClusters.inUse;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.notFound;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.testkit.Concurrently;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.LifeOfClusters.Refusal;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** Authentication modes: their defaults, the ways between them, and the platform versions that they need. */
class AuthenticationModesTest {

    private static final String NO_ENTRIES =
            "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.";

    @RegisterExtension
    private final LifeOfClusters life = new LifeOfClusters();

    @Test
    void mode_ofANewCluster_isConfigMapByDefault() {
        Cluster cluster = life.create("prod", r -> {});

        assertThat(cluster.accessConfig().authenticationModeAsString()).isEqualTo("CONFIG_MAP");
        assertThat(cluster.accessConfig().bootstrapClusterCreatorAdminPermissions())
                .isNull();
        assertThat(refusal(() -> life.principals("prod"))).isEqualTo(invalidRequest(NO_ENTRIES));
    }

    @ParameterizedTest
    @CsvSource({"CONFIG_MAP,true", "API_AND_CONFIG_MAP,true", "API_AND_CONFIG_MAP,false", "API,true", "API,false"})
    @UnverifiedAnswer("bootstrap-flag")
    void bootstrapFlag_ofTheRequest_isNotDescribed_orAsGiven(String mode, boolean bootstrap) {
        var hidden = created(life.eks, mode, bootstrap).accessConfig();

        assertThat(hidden.authenticationModeAsString()).isEqualTo(mode);
        assertThat(hidden.bootstrapClusterCreatorAdminPermissions()).isNull();
        try (FakeEks showing =
                FakeEks.builder().variants(Variant.SHOW_BOOTSTRAP_FLAG).build()) {
            assertThat(created(showing.eksClient(), mode, bootstrap)
                            .accessConfig()
                            .bootstrapClusterCreatorAdminPermissions())
                    .isEqualTo(bootstrap);
        }
    }

    private static Cluster created(EksClient eks, String mode, boolean bootstrap) {
        LifeOfClusters.create(
                eks,
                "prod",
                r -> r.accessConfig(
                        a -> a.authenticationMode(mode).bootstrapClusterCreatorAdminPermissions(bootstrap)));
        return eks.describeCluster(r -> r.name("prod")).cluster();
    }

    @Test
    void creation_withConfigMapAndWithoutBootstrap_isRefused() {
        Refusal documented =
                invalidParameter("bootstrapClusterCreatorAdminPermissions must be true if cluster authentication mode"
                        + " is set to CONFIG_MAP");

        assertThat(refusal(() -> life.create(
                        "prod",
                        r -> r.accessConfig(a ->
                                a.authenticationMode("CONFIG_MAP").bootstrapClusterCreatorAdminPermissions(false)))))
                .isEqualTo(documented);
        assertThat(refusal(() -> life.create(
                        "prod", r -> r.accessConfig(a -> a.bootstrapClusterCreatorAdminPermissions(false)))))
                .isEqualTo(documented);
    }

    @Test
    void creation_withAutoModeAndConfigMap_isRefused() {
        assertThat(refusal(() -> life.create("prod", r -> r.computeConfig(c -> c.enabled(true)))))
                .isEqualTo(invalidParameter("When EKS Auto Mode is enabled, you must use an EKS access config"
                        + " authentication mode of API_AND_CONFIG_MAP or API"));
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG_MAP,CONFIG_MAP",
        "CONFIG_MAP,API",
        "API_AND_CONFIG_MAP,CONFIG_MAP",
        "API_AND_CONFIG_MAP,API_AND_CONFIG_MAP",
        "API,CONFIG_MAP",
        "API,API_AND_CONFIG_MAP",
        "API,API"
    })
    void mode_changedOtherThanOneStepForward_isRefused(AuthenticationMode from, String to) {
        life.fake.createCluster("prod", from);

        assertThat(refusal(() -> life.changeMode("prod", to)))
                .isEqualTo(invalidParameter("Unsupported authentication mode update from " + from + " to " + to));
        assertThat(life.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(life.eks.listUpdates(r -> r.name("prod")).updateIds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CONFIG_MAP,API_AND_CONFIG_MAP", "API_AND_CONFIG_MAP,API"})
    @UnverifiedAnswer("how-long-things-take")
    void mode_changedOneStepForward_isAnUpdateOfASecond(AuthenticationMode from, String to) {
        life.fake.createCluster("prod", from);

        Update update = life.changeMode("prod", to);

        assertThat(update.status()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(update.typeAsString()).isEqualTo("AccessConfigUpdate");
        assertThat(update.params()).singleElement().satisfies(parameter -> {
            assertThat(parameter.typeAsString()).isEqualTo("AuthenticationMode");
            assertThat(parameter.value()).isEqualTo("\"" + to + "\"");
        });
        assertThat(update.createdAt()).isEqualTo(START);
        assertThat(update.errors()).isEmpty();
        assertThat(life.describeUpdate("prod", update)).isEqualTo(update);
        assertThat(life.describe("prod").status()).isEqualTo(ClusterStatus.UPDATING);
        assertThat(life.describe("prod").accessConfig().authenticationModeAsString())
                .isEqualTo(from.name());

        life.passSeconds(1);

        assertThat(life.describeUpdate("prod", update))
                .isEqualTo(update.toBuilder().status("Successful").build());
        assertThat(life.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(life.describe("prod").accessConfig().authenticationModeAsString())
                .isEqualTo(to);
    }

    @Test
    void update_settled_isDoneAtOnce() {
        FakeCluster prod = life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        Update update = life.changeMode("prod", "API_AND_CONFIG_MAP");

        prod.settle();

        assertThat(life.describeUpdate("prod", update).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(life.principals("prod")).containsExactly(CREATOR);
    }

    @Test
    @UnverifiedAnswer("change-in-creation")
    void otherChange_whileAnUpdateRuns_isRefused() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        Update running = life.changeMode("prod", "API_AND_CONFIG_MAP");

        assertThat(refusal(() -> life.changeMode("prod", "API")))
                .isEqualTo(inUse("Cannot AccessConfigUpdate because cluster prod currently has update " + running.id()
                        + " in progress"));
        assertThat(refusal(() -> life.eks.deleteCluster(r -> r.name("prod"))))
                .isEqualTo(inUse("Cannot DeleteCluster because cluster prod currently has update " + running.id()
                        + " in progress"));
        assertThat(refusal(() -> life.principals("prod"))).isEqualTo(invalidRequest(NO_ENTRIES));
    }

    @Test
    @UnverifiedAnswer("change-in-creation")
    void change_ofAClusterInCreation_isRefused() {
        life.create("prod", r -> {});

        assertThat(refusal(() -> life.changeMode("prod", "API_AND_CONFIG_MAP")))
                .isEqualTo(inUse("Cannot AccessConfigUpdate because cluster prod is currently being created"));
    }

    @Test
    void change_repeatedWithItsToken_isAnsweredOnce() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        Update first = change("t", "API_AND_CONFIG_MAP");

        assertThat(change("t", "API_AND_CONFIG_MAP")).isEqualTo(first);
        assertThat(refusal(() -> change("t", "API")))
                .isEqualTo(invalidParameter("The clientRequestToken was already used with other parameters"));
        assertThat(life.eks.listUpdates(r -> r.name("prod")).updateIds()).containsExactly(first.id());
    }

    private Update change(String token, String mode) {
        return life.eks
                .updateClusterConfig(
                        r -> r.name("prod").clientRequestToken(token).accessConfig(a -> a.authenticationMode(mode)))
                .update();
    }

    @Test
    void updates_listed_comeInPages() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        List<String> ids = new ArrayList<>();
        for (String mode : List.of("API_AND_CONFIG_MAP", "API")) {
            ids.add(life.changeMode("prod", mode).id());
            life.passSeconds(1);
        }

        assertThat(life.eks
                        .listUpdatesPaginator(r -> r.name("prod").maxResults(1))
                        .updateIds())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    @UnverifiedAnswer("missing-update")
    void update_thatIsNotThere_isNotFound() {
        life.fake.createCluster("prod");
        life.createNodeGroup("prod", "g", r -> {});

        assertThat(refusal(() -> life.eks.describeUpdate(r -> r.name("prod").updateId("none"))))
                .isEqualTo(notFound("No update found for id: none"));
        assertThat(refusal(() -> life.eks.describeUpdate(r -> r.name("none").updateId("none"))))
                .isEqualTo(notFound("No cluster found for name: none."));
        assertThat(life.eks.listUpdates(r -> r.name("prod").nodegroupName("g")).updateIds())
                .isEmpty();
        assertThat(refusal(() -> life.eks.listUpdates(r -> r.name("prod").nodegroupName("none"))))
                .isEqualTo(notFound("No node group found for name: none."));
        assertThat(refusal(() -> life.eks.listUpdates(r -> r.name("prod").addonName("coredns"))))
                .isEqualTo(notFound("No addon: coredns found in cluster: prod"));
    }

    @Test
    @UnverifiedAnswer({"unknown-mode", "update-of-nothing"})
    void change_ofNothing_orToNoMode_isRefused() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);

        assertThat(refusal(() -> life.eks.updateClusterConfig(r -> r.name("prod"))))
                .isEqualTo(invalidParameter("The type for cluster update was not provided."));
        assertThat(refusal(() -> life.changeMode("prod", "api")))
                .isEqualTo(invalidParameter("authenticationMode must be one of [CONFIG_MAP, API_AND_CONFIG_MAP, API]"));
        assertThat(refusal(() -> life.changeMode("none", "API")))
                .isEqualTo(notFound("No cluster found for name: none."));
    }

    @Test
    void modeChanges_of64Threads_haveOneWinner() throws Exception {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        AtomicInteger winners = new AtomicInteger();
        Queue<String> losers = new ConcurrentLinkedQueue<>();

        Concurrently.run(64, thread -> {
            try {
                life.changeMode("prod", "API_AND_CONFIG_MAP");
                winners.incrementAndGet();
            } catch (AwsServiceException e) {
                losers.add(e.awsErrorDetails().errorCode());
            }
            return null;
        });

        assertThat(winners).hasValue(1);
        assertThat(losers).hasSize(63).containsOnly("ResourceInUseException");
        assertThat(life.eks.listUpdates(r -> r.name("prod")).updateIds()).hasSize(1);
    }

    @Test
    void update_completedByManyReaders_isNeverSeenHalfDone() throws Exception {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        life.createNodeGroup("prod", "g", r -> {});
        Update update = life.changeMode("prod", "API_AND_CONFIG_MAP");
        life.passSeconds(1);

        Concurrently.run(64, thread -> {
            if (thread % 2 == 0) {
                assertThat(life.principals("prod")).containsExactly(LifeOfClusters.NODE_ROLE, CREATOR);
            } else {
                assertThat(life.describeUpdate("prod", update).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
            }
            assertThat(life.policies("prod", CREATOR)).hasSize(1);
            return null;
        });
    }

    @Test
    @UnverifiedAnswer("old-platform-version")
    void cluster_belowItsPlatformVersion_hasNeitherEntriesNorModes() {
        FakeCluster old =
                life.fake.createCluster("old", AuthenticationMode.CONFIG_MAP).platform("1.28", "eks.5");

        Cluster cluster = life.describe("old");
        assertThat(cluster.version()).isEqualTo("1.28");
        assertThat(cluster.platformVersion()).isEqualTo("eks.5");
        assertThat(cluster.accessConfig()).isNull();
        assertThat(refusal(() -> life.changeMode("old", "API_AND_CONFIG_MAP")))
                .isEqualTo(invalidRequest(
                        "The authentication mode cannot be changed on platform version eks.5 of Kubernetes 1.28"));
        assertThat(refusal(() -> life.principals("old"))).isEqualTo(invalidRequest(NO_ENTRIES));

        old.platform("1.28", "eks.6");
        life.changeMode("old", "API_AND_CONFIG_MAP");
        life.passSeconds(1);

        assertThat(life.principals("old")).containsExactly(CREATOR);
    }

    @Test
    @UnverifiedAnswer("old-platform-version")
    void creator_ofAClusterBelowItsPlatformVersion_isHiddenUntilItIsReached() {
        FakeCluster prod = life.fake.createCluster("prod").platform("1.29", "eks.1");
        String other = LifeOfClusters.ACCOUNT + "role/dev";
        life.eks.createAccessEntry(r -> r.clusterName("prod").principalArn(other));

        prod.platform("1.28", "eks.5");

        assertThat(refusal(() -> life.principals("prod"))).isEqualTo(invalidRequest(NO_ENTRIES));
        assertThat(refusal(() -> life.entry("prod", other))).isEqualTo(invalidRequest(NO_ENTRIES));
        assertThat(refusal(() ->
                        life.eks.createAccessEntry(r -> r.clusterName("prod").principalArn(LifeOfClusters.NODE_ROLE))))
                .isEqualTo(invalidRequest(NO_ENTRIES));

        prod.platform("1.28", "eks.6");

        assertThat(life.principals("prod")).containsExactly(other, CREATOR);
        assertThat(life.policies("prod", CREATOR))
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyArn()).endsWith("/AmazonEKSClusterAdminPolicy"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.22,eks.99,false",
        "1.23,eks.16,false",
        "1.23,eks.17,true",
        "1.24,eks.14,false",
        "1.24,eks.15,true",
        "1.25,eks.11,false",
        "1.25,eks.12,true",
        "1.26,eks.10,false",
        "1.26,eks.11,true",
        "1.27,eks.9,false",
        "1.27,eks.10,true",
        "1.28,eks.5,false",
        "1.28,eks.6,true",
        "1.29,eks.1,true",
        "1.30,eks.1,false",
        "1.30,eks.2,true",
        "1.31,eks.1,true",
        "1.34,eks.20,true"
    })
    void platform_fromItsMinimumOn_hasEntries(String kubernetes, String platform, boolean entries) {
        life.fake.createCluster("prod").platform(kubernetes, platform);

        assertThat(life.describe("prod").accessConfig() != null).isEqualTo(entries);
    }

    @ParameterizedTest
    @CsvSource({"1.28,eks.6", "1.30,eks.2", "1.33,eks.1"})
    @UnverifiedAnswer("kubernetes-version")
    void cluster_createdAtAVersion_hasAPlatformWithEntries(String kubernetes, String platform) {
        Cluster cluster = life.create("prod", r -> r.version(kubernetes));

        assertThat(cluster.platformVersion()).isEqualTo(platform);
        assertThat(cluster.accessConfig()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"1.28,eks", "1.28,eks.0", "1.28,6", "1.28,eks-local-outposts.1", "1.x,eks.1", "28,eks.1", "'',eks.1"})
    void platform_thatIsNone_isRefused(String kubernetes, String platform) {
        FakeCluster prod = life.fake.createCluster("prod");

        assertThatIllegalArgumentException().isThrownBy(() -> prod.platform(kubernetes, platform));
        assertThat(life.describe("prod").platformVersion()).isEqualTo("eks.1");
    }
}
