package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static io.github.accessentries.testkit.RecoveryScene.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.recovery.AccessAttempt;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.recovery.LockoutCause;
import io.github.accessentries.recovery.Obstacle;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a principal that gets in from what it wants: each cause is made, named first, and cured by the step that is named. */
class DiagnosedGrantsTest {

    private static final AccessRequest GET_PODS =
            AccessRequest.of("get", "pods").inNamespace("team-a");
    private static final RbacObjects NO_RBAC = RbacObjects.builder().whole(true).build();
    private static final RbacObjects DEVS_READ_PODS =
            RbacObjects.reader().allBindings().read("""
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

    private Diagnosis wanting(AccessRequest request) {
        return scene.recovery()
                .diagnose(AccessAttempt.builder()
                        .principal(dev.arn())
                        .request(request)
                        .build());
    }

    @Test
    void entryWithoutPolicyAndGroup() {
        scene.entries.grant(dev.arn()).apply();
        scene.later();
        first(scene.recovery().diagnose(dev.arn()), LockoutCause.NOTHING_GRANTED, false);

        Diagnosis certain = scene.knowing(AwsAuth.none(), NO_RBAC)
                .diagnose(AccessAttempt.builder()
                        .principal(dev.arn())
                        .request(GET_PODS)
                        .build());

        first(certain, LockoutCause.NOTHING_GRANTED, true);
        assertThat(scene.prod).principal(dev).cannot("get", "pods").inNamespace("team-a");
    }

    @Test
    void groupsThatRbacGivesNothing() {
        scene.entries.grant(dev.arn()).groups("developers").apply();
        scene.later();
        assertThat(scene.recovery().diagnose(dev.arn()).unchecked())
                .anySatisfy(part -> assertThat(part.text()).contains("developers"));

        first(wanting(GET_PODS), LockoutCause.NOT_ALLOWED, false); // RBAC is unread, so nothing says that it may.

        Obstacle found = first(
                scene.knowing(AwsAuth.none(), DEVS_READ_PODS).diagnose(dev.arn()),
                LockoutCause.GROUPS_WITHOUT_EFFECT,
                true);
        assertThat(found.text()).contains("developers");

        RbacObjects part =
                RbacObjects.builder().from(DEVS_READ_PODS).allBindings(false).build();
        Diagnosis ofPart = scene.knowing(AwsAuth.none(), part).diagnose(dev.arn());
        first(ofPart, LockoutCause.GROUPS_WITHOUT_EFFECT, false);
        assertThat(ofPart.unchecked())
                .anySatisfy(unread -> assertThat(unread.text()).contains("the cluster may have other bindings"));

        scene.entries.grant(dev.arn()).groups("devs").apply();
        scene.later();
        assertThat(scene.knowing(AwsAuth.none(), DEVS_READ_PODS)
                        .diagnose(dev.arn())
                        .obstacles())
                .isEmpty();
        assertThat(scene.prod).principal(dev).can("get", "pods").inNamespace("team-a");
    }

    @Test
    void policyScopeLacksTheNamespace() {
        scene.allow(dev.arn());
        AccessRequest elsewhere = AccessRequest.of("get", "pods").inNamespace("team-b");

        Obstacle found = first(wanting(elsewhere), LockoutCause.SCOPE_TOO_NARROW, false);
        assertThat(found.text()).contains("it lacks namespace team-b");
        scene.cure(found);

        assertThat(scene.prod)
                .principal(dev)
                .can("get", "pods")
                .inNamespace("team-b")
                .can("get", "pods")
                .inNamespace("team-a");
    }

    @ParameterizedTest
    @CsvSource({
        "delete, pods, AmazonEKSEditPolicy",
        "get, secrets, AmazonEKSSecretReaderPolicy",
        "create, rolebindings.rbac.authorization.k8s.io, AmazonEKSAdminPolicy"
    })
    void nothingAllowsTheRequest_theLeastPolicyThatDoesIsNamed(String verb, String resource, String policy) {
        scene.allow(dev.arn());

        Obstacle found =
                first(wanting(AccessRequest.of(verb, resource).inNamespace("team-a")), LockoutCause.NOT_ALLOWED, false);
        assertThat(found.remedy()).get().asString().contains(policy);
        scene.cure(found);

        assertThat(scene.prod).principal(dev).can(verb, resource).inNamespace("team-a");
    }

    @Test
    void policyWhoseRulesAreNotPublished() {
        scene.entries
                .grant(dev.arn())
                .allow(AccessPolicy.of("AmazonEMRJobPolicy"))
                .clusterWide()
                .apply();
        scene.later();

        first(wanting(GET_PODS), LockoutCause.RULES_UNKNOWN, false);
    }

    @Test
    void entryHidesWhatAwsAuthGives() {
        in(AuthenticationMode.API_AND_CONFIG_MAP);
        scene.allow(dev.arn());

        Obstacle found = first(
                scene.knowing(mapping(dev.arn().arn(), "dev", "system:masters"), NO_RBAC)
                        .diagnose(dev.arn()),
                LockoutCause.HIDES_AWS_AUTH,
                true);
        assertThat(found.text()).contains("system:masters");
        assertThat(scene.prod).principal(dev).cannot("delete", "nodes").clusterWide();

        scene.entries
                .grant(dev.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        scene.later();
        assertThat(scene.knowing(mapping(dev.arn().arn(), "dev", "system:masters"), NO_RBAC)
                        .diagnose(dev.arn())
                        .obstacles())
                .isEmpty();
        assertThat(scene.prod).principal(dev).can("delete", "nodes").clusterWide();
    }

    @Test
    void entryHidesGroupsOfAwsAuth_whereRbacIsUnknown_isPossible() {
        in(AuthenticationMode.API_AND_CONFIG_MAP);
        scene.allow(dev.arn());
        AwsAuth awsAuth = mapping(dev.arn().arn(), "dev", "devs");

        first(
                scene.recovery(
                                scene.fake.eksClient(),
                                PlanContext.builder().awsAuth(() -> awsAuth).build())
                        .diagnose(dev.arn()),
                LockoutCause.HIDES_AWS_AUTH,
                false);
    }

    @Test
    void roleWithAPathWhoseEntryGivesAsMuchAsItsMapping_isHealthy() {
        in(AuthenticationMode.API_AND_CONFIG_MAP);
        FakePrincipal lead = scene.role("team/lead");
        scene.entries.grant(lead.arn()).groups("devs").username("lead").apply();
        scene.later();

        assertThat(scene.knowing(mapping(lead.arn().canonical(), "lead", "devs"), DEVS_READ_PODS)
                        .diagnose(lead.arn())
                        .obstacles())
                .isEmpty();
    }

    @Test
    void twoCausesTogether_areBothNamed() {
        in(AuthenticationMode.API_AND_CONFIG_MAP);
        scene.allow(dev.arn());

        Diagnosis diagnosis = scene.knowing(mapping(dev.arn().arn(), "dev", "system:masters"), NO_RBAC)
                .diagnose(AccessAttempt.builder()
                        .principal(dev.arn())
                        .callerArn("arn:aws:sts::111122223333:assumed-role/Dev2/ana")
                        .request(AccessRequest.of("get", "pods").inNamespace("team-b"))
                        .build());

        assertThat(diagnosis.causes())
                .containsExactly(
                        LockoutCause.OTHER_PRINCIPAL, LockoutCause.HIDES_AWS_AUTH, LockoutCause.SCOPE_TOO_NARROW);
    }
}
