package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.accessentries.authn.RejectionReason;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.waiters.EksWaiter;
import software.amazon.awssdk.services.sts.StsClient;

/** What tests are given, with which options, and what they must not leave behind. */
@SuppressWarnings("UnusedVariable")
class FakeEksExtensionParametersTest {

    private static final Queue<FakeEks> GIVEN = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final FakeEksExtension EKS =
            FakeEksExtension.with(FakeEks.builder().region("eu-central-1").strictIam(true));

    @Test
    void everyParameter_isOfTheSameFake(
            FakeEks fake,
            EksClient eks,
            EksAsyncClient async,
            StsClient sts,
            @InCluster("prod") FakeCluster prod,
            @InCluster("prod") FakeCluster same,
            @InCluster(value = "prod", role = "team/dev") ApiClient dev) {
        assertThat(fake.region()).as("the builder's").isEqualTo("eu-central-1");
        assertThat(eks.listClusters().clusters()).containsExactly("prod");
        assertThat(async.listClusters().join().clusters()).containsExactly("prod");
        assertThat(sts.getCallerIdentity().arn()).endsWith(":user/test");
        assertThat(prod.arn()).isEqualTo(same.arn());
        assertThat(dev.getBasePath()).isNotBlank();
        FakeEksAssertions.assertThat(prod)
                .principal(fake.iam().role("team/dev"))
                .isRejected(RejectionReason.NOT_MAPPED);
    }

    @Test
    void time_standsStill_untilItIsMoved_andDelaysCostNothing(FakeEks fake, EksClient eks) {
        Instant start = fake.clock().instant();
        fake.faults().on("ListClusters").delay(Duration.ofMinutes(5));

        eks.listClusters();
        fake.advance(Duration.ofMinutes(1));

        assertThat(fake.clock().instant()).isEqualTo(start.plus(Duration.ofMinutes(6)));
    }

    @Test
    @Timeout(20)
    void waiters_costNothing(FakeEks fake, EksClient eks, EksAsyncClient async) {
        eks.createCluster(r -> r.name("made")
                .roleArn(fake.iam().role("cluster").arn().toString())
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));

        try (EksWaiter waiter = eks.waiter()) {
            waiter.waitUntilClusterActive(r -> r.name("made"));
        }
        async.waiter().waitUntilClusterActive(r -> r.name("made")).join();
        eks.deleteCluster(r -> r.name("made"));
        try (EksWaiter waiter = eks.waiter()) {
            waiter.waitUntilClusterDeleted(r -> r.name("made"));
        }
        assertThat(eks.listClusters().clusters()).isEmpty();
    }

    private static Events run(Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(sample))
                .execute()
                .testEvents();
    }

    private static void assertFailsWith(Class<?> sample, String... texts) {
        run(sample).assertThatEvents().haveExactly(1, event(finishedWithFailure(message(told -> {
            for (String text : texts) {
                if (!told.contains(text)) {
                    return false;
                }
            }
            return true;
        }))));
    }

    @ExtendWith(FakeEksExtension.class)
    static class LeavesARule {
        @Test
        @SuppressWarnings("CheckReturnValue")
        void test(FakeEks fake) {
            fake.faults().on("ListClusters");
        }
    }

    @ExtendWith(FakeEksExtension.class)
    static class LeavesAnAssertion {
        @Test
        @SuppressWarnings("CheckReturnValue")
        void test(FakeEks fake, @InCluster("prod") FakeCluster prod) {
            FakeEksAssertions.assertThat(prod).principal(fake.iam().role("dev")).cannot("delete", "pods");
        }
    }

    @ExtendWith(FakeEksExtension.class)
    static class LeavesAGrant {
        @Test
        @SuppressWarnings("CheckReturnValue")
        void test(FakeEks fake, @InCluster("prod") FakeCluster prod) {
            prod.accessEntries().grant(fake.iam().role("dev").arn()).groups("devs");
        }
    }

    @Test
    void testThatLeavesSomethingUnfinished_failsWithItsLine() {
        String here = "FakeEksExtensionParametersTest.java:";
        assertFailsWith(LeavesARule.class, "faults().on(\"ListClusters\") does not say what goes wrong", here);
        assertFailsWith(LeavesAnAssertion.class, "verifies nothing without inNamespace or clusterWide", here);
        assertFailsWith(LeavesAGrant.class, "grant(...) changes nothing without apply()", here);
    }

    @ExtendWith(FakeEksExtension.class)
    static class LeavesNothing {
        @Test
        @SuppressWarnings("CheckReturnValue")
        void test(FakeEks fake, @InCluster("prod") FakeCluster prod) {
            var dev = fake.iam().role("dev");
            fake.faults().on("ListClusters").fail("ClientException", 400);
            prod.accessEntries().grant(dev.arn()).groups("devs").changes();
            prod.accessEntries().withdraw(dev.arn()).groups("devs").changes();
            FakeEksAssertions.assertThat(prod)
                    .principal(dev)
                    .cannot("delete", "pods")
                    .inNamespace("a");
            assertThatIllegalStateException()
                    .isThrownBy(() -> fake.faults().on("ListClusters").afterChange());
            GIVEN.add(fake);
        }
    }

    @Test
    void fakeOfATestThatHasEnded_saysSo() {
        GIVEN.clear();
        run(LeavesNothing.class).assertStatistics(tests -> tests.succeeded(1));
        FakeEks ended = GIVEN.remove();

        assertThatIllegalStateException().isThrownBy(ended::eksClient).withMessageContaining("FakeEks is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> ended.createCluster("late"))
                .withMessageContaining("closed");
    }

    @Test
    void clientAndClusterOfAClosedFake_sayThatItIsClosed() {
        FakeEks closed = FakeEks.create();
        FakeCluster prod = closed.createCluster("prod");
        EksClient client = closed.eksClient();
        FakePrincipal dev = closed.iam().role("dev");
        closed.close();

        assertThatThrownBy(client::listClusters).hasStackTraceContaining("This FakeEks is closed");
        assertThatThrownBy(() -> prod.accessEntries().list()).hasStackTraceContaining("closed");
        assertThatThrownBy(() -> prod.login(dev)).hasStackTraceContaining("This FakeEks is closed");
    }

    @ExtendWith(FakeEksExtension.class)
    static class NamesNoCluster {
        @Test
        void test(FakeCluster prod) {}
    }

    @ExtendWith(FakeEksExtension.class)
    static class NamesNoPrincipal {
        @Test
        void test(@InCluster("prod") ApiClient client) {}
    }

    @Test
    void parameterThatSaysTooLittle_isRefusedWithTheRemedy() {
        assertFailsWith(NamesNoCluster.class, "annotate it with @InCluster(\"prod\")");
        assertFailsWith(NamesNoPrincipal.class, "@InCluster(value = \"prod\", role = \"dev\")");
    }
}
