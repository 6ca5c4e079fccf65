package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.migration.AwsAuthMigration;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.migration.MigrationPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ConfigMap whose groups RBAC gives something to, one of them with a name that entries cannot have. */
class MigrationOfBothHalvesTest {

    private static final String RESERVED = "system:operators";

    @TempDir
    private Path folder;

    private final FakeEks eks = FakeEks.builder().signatureChecks(false).build();
    private final FakePrincipal admin = eks.iam().role("admin");
    private final FakePrincipal operator = eks.iam().role("operator");
    private final FakeCluster prod = eks.createCluster("prod", AuthenticationMode.CONFIG_MAP);

    @AfterEach
    void close() {
        eks.close();
    }

    private AwsAuthMigration.Builder migration() {
        prod.awsAuth(AwsAuth.builder()
                .addRoles(mapping(admin.arn(), "admin", "system:masters"))
                .addRoles(mapping(operator.arn(), "operator", RESERVED, "team-a"))
                .build());
        Rule pods = Rule.builder()
                .addApiGroups("")
                .addResources("pods")
                .addVerbs("get", "delete")
                .build();
        prod.rbac(RbacObjects.builder()
                .addRoles(RbacRole.clusterRole("operators", pods))
                .addBindings(
                        RbacBinding.clusterWide("operators", "operators", RESERVED, "others"),
                        RbacBinding.inNamespace("kube-system", "operators", "view", RESERVED),
                        RbacBinding.inNamespace("default", "team-a", "view", "team-a"))
                .build());
        ApiClientKubernetesApi api = ApiClientKubernetesApi.of(prod.apiClient(admin));
        return AwsAuthMigration.builder()
                .cluster(EksAccessEntries.builder()
                        .cluster("prod")
                        .eksClient(eks.eksClient())
                        .kubernetes(api)
                        .build())
                .kubernetes(api);
    }

    private static ArnMapping mapping(PrincipalArn principal, String username, String... groups) {
        return ArnMapping.builder()
                .arn(principal.toString())
                .username(username)
                .addGroups(groups)
                .build();
    }

    @Test
    void reservedGroup_thatIsGivenSomething_isAGapUnlessItsBindingsMove() {
        MigrationPlan plan = migration().build().plan();

        assertThat(plan.isProven()).isFalse();
        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap ->
                        assertThat(gap.text()).contains("[system:operators]", "have the migration move the bindings"));
    }

    /** A reader of the plan has not seen what somebody binds while EKS changes the mode. */
    @Test
    void reviewedMigration_makesNothing_ifABindingMoreWouldMove() {
        AwsAuthMigration migration = migration().moveBindings().build();
        MigrationPlan reviewed = migration.plan();
        eks.faults().before("UpdateClusterConfig", this::bindLate);

        assertThatThrownBy(() -> migration.makeEntries(
                        reviewed, folder.resolve("aws-auth.json"), ApplyOptions.defaults(), line -> {}))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContainingAll("Made no entries on cluster prod", "new in it: ", "late");
        assertThat(eks.calls().stream().map(RecordedCall::eventName)).doesNotContain("CreateAccessEntry");
    }

    private void bindLate() {
        ApiClientKubernetesApi.of(prod.apiClient(admin))
                .create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
                {"metadata": {"name": "late"},
                 "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
                 "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "system:operators"}]}
                """);
    }

    @Test
    void bothHalves_areMovedAndProven() {
        AwsAuthMigration migration = migration().moveBindings().build();

        MigrationPlan plan = migration.plan();

        assertThat(plan.isProven()).as(plan.toString()).isTrue();
        assertThat(plan.desired().objects())
                .extracting(Object::toString)
                .containsExactly(
                        "ClusterRoleBinding \"aws-auth:operators\" of ClusterRole \"operators\" to"
                                + " [Group \"aws-auth:system:operators\"]",
                        "RoleBinding \"aws-auth:operators/kube-system\" of ClusterRole \"view\" to"
                                + " [Group \"aws-auth:system:operators\"]");
        migration
                .makeEntries(plan, folder.resolve("aws-auth.json"), ApplyOptions.defaults(), line -> {})
                .orThrow();
        assertThat(migration.plan().isProven()).isTrue();
        assertThat(migration.plan().outcomes())
                .extracting(outcome -> outcome.kind())
                .containsOnly(Kind.IDLE);
        migration.leaveConfigMap(SignOff.none(), line -> {});

        assertThat(prod)
                .principal(operator)
                .can("delete", "pods")
                .inNamespace("default")
                .can("list", "services")
                .inNamespace("kube-system")
                .can("list", "services")
                .inNamespace("default")
                .cannot("list", "services")
                .inNamespace("kube-public");
    }

    @Test
    void groupInPlace_thatSomebodyHasAlready_isNotGivenAnything() {
        AwsAuthMigration.Builder migration = migration();
        prod.awsAuth(AwsAuth.builder()
                .addRoles(mapping(admin.arn(), "admin", "system:masters"))
                .addRoles(mapping(operator.arn(), "operator", RESERVED))
                .addRoles(mapping(eks.iam().role("guest").arn(), "guest", "aws-auth:" + RESERVED))
                .build());

        MigrationPlan plan = migration.moveBindings().build().plan();

        assertThat(plan.isProven()).isFalse();
        assertThat(plan.desired().objects()).isEmpty();
    }

    @Test
    void bindingsThatCannotBeMoved_areFoundBeforeTheModeChangesForGood() {
        AwsAuthMigration.Builder unable = migration();
        AwsAuthMigration readOnly = unable.cluster(EksAccessEntries.builder()
                        .cluster("prod")
                        .eksClient(eks.eksClient())
                        .build())
                .moveBindings()
                .build();
        assertThatThrownBy(() ->
                        readOnly.makeEntries(folder.resolve("aws-auth.json"), ApplyOptions.defaults(), line -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WritableKubernetesApi");

        AwsAuthMigration.Builder refused = migration();
        FakePrincipal reader = eks.iam().role("reader");
        prod.awsAuth(AwsAuth.builder()
                .addRoles(mapping(admin.arn(), "admin", "system:masters"))
                .addRoles(mapping(operator.arn(), "operator", RESERVED, "team-a"))
                .addRoles(mapping(reader.arn(), "reader", "readers"))
                .build());
        RbacObjects before = RbacObjects.read(ApiClientKubernetesApi.of(prod.apiClient(admin)));
        prod.rbac(RbacObjects.builder()
                .roles(before.roles())
                .bindings(before.bindings())
                .addRoles(RbacRole.clusterRole(
                        "readers",
                        Rule.builder()
                                .addApiGroups("*")
                                .addResources("*")
                                .addVerbs("get", "list")
                                .build()))
                .addBindings(RbacBinding.clusterWide("readers", "readers", "readers"))
                .build());
        ApiClientKubernetesApi api = ApiClientKubernetesApi.of(prod.apiClient(reader));
        AwsAuthMigration byReader = refused.cluster(EksAccessEntries.builder()
                        .cluster("prod")
                        .eksClient(eks.eksClient())
                        .kubernetes(api)
                        .build())
                .kubernetes(api)
                .moveBindings()
                .build();
        assertThatThrownBy(() ->
                        byReader.makeEntries(folder.resolve("aws-auth.json"), ApplyOptions.defaults(), line -> {}))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContainingAll("Changed nothing on cluster prod", "aws-auth:operators");
        assertThat(eks.eksClient()
                        .describeCluster(r -> r.name("prod"))
                        .cluster()
                        .accessConfig()
                        .authenticationModeAsString())
                .isEqualTo("CONFIG_MAP");
    }
}
