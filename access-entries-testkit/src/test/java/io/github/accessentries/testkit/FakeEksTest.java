package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;

class FakeEksTest {

    private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-01-02T03:04:05.678Z"));

    @Test
    void entry_createdByTheRealClient_goesThroughItsWholeLife() {
        try (FakeEks fake = FakeEks.builder().clock(clock).build()) {
            EksClient eks = fake.eksClient();
            String cluster = fake.createCluster("prod").name();
            String role = fake.iam().role("team/dev").arn().toString();

            AccessEntry created = eks.createAccessEntry(r -> r.clusterName(cluster)
                            .principalArn(role)
                            .kubernetesGroups("devs")
                            .tags(Map.of("owner", "ana")))
                    .accessEntry();
            assertThat(created.username()).isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}");
            assertThat(created.kubernetesGroups()).containsExactly("devs");
            assertThat(created.createdAt()).isEqualTo(clock.instant()).isEqualTo(created.modifiedAt());
            assertThat(created.accessEntryArn())
                    .matches(
                            "arn:aws:eks:us-west-2:111122223333:access-entry/prod/role/111122223333/dev/[0-9a-f-]{36}");

            clock.advance(Duration.ofSeconds(1));
            AssociatedAccessPolicy association = eks.associateAccessPolicy(r -> r.clusterName(cluster)
                            .principalArn(role)
                            .policyArn(VIEW)
                            .accessScope(s -> s.type(AccessScopeType.CLUSTER)))
                    .associatedAccessPolicy();
            assertThat(association.associatedAt()).isEqualTo(clock.instant());
            assertThat(eks.listAssociatedAccessPolicies(
                                    r -> r.clusterName(cluster).principalArn(role))
                            .associatedAccessPolicies())
                    .containsExactly(association);

            AccessEntry updated = eks.updateAccessEntry(
                            r -> r.clusterName(cluster).principalArn(role).username("ops:{{SessionName}}"))
                    .accessEntry();
            assertThat(updated.username()).isEqualTo("ops:{{SessionName}}");
            assertThat(updated.kubernetesGroups()).isEmpty();
            assertThat(updated.modifiedAt()).isEqualTo(clock.instant());
            assertThat(eks.describeAccessEntry(r -> r.clusterName(cluster).principalArn(role))
                            .accessEntry())
                    .isEqualTo(updated);

            eks.deleteAccessEntry(r -> r.clusterName(cluster).principalArn(role));
            assertThat(eks.listAccessEntries(r -> r.clusterName(cluster)).accessEntries())
                    .isEmpty();
        }
    }

    @Test
    void caller_ofStsInRoleSession_isToldWithoutTheRolesPath() {
        try (FakeEks fake = FakeEks.builder().clock(clock).build()) {
            FakePrincipal role = fake.iam().role("team/dev");

            var identity = fake.stsClient(role.session("ana@example.org")).getCallerIdentity();

            assertThat(identity.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/ana@example.org");
            assertThat(identity.userId()).isEqualTo(role.principalId() + ":ana@example.org");
            assertThat(identity.account()).isEqualTo("111122223333");
        }
    }
}
