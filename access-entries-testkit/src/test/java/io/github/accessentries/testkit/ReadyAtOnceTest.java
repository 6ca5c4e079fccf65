package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.waiters.EksWaiter;

/** A fake in which nothing takes time, in a time that stands still. */
class ReadyAtOnceTest {

    private final FakeEks fake = FakeEks.builder()
            .clock(FakeClock.at(LifeOfClusters.START))
            .readyAtOnce(true)
            .build();
    private final EksClient eks = fake.eksClient();

    @AfterEach
    void close() {
        fake.close();
    }

    /** The SDK's own waiters, with their own waiting: one that had to poll twice would sleep for half a minute. */
    @Test
    void waitersOfTheSdk_areBackAfterTheirFirstPoll() {
        try (EksWaiter waiter = eks.waiter()) {
            assertThat(LifeOfClusters.create(eks, "prod", r -> {}).status()).isEqualTo(ClusterStatus.CREATING);
            assertThat(waiter.waitUntilClusterActive(r -> r.name("prod")).attemptsExecuted())
                    .isEqualTo(1);
            eks.createNodegroup(r -> r.clusterName("prod")
                    .nodegroupName("g")
                    .nodeRole(LifeOfClusters.NODE_ROLE)
                    .subnets("subnet-1"));
            assertThat(waiter.waitUntilNodegroupActive(
                                    r -> r.clusterName("prod").nodegroupName("g"))
                            .attemptsExecuted())
                    .isEqualTo(1);
            eks.createFargateProfile(
                    r -> r.clusterName("prod").fargateProfileName("f").podExecutionRoleArn(LifeOfClusters.POD_ROLE));
            assertThat(waiter.waitUntilFargateProfileActive(
                                    r -> r.clusterName("prod").fargateProfileName("f"))
                            .attemptsExecuted())
                    .isEqualTo(1);
        }
    }

    @Test
    void callAfterACreation_findsTheClusterReady() {
        LifeOfClusters.create(eks, "prod", r -> {});

        eks.createNodegroup(r -> r.clusterName("prod")
                .nodegroupName("g")
                .nodeRole(LifeOfClusters.NODE_ROLE)
                .subnets("subnet-1"));

        assertThat(eks.describeNodegroup(r -> r.clusterName("prod").nodegroupName("g"))
                        .nodegroup()
                        .status())
                .isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void update_isDoneWhenItIsFirstLookedAt() {
        LifeOfClusters.create(eks, "prod", r -> {});

        Update begun = eks.updateClusterConfig(
                        r -> r.name("prod").accessConfig(a -> a.authenticationMode("API_AND_CONFIG_MAP")))
                .update();

        assertThat(begun.status()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(eks.describeUpdate(r -> r.name("prod").updateId(begun.id()))
                        .update()
                        .status())
                .isEqualTo(UpdateStatus.SUCCESSFUL);
    }
}
