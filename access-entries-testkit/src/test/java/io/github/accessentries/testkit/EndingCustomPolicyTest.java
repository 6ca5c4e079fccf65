package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.rbac.RbacObjects;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies of one's own that are granted for a while: groups of an entry, and objects that go with the last of them. */
class EndingCustomPolicyTest {

    private static final CustomPolicy OPERATOR = CustomPolicy.of(
            "team-operator",
            Rule.builder()
                    .addApiGroups("apps")
                    .addResources("deployments")
                    .addVerbs("get", "patch")
                    .build());
    private static final String IN_TEAM_A =
            OPERATOR.in(AccessScope.namespaces("team-a")).group();
    private static final String IN_TEAM_B =
            OPERATOR.in(AccessScope.namespaces("team-b")).group();
    private static final String IN_BOTH =
            OPERATOR.in(AccessScope.namespaces("team-a", "team-b")).group();

    private final FakeEks eks = FakeEks.builder().signatureChecks(false).build();
    private final FakeCluster prod = eks.createCluster("prod");
    private final WritableKubernetesApi api =
            ApiClientKubernetesApi.of(prod.apiClient(eks.iam().role("pipeline")));
    private final FakePrincipal dev = eks.iam().role("dev");
    private final EksAccessEntries entries = EksAccessEntries.builder()
            .cluster("prod")
            .eksClient(eks.eksClient())
            .clock(eks.clock())
            .kubernetes(api)
            .build();

    EndingCustomPolicyTest() {
        prod.accessEntries()
                .grant(eks.iam().role("pipeline").arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        Stream.of("team-a", "team-b")
                .forEach(name -> api.create(
                        "/api/v1/namespaces",
                        "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"" + name
                                + "\"}}"));
    }

    @AfterEach
    void close() {
        eks.close();
    }

    private List<String> objects() {
        RbacObjects objects = RbacObjects.read(api);
        return Stream.<RbacObject>concat(objects.roles().stream(), objects.bindings().stream())
                .map(RbacObject::reference)
                .filter(reference -> reference.contains("access-entries:"))
                .sorted()
                .toList();
    }

    private void inTeamB() {
        entries.grant(dev.arn())
                .allow(OPERATOR)
                .inNamespaces("team-b")
                .forDuration(Duration.ofHours(1))
                .apply();
    }

    private void afterAnHour() {
        eks.advance(Duration.ofHours(1));
        entries.expire().orThrow();
    }

    @Test
    void aPolicyEnds_withItsObjects_andWhatWasThereBeforeStays() {
        entries.grant(dev.arn()).allow(OPERATOR).inNamespaces("team-a").apply();
        List<String> before = objects();
        inTeamB();
        assertThat(entries.get(dev.arn()).groups()).containsExactlyInAnyOrder(IN_TEAM_A, IN_TEAM_B);
        assertThat(objects()).hasSizeGreaterThan(before.size());

        afterAnHour();

        assertThat(entries.get(dev.arn()).groups()).containsExactly(IN_TEAM_A);
        assertThat(entries.get(dev.arn()).tags()).isEmpty();
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void anEntryThatWasMadeForAPolicy_endsWithIt() {
        inTeamB();
        afterAnHour();

        assertThat(entries.find(dev.arn())).isEmpty();
        assertThat(objects()).isEmpty();
    }

    @Test
    void moreOfAPolicyWithoutAnEnd_doesNotMakeWhatEndsStay() {
        inTeamB();
        entries.grant(dev.arn()).allow(OPERATOR).inNamespaces("team-a").apply();
        assertThat(entries.get(dev.arn()).groups()).containsExactlyInAnyOrder(IN_TEAM_A, IN_TEAM_B);

        afterAnHour();

        assertThat(entries.get(dev.arn()).groups()).containsExactly(IN_TEAM_A);
    }

    @Test
    void theSameWithoutAnEnd_stays() {
        inTeamB();
        entries.grant(dev.arn()).allow(OPERATOR).inNamespaces("team-b").apply();

        afterAnHour();

        assertThat(entries.get(dev.arn()).groups()).containsExactly(IN_TEAM_B);
        assertThat(entries.get(dev.arn()).tags()).isEmpty();
    }

    @Test
    void aWithdrawal_takesAllThatEnds_orNoPartOfIt() {
        entries.grant(dev.arn()).allow(OPERATOR).inNamespaces("team-a").apply();
        entries.grant(dev.arn())
                .allow(OPERATOR)
                .inNamespaces("team-a", "team-b")
                .forDuration(Duration.ofHours(1))
                .apply();
        assertThat(entries.get(dev.arn()).groups()).containsExactlyInAnyOrder(IN_TEAM_A, IN_BOTH);
        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> entries.withdraw(dev.arn())
                        .policy(OPERATOR)
                        .fromNamespaces("team-b")
                        .apply())
                .withMessageContaining("for a while");

        entries.withdraw(dev.arn()).policy(OPERATOR).everywhere().apply();

        assertThat(entries.get(dev.arn()).groups()).isEmpty();
        assertThat(entries.get(dev.arn()).tags()).isEmpty();
        assertThat(objects()).isEmpty();
    }
}
