package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.migration.AwsAuthMigration;
import io.github.accessentries.migration.MappingOutcome;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.RbacObjects;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of the fake goes all the way from its ConfigMap to entries. */
class AwsAuthMigrationTest {

    private static final String AWS_AUTH = "/api/v1/namespaces/kube-system/configmaps/aws-auth";
    private static final AccessRequest LIST_PODS =
            AccessRequest.of("list", "pods").inNamespace("team-a");

    private static final String CLUSTER_ROLES = """
            {"kind": "ClusterRoleList", "items": [{"metadata": {"name": "view"},
              "rules": [{"verbs": ["list"], "apiGroups": [""], "resources": ["pods"]}]}]}""";

    private static final String ROLE_BINDINGS = """
            {"kind": "RoleBindingList", "items": [{"metadata": {"name": "team", "namespace": "team-a"},
              "roleRef": {"kind": "ClusterRole", "name": "view"},
              "subjects": [{"kind": "Group", "name": "team-a"}, {"kind": "Group", "name": "system:team"}]}]}""";

    private static String configMap(String roles) {
        return "{\"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"aws-auth\"}, \"data\": {\"mapRoles\": \"" + roles
                + "\"}}";
    }

    private static String role(String name, String username, String group) {
        return "- {rolearn: 'arn:aws:iam::111122223333:role/" + name + "', username: '" + username + "', groups: ['"
                + group + "']}\\n";
    }

    private static final String GOOD =
            configMap(role("ops", "ops", "system:masters") + role("dev", "dev:{{SessionName}}", "team-a"));

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakeCluster cluster = fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
    private final Map<String, String> objects = new ConcurrentHashMap<>();
    private final KubernetesApi kubernetes = path -> Optional.ofNullable(objects.get(path.replaceFirst("\\?.*", "")));
    private final List<String> progress = new ArrayList<>();
    private final EksAccessEntries prod = InFakeTime.prod(fake.eksClient(), clock)
            .planContext(PlanContext.builder()
                    .awsAuth(() -> AwsAuth.read(kubernetes))
                    .build())
            .build();
    private final AwsAuthMigration migration =
            AwsAuthMigration.builder().cluster(prod).kubernetes(kubernetes).build();

    @TempDir
    Path directory;

    AwsAuthMigrationTest() {
        objects.put("/apis/rbac.authorization.k8s.io/v1/clusterroles", CLUSTER_ROLES);
        objects.put("/apis/rbac.authorization.k8s.io/v1/rolebindings", ROLE_BINDINGS);
        for (String none : List.of("roles", "clusterrolebindings")) {
            objects.put("/apis/rbac.authorization.k8s.io/v1/" + none, "{\"items\": []}");
        }
        objects.put("/api/v1/namespaces", "{\"items\": []}");
        cluster.rbac(RbacObjects.read(kubernetes));
        configMapIs(GOOD);
    }

    private void configMapIs(String configMap) {
        objects.put(AWS_AUTH, configMap);
        cluster.awsAuth(AwsAuth.parseConfigMap(configMap));
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    @SuppressWarnings("NullAway") // As callers without checks of null may do it.
    void makeEntries_withoutOptionsOrListener_leavesNoBackupBehind() {
        Path backup = directory.resolve("aws-auth.json");

        assertThatNullPointerException()
                .isThrownBy(() -> migration.makeEntries(backup, null, progress::add))
                .withMessage("options");
        assertThatNullPointerException()
                .isThrownBy(() -> migration.makeEntries(backup, ApplyOptions.defaults(), null))
                .withMessage("progress");

        assertThat(backup).doesNotExist();
    }

    @Test
    void migration_ofAProvenConfigMap_endsInModeApi_andEverybodyCanDoWhatTheyCould() throws Exception {
        FakePrincipal ops = fake.iam().role("ops");
        FakePrincipal dev = fake.iam().role("dev");
        Authentication before = cluster.login(dev);
        assertThat(migration.plan().isProven()).as(migration.plan().toString()).isTrue();
        Path backup = directory.resolve("aws-auth.json");

        migration.makeEntries(backup, ApplyOptions.defaults(), progress::add);
        migration.leaveConfigMap(SignOff.none(), progress::add);

        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API);
        assertThat(Files.readString(backup)).isEqualTo(GOOD);
        assertThat(prod.get(ops.arn()).scopeOf(AccessPolicy.CLUSTER_ADMIN)).isPresent();
        Authentication after = cluster.login(dev);
        assertThat(after.user().username()).isEqualTo(before.user().username());
        assertThat(after.user().groups()).isEqualTo(before.user().groups());
        assertThat(cluster.authorizer().decide(after.user(), LIST_PODS).allowed())
                .isTrue();
        assertThat(cluster.authorizer()
                        .decide(cluster.login(ops).user(), AccessRequest.of("delete", "nodes"))
                        .allowed())
                .isTrue();
        assertThat(progress)
                .anyMatch(line ->
                        line.contains("create") && line.contains(dev.arn().toString()));
    }

    @Test
    void configMapWithAGap_keepsItsMappingAtWork_andIsNeverLeft() {
        configMapIs(configMap(role("ops", "ops", "system:masters") + role("dev", "dev", "system:team")));
        FakePrincipal dev = fake.iam().role("dev");
        fake.iam().role("ops");

        migration.makeEntries(directory.resolve("aws-auth.json"), ApplyOptions.defaults(), progress::add);

        assertThat(prod.principals())
                .contains(PrincipalArn.role("111122223333", "ops"))
                .doesNotContain(dev.arn());
        assertThat(cluster.authorizer()
                        .decide(cluster.login(dev).user(), LIST_PODS)
                        .allowed())
                .isTrue();
        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> migration.leaveConfigMap(SignOff.of("aws-auth-still-used"), progress::add))
                .withMessageContaining("arn:aws:iam::111122223333:role/dev")
                .withMessageContaining("system:team");
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
        assertThat(migration.plan().gaps())
                .extracting(MappingOutcome::mapping)
                .containsExactly(dev.arn().toString());
    }

    @Test
    void configMap_cannotBeLeft_whileItsEntriesAreStillToBeMade() {
        fake.iam().role("ops");
        fake.iam().role("dev");
        prod.enableAccessEntries(SignOff.none(), progress::add);

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> migration.leaveConfigMap(SignOff.none(), progress::add))
                .withMessageContaining("call makeEntries(..) first");
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
    }

    @Test
    void backup_thatHoldsAnotherText_isNotOverwritten_andNothingIsChanged() throws Exception {
        Path backup = Files.writeString(directory.resolve("aws-auth.json"), "of another cluster");

        assertThatThrownBy(() -> migration.makeEntries(backup, ApplyOptions.defaults(), progress::add))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("already exists with other contents");

        assertThat(Files.readString(backup)).isEqualTo("of another cluster");
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.CONFIG_MAP);
    }

    @Test
    void everyStep_canBeRepeated() {
        fake.iam().role("ops");
        fake.iam().role("dev");
        Path backup = directory.resolve("aws-auth.json");

        for (int run = 0; run < 2; run++) {
            migration.makeEntries(backup, ApplyOptions.defaults(), progress::add);
        }
        for (int run = 0; run < 2; run++) {
            migration.leaveConfigMap(SignOff.none(), progress::add);
        }

        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API);
        assertThat(prod.list()).hasSizeGreaterThanOrEqualTo(2);
    }
}
