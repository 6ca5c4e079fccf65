package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.RejectionReason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeEksExtension.class)
class PrincipalAssertTest {

    private FakeCluster prod;
    private FakePrincipal dev;
    private FakePrincipal stranger;

    @BeforeEach
    void grant(FakeEks eks) {
        prod = eks.createCluster("prod");
        dev = eks.iam().role("team/dev");
        stranger = eks.iam().user("stranger");
        prod.accessEntries()
                .grant(dev.arn())
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a", "team-a-*")
                .groups("devs")
                .apply();
    }

    @Test
    void whatHolds_passes() {
        assertThat(prod)
                .principal(dev)
                .logsInAs("arn:aws:sts::111122223333:assumed-role/dev/test-session")
                .can("create", "deployments.apps")
                .inNamespace("team-a-staging")
                .cannot("create", "deployments.apps")
                .inNamespace("team-b")
                .cannot("list", "pods")
                .clusterWide();
        assertThat(prod)
                .principal(stranger)
                .isRejected(RejectionReason.NOT_MAPPED)
                .cannot("get", "pods")
                .inNamespace("team-a");
    }

    @Test
    void missingRight_failsWithTheNearestGrant() {
        assertFails(
                () -> assertThat(prod)
                        .principal(dev)
                        .can("create", "deployments.apps")
                        .inNamespace("team-b"),
                dev.arn().toString(),
                "cluster prod",
                "allowed to create deployments.apps in namespace team-b",
                "denied",
                "logs in as arn:aws:sts::111122223333:assumed-role/dev/test-session, groups [devs]",
                "Nearest: AmazonEKSEditPolicy of the access entry of " + dev.arn() + " allows create, ",
                "in team-a, in team-a-*; it lacks namespace team-b");
    }

    @Test
    void rightThatNothingGrants_failsSayingSo() {
        assertFails(
                () -> assertThat(prod).principal(dev).can("delete", "nodes").clusterWide(),
                "policies [AmazonEKSEditPolicy in namespaces team-a, team-a-*]",
                "Nearest: no grant of user \"arn:aws:sts::111122223333:assumed-role/dev/test-session\"",
                "covers nodes");
    }

    @Test
    void unwantedRight_failsWithItsGround() {
        assertFails(
                () -> assertThat(prod).principal(dev).cannot("get", "secrets").inNamespace("team-a"),
                "denied to get secrets in namespace team-a",
                "allowed [EKS Access Policy: allowed by RoleBinding");
    }

    @Test
    void rejectedPrincipal_failsWithTheReason() {
        assertFails(
                () -> assertThat(prod).principal(stranger).can("get", "pods").inNamespace("team-a"),
                "is rejected, NOT_MAPPED",
                "It has no access entry");
        assertFails(
                () -> assertThat(prod).principal(stranger).logsInAs("stranger"),
                "to log in as    stranger",
                "is rejected, NOT_MAPPED");
    }

    @Test
    void wrongUsernameOrReason_fails() {
        assertFails(
                () -> assertThat(prod).principal(dev).logsInAs("dev"),
                "to log in as    dev",
                "logs in as arn:aws:sts::111122223333:assumed-role/dev/test-session");
        assertFails(
                () -> assertThat(prod).principal(dev).isRejected(RejectionReason.NOT_MAPPED),
                "to be rejected for NOT_MAPPED",
                "logs in as");
    }

    private static void assertFails(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }
}
