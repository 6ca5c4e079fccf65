package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.rbac.RbacObjects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(FakeEksExtension.class)
class PrincipalAssertTest {

    private FakeEks eks;
    private FakeCluster prod;
    private FakePrincipal dev;
    private FakePrincipal stranger;

    @BeforeEach
    void grant(FakeEks eks) {
        this.eks = eks;
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

    @ParameterizedTest
    @CsvSource({
        "delete, deployments, team-a, did you mean deployments.apps?",
        "get, secret, team-a, did you mean secrets?",
        "get, pods/logs, team-a, did you mean pods/log?",
        "GET, pods, team-a, did you mean get?",
        "get, pods, Team-A, did you mean team-a?",
        "get, nodes, team-a, ask it without a namespace",
    })
    void misspeltQuestion_failsEitherWay(String verb, String resource, String namespace, String meant) {
        assertFails(
                () -> assertThat(prod)
                        .principal(stranger)
                        .cannot(verb, resource)
                        .inNamespace(namespace),
                "denied to " + verb,
                meant);
        assertFails(() -> assertThat(prod).principal(dev).can(verb, resource).inNamespace(namespace), meant);
    }

    @Test
    void customResources_pass_byTheirGroupOrWhereNamed() {
        assertThat(prod)
                .principal(dev)
                .cannot("delete", "widgets.example.com")
                .inNamespace("team-a")
                .knowing("widgets", "pods/snapshot")
                .cannot("delete", "widgets")
                .inNamespace("team-a")
                .cannot("get", "pods/snapshot")
                .inNamespace("team-a");
    }

    @Test
    void denialThatMayBeWrong_fails() {
        FakePrincipal unsure = eks.iam().role("unsure");
        prod.accessEntries()
                .grant(unsure.arn())
                .allow(AccessPolicy.of("AmazonEKSAutoNodePolicy"))
                .clusterWide()
                .apply();

        assertFails(
                () -> assertThat(prod)
                        .principal(unsure)
                        .cannot("get", "secrets")
                        .inNamespace("team-a"),
                "denied to get secrets in namespace team-a",
                "denied as far as is known",
                "AmazonEKSAutoNodePolicy");
    }

    @Test
    void bindingOfARoleThatWasNotGiven_isNotTakenForNothing() {
        prod.rbac(RbacObjects.parse("""
                - kind: RoleBinding
                  metadata: {name: deployers, namespace: team-b}
                  roleRef: {kind: ClusterRole, name: deployer}
                  subjects: [{kind: Group, name: devs}]
                """));

        assertFails(
                () -> assertThat(prod).principal(dev).cannot("get", "pods").inNamespace("team-b"),
                "ClusterRole \"deployer\"",
                "not among the RBAC objects");
        assertThat(prod).principal(dev).cannot("get", "pods").inNamespace("team-c");
    }

    @Test
    void bindingOfADefaultRole_givesWhatTheRoleGives() {
        prod.rbac(RbacObjects.parse("""
                - kind: RoleBinding
                  metadata: {name: viewers, namespace: team-b}
                  roleRef: {kind: ClusterRole, name: view}
                  subjects: [{kind: Group, name: devs}]
                """));

        assertThat(prod).principal(dev).can("get", "pods").inNamespace("team-b");
        assertThat(prod).principal(dev).cannot("get", "secrets").inNamespace("team-b");
        assertThat(prod).principal(dev).cannot("get", "pods").inNamespace("team-c");
    }

    private static void assertFails(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }
}
