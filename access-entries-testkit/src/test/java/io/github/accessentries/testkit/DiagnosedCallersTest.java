package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static io.github.accessentries.testkit.RecoveryScene.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ClusterNotFoundException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.plan.Unchecked.Part;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.recovery.AccessAttempt;
import io.github.accessentries.recovery.AccessRecovery;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.recovery.LockoutCause;
import io.github.accessentries.recovery.Obstacle;
import io.github.accessentries.recovery.Remedy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** What keeps a caller out by who it is, by its token, or by the cluster's state: each cause is made and named first. */
class DiagnosedCallersTest {

    private RecoveryScene scene = new RecoveryScene(AuthenticationMode.API);
    private FakePrincipal dev = scene.role("dev");

    @AfterEach
    void close() {
        scene.close();
    }

    private void in(AuthenticationMode mode) {
        scene.close();
        scene = new RecoveryScene(mode);
        dev = scene.role("dev");
    }

    private static AwsAuth mapping(String arn) {
        return AwsAuth.builder()
                .addRoles(AwsAuth.ArnMapping.of(arn, "dev", List.of("system:masters")))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sts::111122223333:assumed-role/ops/ana, OTHER_PRINCIPAL",
        "arn:aws:sts::444455556666:assumed-role/dev/ana, OTHER_ACCOUNT",
        "arn:aws:iam::111122223333:user/dev, OTHER_KIND",
        "arn:aws-cn:sts::111122223333:assumed-role/dev/ana, OTHER_PARTITION",
        "arn:aws:iam::111122223333:root, IDENTITY_WITHOUT_ENTRY",
        "arn:aws:sts::111122223333:federated-user/ana, IDENTITY_WITHOUT_ENTRY"
    })
    void callerIsSomebodyElse(String caller, LockoutCause cause) {
        scene.allow(dev.arn());

        Diagnosis diagnosis = scene.recovery()
                .diagnose(AccessAttempt.builder()
                        .principal(dev.arn())
                        .callerArn(caller)
                        .build());

        Obstacle found = first(diagnosis, cause, true);
        assertThat(found.text()).contains(caller);
        assertThat(found.remedy()).contains(new Remedy.UseCredentialsOf(dev.arn()));
        assertThat(diagnosis.obstacles()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:iam::111122223333:user/dev, OTHER_KIND", "arn:aws:iam::444455556666:role/dev, OTHER_ACCOUNT"})
    void entryOfAnotherWithTheSameName_isNamedBesideTheMissingOne(String other, LockoutCause cause) {
        PrincipalArn arn = PrincipalArn.of(other);
        scene.fake.iam().principal(arn);
        scene.allow(arn);

        Diagnosis diagnosis = scene.recovery().diagnoseCaller("arn:aws:sts::111122223333:assumed-role/dev/ana");

        first(diagnosis, LockoutCause.NO_ENTRY, true);
        assertThat(diagnosis.causes()).containsExactly(LockoutCause.NO_ENTRY, cause);
    }

    @Test
    void principalOfAnotherPartition_isShownTheEntryOfItsName() {
        scene.allow(dev.arn());

        assertThat(scene.recovery().diagnose(dev.arn().inPartition("aws-cn")).causes())
                .containsExactly(LockoutCause.NO_ENTRY, LockoutCause.OTHER_PARTITION);
    }

    @Test
    void callerOfAnotherPartition_withoutAPrincipal() {
        first(
                scene.recovery().diagnoseCaller("arn:aws-cn:sts::111122223333:assumed-role/dev/ana"),
                LockoutCause.OTHER_PARTITION,
                true);
    }

    @Test
    void caller_thatStsDoesNotTell_isRefusedBeforeAnyCall() {
        scene.fake.clearCalls();

        assertThatThrownBy(() -> scene.recovery().diagnoseCaller("dev"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"dev\"", "get-caller-identity");
        assertThatThrownBy(() -> AccessAttempt.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("principal(...)");
        assertThat(scene.fake.calls()).isEmpty();
    }

    private AccessRecovery verifying(TokenVerifier verifier) {
        return AccessRecovery.builder()
                .cluster("prod")
                .eksClient(scene.fake.eksClient())
                .tokenVerifier(verifier)
                .clock(scene.clock)
                .build();
    }

    private Diagnosis diagnosed(AccessRecovery recovery, String token) {
        Diagnosis diagnosis = recovery.diagnose(AccessAttempt.builder()
                .principal(dev.arn())
                .token(token)
                .addOtherClusters("staging", "prod-eu")
                .build());
        String secret = token.substring(Math.min(11, token.length()));
        assertThat(diagnosis.toString() + diagnosis.attempt() + diagnosis.obstacles())
                .doesNotContain("X-Amz", secret.isEmpty() ? "k8s-aws" : secret);
        assertThat(diagnosis.attempt().token()).isEmpty();
        return diagnosis;
    }

    @Test
    void tokenForAnotherCluster_isNamedWithTheCluster() {
        scene.allow(dev.arn());
        String token = scene.token(dev, "us-west-2", "prod-eu");
        assertThat(scene.prod.authenticator().authenticate(token).isAuthenticated())
                .isFalse();

        Obstacle found = first(diagnosed(verifying(scene.verifier()), token), LockoutCause.TOKEN_DENIED, true);

        assertThat(found.text()).contains("the token is for cluster prod-eu");
        assertThat(found.remedy()).contains(new Remedy.MintToken("prod"));
        assertThat(diagnosed(scene.recovery(), token).unchecked())
                .extracting(Unchecked::part)
                .contains(Part.TOKEN);
    }

    @Test
    void tokenThatIsDenied_isSoAlsoWhereStsDoesNotAnswerForAnotherCluster() {
        scene.allow(dev.arn());
        TokenVerifier sts = scene.verifier();
        AccessRecovery recovery = verifying((token, cluster) -> {
            if (!cluster.equals("prod")) {
                throw new UnavailableException(
                        "STS is busy", ErrorContext.builder().build(), null);
            }
            return sts.verify(token, cluster);
        });

        Diagnosis diagnosis = diagnosed(recovery, scene.token(dev, "us-west-2", "prod-eu"));

        first(diagnosis, LockoutCause.TOKEN_DENIED, true);
        assertThat(diagnosis.toString()).contains("whether the token is for cluster", "STS is busy");
    }

    @Test
    void tokenForNoKnownCluster_isDenied() {
        scene.allow(dev.arn());

        Obstacle found = first(
                diagnosed(verifying(scene.verifier()), scene.token(dev, "us-west-2", "qa")),
                LockoutCause.TOKEN_DENIED,
                true);

        assertThat(found.text()).contains("another cluster, its session has ended");
    }

    @Test
    void tokenOfAnotherRegion_isPossible() {
        scene.allow(dev.arn());

        Obstacle found = first(
                diagnosed(scene.recovery(), scene.token(dev, "eu-west-1", "prod")),
                LockoutCause.TOKEN_OF_OTHER_REGION,
                false);

        assertThat(found.text()).contains("eu-west-1", "us-west-2");
    }

    @Test
    void tokenThatHasExpired() {
        scene.allow(dev.arn());
        String token = scene.token(dev, "us-west-2", "prod");
        scene.clock.advance(Duration.ofMinutes(16));

        first(diagnosed(scene.recovery(), token), LockoutCause.TOKEN_EXPIRED, true);
    }

    @Test
    void textThatIsNoToken() {
        scene.allow(dev.arn());

        first(diagnosed(scene.recovery(), "sha256~qwertyuiop"), LockoutCause.TOKEN_INVALID, true);
    }

    @Test
    void tokenOfSomebodyElse_isComparedWithThePrincipal() {
        scene.allow(dev.arn());
        FakePrincipal ops = scene.role("ops");

        first(
                diagnosed(verifying(scene.verifier()), scene.token(ops, "us-west-2", "prod")),
                LockoutCause.OTHER_PRINCIPAL,
                true);
    }

    @Test
    void goodToken_isNoObstacle() {
        scene.allow(dev.arn());

        Diagnosis diagnosis = diagnosed(verifying(scene.verifier()), scene.token(dev, "us-west-2", "prod"));

        assertThat(diagnosis.obstacles()).isEmpty();
        assertThat(diagnosis.checked()).contains("the token at STS", "the caller as STS shows it");
    }

    @Test
    void modeThatCountsNoEntries() {
        in(AuthenticationMode.CONFIG_MAP);
        assertThat(scene.prod).principal(dev).isRejected(RejectionReason.NOT_MAPPED);
        first(scene.recovery().diagnose(dev.arn()), LockoutCause.MODE_WITHOUT_ENTRIES, false);

        Obstacle found = first(
                scene.knowing(AwsAuth.none(), RbacObjects.none()).diagnose(dev.arn()),
                LockoutCause.MODE_WITHOUT_ENTRIES,
                true);

        assertThat(found.remedy()).contains(new Remedy.ChangeMode(AuthenticationMode.API_AND_CONFIG_MAP));
        scene.entries.enableAccessEntries();
        scene.allow(dev.arn());
        assertThat(scene.prod).principal(dev).can("get", "pods").inNamespace("team-a");
    }

    @Test
    void modeThatCountsNoEntries_whereAwsAuthMapsThePrincipal_isNoObstacle() {
        in(AuthenticationMode.CONFIG_MAP);

        assertThat(scene.knowing(mapping(dev.arn().arn()), RbacObjects.none())
                        .diagnose(dev.arn())
                        .obstacles())
                .isEmpty();
        assertThat(scene.prod).principal(dev).can("delete", "nodes").clusterWide();
    }

    @Test
    void mappingWithPath_neverMatches() {
        in(AuthenticationMode.CONFIG_MAP);
        FakePrincipal lead = scene.role("team/lead");

        Diagnosis diagnosis =
                scene.knowing(mapping(lead.arn().arn()), RbacObjects.none()).diagnose(lead.arn());

        assertThat(diagnosis.causes())
                .containsExactly(LockoutCause.MODE_WITHOUT_ENTRIES, LockoutCause.MAPPING_WITH_PATH);
        assertThat(scene.prod).principal(lead).isRejected(RejectionReason.NOT_MAPPED);
        scene.prod.awsAuth(mapping(lead.arn().canonical()));
        assertThat(scene.prod).principal(lead).can("delete", "nodes").clusterWide();
    }

    @Test
    void mappingInModeApi_doesNotCount() {
        Diagnosis diagnosis =
                scene.knowing(mapping(dev.arn().arn()), RbacObjects.none()).diagnose(dev.arn());

        first(diagnosis, LockoutCause.MODE_WITHOUT_CONFIG_MAP, true);
        assertThat(diagnosis.causes()).contains(LockoutCause.NO_ENTRY);
        assertThat(scene.prod).principal(dev).isRejected(RejectionReason.NOT_MAPPED);
    }

    @Test
    void platformOlderThanAccessEntries() {
        scene.allow(dev.arn());
        scene.prod.platform("1.28", "eks.5");

        Obstacle found = first(
                scene.knowing(AwsAuth.none(), RbacObjects.none()).diagnose(dev.arn()),
                LockoutCause.PLATFORM_TOO_OLD,
                true);

        assertThat(found.text()).contains("1.28", "eks.5", "administrator that nothing shows");
        assertThat(scene.prod).principal(dev).isRejected(RejectionReason.NOT_MAPPED);
        scene.prod.platform("1.28", "eks.6");
        assertThat(scene.prod).principal(dev).can("get", "pods").inNamespace("team-a");
    }

    @Test
    void clusterThatIsBeingMade() {
        LifeOfClusters.create(scene.fake.eksClient(), "young", r -> r.accessConfig(a -> a.authenticationMode("API")));
        AccessRecovery young = AccessRecovery.builder()
                .cluster("young")
                .eksClient(scene.fake.eksClient())
                .clock(scene.clock)
                .build();

        Diagnosis diagnosis = young.diagnose(dev.arn());

        first(diagnosis, LockoutCause.CLUSTER_NOT_ACTIVE, true);
        assertThat(diagnosis.causes()).contains(LockoutCause.NO_ENTRY);
        scene.later();
        assertThat(young.diagnose(dev.arn()).causes()).containsExactly(LockoutCause.NO_ENTRY);
    }

    @Test
    void endpointThatNotEverybodyReaches() {
        scene.allow(dev.arn());
        endpoint(v -> v.endpointPublicAccess(true).publicAccessCidrs("203.0.113.0/24"));
        assertThat(first(scene.recovery().diagnose(dev.arn()), LockoutCause.ENDPOINT_RESTRICTED, false)
                        .text())
                .contains("203.0.113.0/24");

        endpoint(v -> v.endpointPublicAccess(false).endpointPrivateAccess(true));

        first(scene.recovery().diagnose(dev.arn()), LockoutCause.ENDPOINT_PRIVATE, false);
    }

    private void endpoint(Consumer<VpcConfigRequest.Builder> change) {
        scene.fake.eksClient().updateClusterConfig(r -> r.name("prod").resourcesVpcConfig(change));
        scene.later();
    }

    @Test
    void clusterThatDoesNotExist_isAnExceptionAndNoDiagnosis() {
        AccessRecovery none = AccessRecovery.builder()
                .cluster("nowhere")
                .eksClient(scene.fake.eksClient())
                .build();

        assertThatThrownBy(() -> none.diagnose(dev.arn())).isInstanceOf(ClusterNotFoundException.class);
    }

    @Test
    void clusterThatCannotBeRead_isDoneWithoutAndTold() {
        in(AuthenticationMode.API_AND_CONFIG_MAP);
        scene.entries.grant(dev.arn()).allow(AccessPolicy.VIEW).clusterWide().apply();
        scene.later();

        Diagnosis diagnosis = AccessRecovery.builder()
                .cluster("prod")
                .eksClient(scene.fake.eksClient())
                .kubernetes(path -> {
                    throw new UnavailableException(
                            "Unauthorized", ErrorContext.builder().build(), null);
                })
                .clock(scene.clock)
                .build()
                .diagnose(dev.arn());

        assertThat(diagnosis.obstacles()).isEmpty();
        assertThat(diagnosis.unchecked())
                .filteredOn(part -> part.part() == Part.RBAC || part.part() == Part.AWS_AUTH)
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.text()).contains("could not be read: Unauthorized"));
    }
}
