package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.LifeOfClusters.CLUSTER_ROLE;
import static io.github.accessentries.testkit.LifeOfClusters.CREATOR;
import static io.github.accessentries.testkit.LifeOfClusters.NODE_ROLE;
import static io.github.accessentries.testkit.LifeOfClusters.inUse;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.RemotePodNetwork;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** Changes of clusters beside the authentication mode. */
class ClusterUpdatesTest {

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod");

    private Update update(Consumer<UpdateClusterConfigRequest.Builder> change) {
        return life.eks.updateClusterConfig(r -> change.accept(r.name("prod"))).update();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "LoggingUpdate",
                        r -> r.logging(l -> l.clusterLogging(LogSetup.builder()
                                .typesWithStrings("audit", "api")
                                .enabled(true)
                                .build())),
                        c -> c.logging().clusterLogging().stream()
                                .filter(LogSetup::enabled)
                                .map(LogSetup::typesAsStrings)
                                .toList(),
                        List.of(List.of("api", "audit"))),
                change(
                        "EndpointAccessUpdate",
                        r -> r.resourcesVpcConfig(
                                v -> v.endpointPrivateAccess(true).publicAccessCidrs("203.0.113.0/24")),
                        c -> List.of(
                                c.resourcesVpcConfig().endpointPrivateAccess(),
                                c.resourcesVpcConfig().endpointPublicAccess(),
                                c.resourcesVpcConfig().publicAccessCidrs()),
                        List.of(true, true, List.of("203.0.113.0/24"))),
                change(
                        "VpcConfigUpdate",
                        r -> r.resourcesVpcConfig(v -> v.subnetIds("subnet-7").securityGroupIds("sg-7")),
                        c -> List.of(
                                c.resourcesVpcConfig().subnetIds(),
                                c.resourcesVpcConfig().securityGroupIds()),
                        List.of(List.of("subnet-7"), List.of("sg-7"))),
                change(
                        "UpgradePolicyUpdate",
                        r -> r.upgradePolicy(u -> u.supportType("STANDARD")),
                        c -> c.upgradePolicy().supportTypeAsString(),
                        "STANDARD"),
                change(
                        "ZonalShiftConfigUpdate",
                        r -> r.zonalShiftConfig(z -> z.enabled(true)),
                        c -> c.zonalShiftConfig().enabled(),
                        true),
                change(
                        "RemoteNetworkConfigUpdate",
                        r -> r.remoteNetworkConfig(n -> n.remotePodNetworks(
                                RemotePodNetwork.builder().cidrs("10.1.0.0/16").build())),
                        c -> c.remoteNetworkConfig().remotePodNetworks().get(0).cidrs(),
                        List.of("10.1.0.0/16")),
                change("DeletionProtectionUpdate", r -> r.deletionProtection(true), Cluster::deletionProtection, true));
    }

    private static Arguments change(
            String type,
            Consumer<UpdateClusterConfigRequest.Builder> change,
            Function<Cluster, Object> shown,
            Object expected) {
        return Arguments.of(type, change, shown, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    @UnverifiedAnswer("update-of-a-cluster")
    void change_runsForAWhile_andIsShownThen(
            String type,
            Consumer<UpdateClusterConfigRequest.Builder> change,
            Function<Cluster, Object> shown,
            Object expected) {
        Cluster before = life.describe("prod");

        Update begun = update(change);

        assertThat(begun.typeAsString()).isEqualTo(type);
        assertThat(begun.params())
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.value()).isNotEmpty());
        assertThat(life.describe("prod"))
                .isEqualTo(before.toBuilder().status(ClusterStatus.UPDATING).build());
        assertThat(refusal(() -> update(r -> r.deletionProtection(true))))
                .isEqualTo(inUse("Cannot DeletionProtectionUpdate because cluster prod currently has update "
                        + begun.id() + " in progress"));
        life.passSeconds(1);
        assertThat(life.describeUpdate("prod", begun).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        Cluster after = life.describe("prod");
        assertThat(after.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(shown.apply(after)).isEqualTo(expected);
        assertThat(life.eks.listUpdates(r -> r.name("prod")).updateIds()).containsExactly(begun.id());
    }

    @Test
    void changesOfTwoKinds_atOnce_areRefused() {
        assertThat(refusal(() -> update(r -> r.deletionProtection(true).upgradePolicy(u -> u.supportType("STANDARD")))))
                .isEqualTo(invalidParameter("Only one type of update can be allowed."));
        assertThat(refusal(() -> update(r ->
                        r.resourcesVpcConfig(v -> v.endpointPrivateAccess(true).subnetIds("subnet-7")))))
                .isEqualTo(invalidParameter("Only one type of update can be allowed."));
    }

    @Test
    @UnverifiedAnswer({"update-of-a-cluster", "no-endpoint-access", "logging-unchanged"})
    void changeToWhatIsSo_orToNoEndpoint_isRefused() {
        assertThat(refusal(() -> update(r -> r.logging(l -> l.clusterLogging(LogSetup.builder()
                        .typesWithStrings("audit")
                        .enabled(false)
                        .build())))))
                .isEqualTo(invalidParameter("No changes needed for the logging config provided"));
        assertThat(refusal(() -> update(r -> r.resourcesVpcConfig(v -> v.endpointPublicAccess(true)))))
                .isEqualTo(invalidParameter("Cluster is already at the desired configuration with"
                        + " endpointPrivateAccess: false , endpointPublicAccess: true, and Public Endpoint"
                        + " Restrictions: [0.0.0.0/0]"));
        assertThat(refusal(() -> update(r -> r.resourcesVpcConfig(v -> v.endpointPublicAccess(false)))))
                .isEqualTo(invalidParameter("Private and public endpoint access cannot be false"));
    }

    @Test
    @UnverifiedAnswer("deletion-protection")
    void protection_thatAnUpdateTakesAway_letsTheClusterGo() {
        update(r -> r.deletionProtection(true));
        life.passSeconds(1);
        assertThat(refusal(() -> life.eks.deleteCluster(r -> r.name("prod"))))
                .isEqualTo(invalidRequest("Cluster prod has deletion protection enabled"));
        update(r -> r.deletionProtection(false));
        life.passSeconds(1);

        life.eks.deleteCluster(r -> r.name("prod"));

        assertThat(life.eks.listClusters().clusters()).isEmpty();
    }

    @Test
    @UnverifiedAnswer("auto-mode")
    void autoMode_turnedOn_makesItsEntries_andTurnedOff_leavesThemToUsers() {
        life.create("auto", r -> r.accessConfig(a -> a.authenticationMode("API")));
        life.passSeconds(1);
        Consumer<Boolean> turn = on -> life.eks.updateClusterConfig(r -> r.name("auto")
                .computeConfig(c -> c.enabled(on).nodeRoleArn(on ? NODE_ROLE : null))
                .storageConfig(s -> s.blockStorage(b -> b.enabled(on)))
                .kubernetesNetworkConfig(k -> k.elasticLoadBalancing(e -> e.enabled(on))));

        turn.accept(true);
        assertThat(life.principals("auto")).containsExactly(CREATOR);
        life.passSeconds(1);

        assertThat(life.principals("auto")).containsExactly(CLUSTER_ROLE, NODE_ROLE, CREATOR);
        assertThat(life.describe("auto").storageConfig().blockStorage().enabled())
                .isTrue();
        assertThat(refusal(() -> life.eks.deleteAccessEntry(
                                r -> r.clusterName("auto").principalArn(NODE_ROLE)))
                        .code())
                .isEqualTo("InvalidRequestException");
        turn.accept(false);
        life.passSeconds(1);
        life.eks.deleteAccessEntry(r -> r.clusterName("auto").principalArn(NODE_ROLE));
        assertThat(life.principals("auto")).containsExactly(CLUSTER_ROLE, CREATOR);
    }

    @Test
    void version_goesOneStepForward_andIsShownThen() {
        life.create("old", r -> r.version("1.33"));
        life.passSeconds(1);

        Update begun = life.eks
                .updateClusterVersion(r -> r.name("old").version("1.34"))
                .update();

        assertThat(begun.typeAsString()).isEqualTo("VersionUpdate");
        assertThat(begun.params())
                .extracting(p -> p.typeAsString() + " " + p.value())
                .containsExactly("Version 1.34", "PlatformVersion eks.1");
        assertThat(life.describe("old").version()).isEqualTo("1.33");
        life.passSeconds(1);
        assertThat(life.describe("old").version()).isEqualTo("1.34");
    }

    @ParameterizedTest
    @CsvSource({"1.32, 1.34", "1.33, 1.33", "1.33, 1.32"})
    void version_thatIsNotTheNext_isRefused(String from, String to) {
        life.create("old", r -> r.version(from));
        life.passSeconds(1);

        assertThat(refusal(
                        () -> life.eks.updateClusterVersion(r -> r.name("old").version(to))))
                .isEqualTo(invalidParameter("Unsupported Kubernetes minor version update from " + from + " to " + to));
    }

    @Test
    void versions_haveTheirDates_andAStatusByTheTime() {
        life.clock.advance(Duration.between(LifeOfClusters.START, Instant.parse("2025-12-01T00:00:00Z")));

        List<ClusterVersionInformation> versions =
                life.eks.describeClusterVersions(r -> {}).clusterVersions();

        assertThat(versions)
                .extracting(v -> v.clusterVersion() + " " + v.versionStatusAsString())
                .startsWith("1.35 STANDARD_SUPPORT", "1.34 STANDARD_SUPPORT")
                .contains("1.31 EXTENDED_SUPPORT")
                .noneMatch(version -> version.contains("UNSUPPORTED"));
        assertThat(versions)
                .filteredOn(ClusterVersionInformation::defaultVersion)
                .singleElement()
                .satisfies(v -> {
                    assertThat(v.clusterVersion()).isEqualTo("1.34");
                    assertThat(v.releaseDate()).isEqualTo(Instant.parse("2025-10-02T00:00:00Z"));
                });
        assertThat(life.eks.describeClusterVersions(r -> r.includeAll(true)).clusterVersions())
                .hasSizeGreaterThan(versions.size());
        assertThat(life.eks
                        .describeClusterVersions(r -> r.clusterVersions("1.24"))
                        .clusterVersions())
                .singleElement()
                .satisfies(v -> assertThat(v.versionStatusAsString()).isEqualTo("UNSUPPORTED"));
    }
}
