package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.recovery.AccessRecovery;
import io.github.accessentries.recovery.CreatorEntry;
import io.github.accessentries.recovery.CreatorEntry.Certainty;
import io.github.accessentries.recovery.CreatorEntry.Origin;
import io.github.accessentries.recovery.RestoreOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entry of a cluster's creator, told by its time and form alone. */
class CreatorEntryTest {

    private static final PrincipalArn CREATOR = PrincipalArn.of(LifeOfClusters.CREATOR);

    @RegisterExtension
    final LifeOfClusters life = new LifeOfClusters();

    private AccessRecovery recovery() {
        return AccessRecovery.builder()
                .cluster("prod")
                .eksClient(life.eks)
                .clock(life.clock)
                .sleeper(life.clock)
                .build();
    }

    private EksAccessEntries prod() {
        return InFakeTime.prod(life.eks, life.clock).build();
    }

    private void administrator(String name) {
        prod().grant(life.fake.iam().role(name).arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
    }

    @ParameterizedTest
    @ValueSource(strings = {"API", "API_AND_CONFIG_MAP"})
    void madeWithTheCluster_isLikelyHoweverManyAdministratorsFollow(String mode) {
        life.createWith("prod", mode);
        life.passSeconds(600);
        administrator("ops");
        administrator("oncall");

        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.certainty()).as(creator.toString()).isEqualTo(Certainty.LIKELY);
        assertThat(creator.origin()).isEqualTo(Origin.BOOTSTRAP);
        assertThat(creator.likely()).map(AccessEntry::principal).contains(CREATOR);
        assertThat(creator.toString()).contains("LIKELY", "the cluster was made at 2023-12-20T08:20:01.088Z");
    }

    @Test
    void madeWithTheModeChange_isTheOnlyOnePossible() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        life.passSeconds(86_400);
        life.changeMode("prod", "API_AND_CONFIG_MAP");
        life.passSeconds(120);
        administrator("ops");
        life.changeMode("prod", "API");
        life.passSeconds(120);
        administrator("oncall");

        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.certainty()).as(creator.toString()).isEqualTo(Certainty.POSSIBLE);
        assertThat(creator.origin()).isEqualTo(Origin.MODE_CHANGE);
        assertThat(creator.candidates()).extracting(AccessEntry::principal).containsExactly(CREATOR);
    }

    @Test
    void administratorWhoWasRestoredWithTheModeChange_isNotLikelyTheCreator() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        life.passSeconds(86_400);
        PrincipalArn rescued = life.fake.iam().role("rescued").arn();
        recovery()
                .restoreAdministrator(
                        rescued,
                        RestoreOptions.builder()
                                .signOff(SignOff.of("one-way-mode"))
                                .build());
        for (PrincipalArn each : prod().principals()) {
            if (!each.equals(rescued)) {
                life.eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(each.arn()));
            }
        }

        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.candidates()).extracting(AccessEntry::principal).containsExactly(rescued);
        assertThat(creator.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(creator.grounds()).anyMatch(ground -> ground.contains("looks the same"));
    }

    @Test
    void othersMadeInTheSameMoments_areOnlyPossible() {
        life.createWith("prod", "API");
        life.passSeconds(5);
        administrator("ops");

        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(creator.likely()).isEmpty();
        assertThat(creator.candidates())
                .extracting(AccessEntry::principal)
                .containsExactly(CREATOR, PrincipalArn.role("111122223333", "ops"));
        assertThat(creator.grounds()).anyMatch(ground -> ground.contains("2 administrators' entries"));
    }

    @Test
    void tagsBySomebody_speakAgainstIt() {
        life.createWith("prod", "API");
        life.passSeconds(600);
        life.eks.tagResource(
                r -> r.resourceArn(life.entry("prod", CREATOR.arn()).accessEntryArn())
                        .tags(Map.of("terraform", "true")));

        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(creator.grounds()).anyMatch(ground -> ground.contains("has tags"));
    }

    @Test
    void updatesThatCannotBeRead_leaveItPossible() {
        life.createWith("prod", "API");
        life.passSeconds(600);
        life.fake.iam().deny(CREATOR, "eks:ListUpdates");

        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(creator.grounds()).anyMatch(ground -> ground.contains("updates of the cluster could not be read"));
    }

    @Test
    void deleted_whileOthersAreAdministrators_isUnknown() {
        life.createWith("prod", "API");
        life.passSeconds(600);
        administrator("ops");
        life.eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(CREATOR.arn()));

        assertThat(recovery().creatorEntry().certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(recovery().creatorEntry().candidates()).isEmpty();
    }

    @Test
    void withoutAdministrators_thereIsNone() {
        life.fake.createCluster("prod");

        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.certainty()).isEqualTo(Certainty.NONE);
        assertThat(creator.isInvisible()).isFalse();
    }

    @Test
    void platformThatGotEntriesLater_leavesNoTime_soItIsUnknown() {
        life.fake.createCluster("prod", AuthenticationMode.API).platform("1.28", "eks.5");
        life.passSeconds(86_400);
        life.fake.cluster("prod").platform("1.28", "eks.6");

        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(creator.grounds()).anyMatch(ground -> ground.contains("new platform version"));
    }

    @Test
    void bootstrapFalse_whereEksTellsIt_isNone() {
        try (FakeEks fake =
                FakeEks.builder().variants(Variant.SHOW_BOOTSTRAP_FLAG).build()) {
            LifeOfClusters.create(
                    fake.eksClient(),
                    "prod",
                    r -> r.accessConfig(
                            a -> a.authenticationMode("API").bootstrapClusterCreatorAdminPermissions(false)));
            fake.cluster("prod")
                    .accessEntries()
                    .grant(fake.iam().role("ops").arn())
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();

            CreatorEntry creator = AccessRecovery.builder()
                    .cluster("prod")
                    .eksClient(fake.eksClient())
                    .build()
                    .creatorEntry();

            assertThat(creator.certainty()).isEqualTo(Certainty.NONE);
            assertThat(creator.grounds()).anyMatch(ground -> ground.contains("Permissions false"));
        }
    }

    @Test
    void withoutEntries_theCreatorIsAnInvisibleAdministrator() {
        life.fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        CreatorEntry creator = recovery().creatorEntry();

        assertThat(creator.certainty()).isEqualTo(Certainty.NONE);
        assertThat(creator.isInvisible()).isTrue();
        assertThat(creator.toString()).contains("invisible administrator", "nobody can remove");

        life.fake.cluster("prod").platform("1.28", "eks.5");
        assertThat(recovery().creatorEntry().isInvisible()).isTrue();
    }

    @Test
    void likelyEntry_isNarrowedAndRemovedWithTheUsualSafeguards() {
        life.createWith("prod", "API");
        life.passSeconds(600);
        PrincipalArn creator = recovery().creatorEntry().likely().orElseThrow().principal();
        EksAccessEntries asItself = InFakeTime.prod(life.eks, life.clock)
                .planContext(PlanContext.builder().caller(creator.arn()).build())
                .build();

        assertThatThrownBy(() -> asItself.revoke(creator))
                .isInstanceOf(UnsafePlanException.class)
                .hasMessageContainingAll("no-administrator", "caller-loses-access");
        administrator("ops");
        assertThatThrownBy(() -> asItself.revoke(creator))
                .isInstanceOf(UnsafePlanException.class)
                .hasMessageContaining("caller-loses-access");

        asItself.grant(creator).allow(AccessPolicy.VIEW).clusterWide().apply();
        asItself.withdraw(creator)
                .policy(AccessPolicy.CLUSTER_ADMIN)
                .everywhere()
                .apply(SignOff.of("caller-loses-access"));

        assertThat(life.fake.cluster("prod"))
                .principal(life.fake.iam().user("test"))
                .can("list", "pods")
                .clusterWide()
                .cannot("delete", "nodes")
                .clusterWide();
        assertThat(prod().revoke(creator)).isTrue();
    }
}
