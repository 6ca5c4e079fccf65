package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntryAssertTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "team/dev");

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");

    EntryAssertTest() {
        prod.accessEntries()
                .grant(DEV)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a", "team-a-*")
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("devs", "ops")
                .username("dev:{{SessionName}}")
                .apply();
        fake.clearCalls();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static void assertFails(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }

    @Test
    void entryAsItIs_passes_withoutACall() {
        fake.faults().on("*").fail("ServerException", 500).always();

        assertThat(prod)
                .entry(DEV)
                .exists()
                .hasType(EntryType.STANDARD)
                .hasUsername("dev:{{SessionName}}")
                .hasGroups("ops", "devs")
                .hasPolicy(AccessPolicy.EDIT)
                .inNamespaces("team-a-*", "team-a")
                .hasPolicy(AccessPolicy.VIEW)
                .clusterWide();
        assertThat(prod).entry(PrincipalArn.role("111122223333", "other")).doesNotExist();
        assertThat(fake).hasNoCalls();
    }

    @Test
    void missingEntry_fails_withItsNamesakes() {
        assertFails(
                () -> assertThat(prod)
                        .entry(PrincipalArn.role("111122223333", "dev"))
                        .exists(),
                "Expected the entry of arn:aws:iam::111122223333:role/dev on cluster prod",
                "to exist",
                "but there is none",
                "Nearest: entries of [arn:aws:iam::111122223333:role/team/dev]");
        assertFails(
                () -> assertThat(prod)
                        .entry(PrincipalArn.user("111122223333", "ana"))
                        .hasGroups("devs"),
                "to have groups [devs]",
                "but there is none",
                "The cluster has 1 entries, none of this name");
    }

    @Test
    void unwantedEntry_fails_withTheEntry() {
        assertFails(
                () -> assertThat(prod).entry(DEV).doesNotExist(),
                "not to exist",
                "but there is: arn:aws:iam::111122223333:role/team/dev on prod (STANDARD) as dev:{{SessionName}}");
    }

    @Test
    void otherGroupsNameOrType_fail_withWhatStands() {
        assertFails(() -> assertThat(prod).entry(DEV).hasGroups("devs"), "to have groups [devs]", "it has [devs, ops]");
        assertFails(() -> assertThat(prod).entry(DEV).hasGroups(), "to have groups []", "it has [devs, ops]");
        assertFails(
                () -> assertThat(prod).entry(DEV).hasUsername("dev"),
                "to have user name dev",
                "it has dev:{{SessionName}}");
        assertFails(() -> assertThat(prod).entry(DEV).hasType(EntryType.EC2), "to have type EC2", "it has STANDARD");
    }

    @Test
    void otherPolicyOrScope_fails_withWhatStands() {
        assertFails(
                () -> assertThat(prod).entry(DEV).hasPolicy(AccessPolicy.ADMIN),
                "to have AmazonEKSAdminPolicy",
                "it has policies [AmazonEKSEditPolicy in namespaces team-a, team-a-*, AmazonEKSViewPolicy cluster-wide]");
        assertFails(
                () -> assertThat(prod).entry(DEV).hasPolicy(AccessPolicy.EDIT).inNamespaces("team-a"),
                "to have AmazonEKSEditPolicy in namespace team-a",
                "it has it in namespaces team-a, team-a-*");
        assertFails(
                () -> assertThat(prod).entry(DEV).hasPolicy(AccessPolicy.EDIT).clusterWide(),
                "to have AmazonEKSEditPolicy cluster-wide");
        assertFails(
                () -> assertThat(prod).entry(DEV).hasPolicy(AccessPolicy.VIEW).inNamespaces("a"),
                "it has it cluster-wide");
    }
}
