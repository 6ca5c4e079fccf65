package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static io.github.accessentries.testkit.RecoveryScene.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.plan.Unchecked.Part;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.recovery.AccessAttempt;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.recovery.LockoutCause;
import io.github.accessentries.recovery.Obstacle;
import io.github.accessentries.recovery.Remedy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What keeps a principal out for want of an entry: each cause is made, named first, and cured by the step that is named. */
class DiagnosedEntriesTest {

    private static final AccessRequest GET_PODS =
            AccessRequest.of("get", "pods").inNamespace("team-a");
    private static final RbacObjects DEVS_READ_PODS = RbacObjects.parse("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: pod-reader}
            rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: devs}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: pod-reader}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: devs}]
            """);

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

    private static AwsAuth mapping(String arn, String username, String... groups) {
        return AwsAuth.builder()
                .addRoles(AwsAuth.ArnMapping.of(arn, username, List.of(groups)))
                .build();
    }

    @ParameterizedTest
    @EnumSource(value = AuthenticationMode.class, names = "API.*", mode = EnumSource.Mode.MATCH_ALL)
    void healthyPrincipal_nothingIsFound_andWhatWasLookedAtIsSaid(AuthenticationMode mode) {
        in(mode);
        scene.allow(dev.arn());

        Diagnosis diagnosis = scene.recovery()
                .diagnose(AccessAttempt.builder()
                        .principal(dev.arn())
                        .callerArn("arn:aws:sts::111122223333:assumed-role/dev/ana")
                        .token(scene.token(dev, "us-west-2", "prod"))
                        .request(GET_PODS)
                        .build());

        assertThat(diagnosis.obstacles()).isEmpty();
        assertThat(diagnosis.mode()).isEqualTo(mode);
        assertThat(diagnosis.checked()).contains("the access entries", "the form and the time of the token");
        assertThat(diagnosis.unchecked())
                .extracting(Unchecked::part)
                .contains(Part.IAM, Part.RBAC, Part.TOKEN)
                .doesNotContain(Part.CALLER);
        assertThat(diagnosis.toString()).contains("nothing was found", "looked at: ", "not looked at: iam");
    }

    @Test
    void healthyPrincipal_knowingEverything_nothingIsUnchecked() {
        in(AuthenticationMode.API_AND_CONFIG_MAP);
        scene.allow(dev.arn());
        AwsAuth awsAuth = AwsAuth.none();
        scene.knowing(awsAuth, DEVS_READ_PODS);

        Diagnosis diagnosis = scene.recovery(
                        scene.fake.eksClient(),
                        PlanContext.builder()
                                .awsAuth(() -> awsAuth)
                                .directory(scene.directory())
                                .model(entries -> ClusterAccess.builder()
                                        .entries(entries)
                                        .rbac(RbacObjects.builder().whole(true).build())
                                        .build())
                                .build())
                .diagnose(AccessAttempt.builder()
                        .principal(dev.arn())
                        .callerArn("arn:aws:sts::111122223333:assumed-role/dev/ana")
                        .request(GET_PODS)
                        .build());

        assertThat(diagnosis.obstacles()).isEmpty();
        assertThat(diagnosis.unchecked()).isEmpty();
        assertThat(diagnosis.checked()).contains("aws-auth", "RBAC", "the principal in IAM");
    }

    @Test
    void noEntry() {
        Obstacle found = first(scene.recovery().diagnose(dev.arn()), LockoutCause.NO_ENTRY, true);
        assertThat(scene.prod).principal(dev).isRejected(RejectionReason.NOT_MAPPED);

        scene.cure(found);

        assertThat(scene.prod).principal(dev).logsInAs("arn:aws:sts::111122223333:assumed-role/dev/test-session");
    }

    @Test
    void noEntry_whereAwsAuthIsUnknown_isOnlyPossible() {
        in(AuthenticationMode.API_AND_CONFIG_MAP);

        Diagnosis diagnosis = scene.recovery().diagnose(dev.arn());

        first(diagnosis, LockoutCause.NO_ENTRY, false);
        assertThat(diagnosis.unchecked()).extracting(Unchecked::part).contains(Part.AWS_AUTH);
    }

    @Test
    void noEntry_whereAwsAuthMapsIt_isNoObstacle() {
        in(AuthenticationMode.API_AND_CONFIG_MAP);

        assertThat(scene.knowing(mapping(dev.arn().arn(), "dev", "devs"), DEVS_READ_PODS)
                        .diagnose(dev.arn())
                        .obstacles())
                .isEmpty();
        assertThat(scene.prod).principal(dev).can("get", "pods").inNamespace("team-a");
    }

    @Test
    void principalGone() {
        scene.allow(dev.arn());
        scene.delete(dev.arn());

        first(scene.knowingIam().diagnose(dev.arn()), LockoutCause.PRINCIPAL_GONE, true);
    }

    @Test
    void principalMadeAgain() {
        scene.allow(dev.arn());
        scene.delete(dev.arn());
        FakePrincipal again = scene.role("dev");
        scene.later();
        assertThat(scene.prod).principal(again).isRejected(RejectionReason.NOT_MAPPED);

        Obstacle found = first(scene.knowingIam().diagnose(dev.arn()), LockoutCause.PRINCIPAL_RECREATED, true);
        scene.cure(found);

        assertThat(scene.prod).principal(again).can("get", "pods").inNamespace("team-a");
    }

    @Test
    void principalMovedToAnotherPath() {
        FakePrincipal old = scene.role("old/lead");
        scene.allow(old.arn());
        scene.delete(old.arn());
        FakePrincipal moved = scene.role("new/lead");
        scene.later();

        Obstacle found = first(scene.knowingIam().diagnose(moved.arn()), LockoutCause.OTHER_PATH, true);
        assertThat(found.text()).contains(old.arn().arn(), moved.arn().arn());
        scene.cure(found);
        assertThat(scene.entries.principals()).containsExactly(moved.arn());
        // With the policies of the other, without which the cure would lock out for good.
        assertThat(scene.prod).principal(moved).can("get", "pods").inNamespace("team-a");
    }

    @Test
    void pathLeftOut_isFoundWithoutIam_andIsNoneOfIt() {
        FakePrincipal lead = scene.role("team/lead");
        scene.allow(lead.arn());

        first(
                scene.recovery().diagnose(PrincipalArn.role(RecoveryScene.ACCOUNT, "lead")),
                LockoutCause.OTHER_PATH,
                false);
        assertThat(scene.recovery()
                        .diagnoseCaller("arn:aws:sts::111122223333:assumed-role/lead/ana")
                        .obstacles())
                .isEmpty();
    }

    @Test
    void entryOfNodes() {
        scene.entries.grant(dev.arn()).type(EntryType.EC2_LINUX).apply();
        scene.later();

        first(scene.recovery().diagnose(dev.arn()), LockoutCause.NODE_ENTRY, true);
    }

    @Test
    void suffixOfIdentityCenterChanged() {
        String path = "aws-reserved/sso.amazonaws.com/eu-west-1/";
        FakePrincipal old = scene.role(path + "AWSReservedSSO_Admin_0123456789abcdef");
        FakePrincipal other = scene.role(path + "AWSReservedSSO_Admin_Read_0123456789abcdef");
        scene.allow(old.arn());
        scene.allow(other.arn());
        scene.delete(old.arn());
        FakePrincipal now = scene.role(path + "AWSReservedSSO_Admin_fedcba9876543210");

        Obstacle found = first(scene.knowingIam().diagnose(now.arn()), LockoutCause.OTHER_SUFFIX, true);
        assertThat(found.text()).contains(old.arn().arn()).doesNotContain("Read");
        scene.cure(found);

        assertThat(scene.prod).principal(now).can("get", "pods").inNamespace("team-a");
        // STS shows no path, and the set is recognised all the same.
        scene.entries.revoke(now.arn(), SignOff.none());
        first(
                scene.knowingIam()
                        .diagnoseCaller("arn:aws:sts::111122223333:assumed-role/"
                                + now.arn().name() + "/ana"),
                LockoutCause.OTHER_SUFFIX,
                true);
    }

    @Test
    void whatAFormerRoleHadForAWhile_isNotHandedOn() {
        String path = "aws-reserved/sso.amazonaws.com/eu-west-1/";
        FakePrincipal old = scene.role(path + "AWSReservedSSO_Admin_0123456789abcdef");
        scene.entries.grant(old.arn()).groups("team").apply();
        scene.entries
                .grant(old.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .forDuration(Duration.ofHours(1))
                .apply();
        scene.delete(old.arn());
        FakePrincipal now = scene.role(path + "AWSReservedSSO_Admin_fedcba9876543210");

        scene.cure(first(scene.knowingIam().diagnose(now.arn()), LockoutCause.OTHER_SUFFIX, true));

        assertThat(scene.entries.get(now.arn())).satisfies(entry -> {
            assertThat(entry.groups()).containsExactly("team");
            assertThat(entry.policies()).isEmpty();
        });
    }

    @Test
    void livingEntryOfAPermissionSet_isNotCalledFormer_whereIamDoesNotSayWhichRoleIs() {
        String path = "aws-reserved/sso.amazonaws.com/eu-west-1/";
        FakePrincipal old = scene.role(path + "AWSReservedSSO_Admin_0123456789abcdef");
        FakePrincipal now = scene.role(path + "AWSReservedSSO_Admin_fedcba9876543210");
        scene.allow(now.arn());

        Diagnosis blind = scene.recovery().diagnose(old.arn());
        scene.delete(old.arn());
        Diagnosis knowing = scene.knowingIam().diagnose(old.arn());

        first(blind, LockoutCause.NO_ENTRY, true);
        for (Diagnosis each : List.of(blind, knowing)) {
            assertThat(each.obstacles())
                    .filteredOn(obstacle -> obstacle.cause() == LockoutCause.OTHER_SUFFIX)
                    .singleElement()
                    .satisfies(obstacle -> {
                        assertThat(obstacle.isCertain()).isFalse();
                        assertThat(obstacle.step()).contains("aws iam get-role").doesNotContain("delete");
                    });
            assertThat(each.obstacles()).allMatch(obstacle -> obstacle.remedy().isEmpty());
        }
    }

    @Test
    void youngEntry_mayNotHaveReachedTheCluster() {
        scene.fake.consistency(Duration.ZERO, Duration.ofSeconds(8));
        scene.entries.grant(dev.arn()).allow(AccessPolicy.VIEW).clusterWide().apply();
        assertThat(scene.prod).principal(dev).isRejected(RejectionReason.NOT_MAPPED);

        Obstacle found = first(scene.recovery().diagnose(dev.arn()), LockoutCause.NOT_PROPAGATED, false);
        scene.clock.advance(((Remedy.WaitFor) found.remedy().orElseThrow()).atMost());

        assertThat(scene.prod).principal(dev).can("get", "pods").inNamespace("team-a");
        scene.later();
        assertThat(scene.recovery().diagnose(dev.arn()).obstacles()).isEmpty();
    }

    @Test
    void attemptIsReadOnly() {
        scene.allow(dev.arn());
        List<AccessEntry> before = scene.entries.list();
        scene.fake.clearCalls();

        scene.recovery().diagnose(dev.arn());

        assertThat(scene.fake.calls())
                .extracting(call -> call.eventName())
                .containsOnly(
                        "DescribeCluster", "ListAccessEntries", "DescribeAccessEntry", "ListAssociatedAccessPolicies");
        assertThat(scene.entries.list()).isEqualTo(before);
    }
}
