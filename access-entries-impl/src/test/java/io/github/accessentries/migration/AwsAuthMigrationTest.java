package io.github.accessentries.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.planning.PlannedCluster;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each step of a migration on a cluster in memory, and what stops it. */
class AwsAuthMigrationTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn OPS = PrincipalArn.role("111122223333", "ops");

    /** With its path, by which aws-auth lets nobody in. */
    private static final PrincipalArn IDLE = PrincipalArn.role("111122223333", "team/idle");

    private final PlannedCluster cluster = new PlannedCluster();
    private final Map<String, String> objects = new ConcurrentHashMap<>(Map.of(
            "/apis/rbac.authorization.k8s.io/v1/clusterroles", """
            {"kind": "ClusterRoleList", "items": [{"metadata": {"name": "view"},
              "rules": [{"verbs": ["list"], "apiGroups": [""], "resources": ["pods"]}]}]}""",
            "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
            {"kind": "ClusterRoleBindingList", "items": [{"metadata": {"name": "team"},
              "roleRef": {"kind": "ClusterRole", "name": "view"},
              "subjects": [{"kind": "Group", "name": "devs"}, {"kind": "Group", "name": "system:devs"}]}]}"""));
    private final KubernetesApi kubernetes =
            path -> Optional.of(objects.getOrDefault(path.replaceFirst("\\?.*", ""), "{\"items\": []}"));
    private final AccessEntries prod = cluster.entries(PlanContext.builder().awsAuth(() -> AwsAuth.read(kubernetes)));
    private final AwsAuthMigration migration =
            AwsAuthMigration.builder().cluster(prod).kubernetes(kubernetes).build();
    private final List<String> progress = new ArrayList<>();

    @TempDir
    Path directory;

    AwsAuthMigrationTest() {
        cluster.calls().mode(AuthenticationMode.CONFIG_MAP);
        devsGroupIs("devs");
    }

    private void devsGroupIs(String group) {
        objects.put(
                ConfigMapBackup.PATH,
                "{\"kind\": \"ConfigMap\", \"data\": {\"mapRoles\": \"[{rolearn: '" + OPS
                        + "', username: ops, groups: ['system:masters']}, {rolearn: '" + DEV
                        + "', username: dev, groups: ['" + group + "']}]\"}}");
    }

    private void makeEntries() {
        assertThat(migration
                        .makeEntries(directory.resolve("aws-auth.json"), ApplyOptions.defaults(), progress::add)
                        .isComplete())
                .isTrue();
    }

    private void leaveConfigMap() {
        migration.leaveConfigMap(SignOff.none(), progress::add);
    }

    @Test
    void bothSteps_endWithEntriesOnly_andCanBeRepeated() throws IOException {
        for (int run = 0; run < 2; run++) {
            makeEntries();
        }
        List<String> made = cluster.calls().changes();
        assertThat(made).startsWith("mode API_AND_CONFIG_MAP").contains("create dev", "create ops");
        for (int run = 0; run < 2; run++) {
            leaveConfigMap();
        }

        assertThat(cluster.calls().changes()).hasSize(made.size() + 1).endsWith("mode API");
        assertThat(prod.principals()).containsExactlyInAnyOrder(DEV, OPS);
        assertThat(Files.readString(directory.resolve("aws-auth.json"))).isEqualTo(objects.get(ConfigMapBackup.PATH));
        assertThat(progress).anyMatch(line -> line.contains("create") && line.contains(DEV.toString()));
    }

    @Test
    void plan_changesNothing() {
        assertThat(migration.plan().isProven()).isTrue();
        assertThat(cluster.calls().changes()).isEmpty();
    }

    @Test
    void leaving_beforeTheEntriesAreMade_isRefused() {
        cluster.calls().mode(AuthenticationMode.API_AND_CONFIG_MAP);

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(this::leaveConfigMap)
                .withMessageContainingAll(DEV.toString(), OPS.toString(), "makeEntries");
        assertThat(cluster.calls().changes()).isEmpty();
    }

    @Test
    void leaving_withAGap_isRefused_evenIfSignedOff() {
        devsGroupIs("system:devs");
        makeEntries();

        assertThat(prod.principals()).containsExactly(OPS);
        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> migration.leaveConfigMap(SignOff.of("aws-auth-still-used"), progress::add))
                .withMessageContainingAll(DEV.toString(), "system:devs");
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
    }

    @Test
    void leaving_withADangerBesideTheConfigMap_needsItsOwnSignature() {
        objects.put(ConfigMapBackup.PATH, "{\"kind\": \"ConfigMap\", \"data\": {}}");
        cluster.calls().mode(AuthenticationMode.API_AND_CONFIG_MAP);

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(this::leaveConfigMap)
                .withMessageContaining("no-administrator");
        assertThat(migration
                        .leaveConfigMap(SignOff.of("no-administrator"), progress::add)
                        .after())
                .isEqualTo(AuthenticationMode.API);
    }

    @Test
    void leaving_withAMappingThatLetsNobodyIn_needsNoSignature() {
        makeEntries();
        objects.put(
                ConfigMapBackup.PATH,
                "{\"kind\": \"ConfigMap\", \"data\": {\"mapRoles\": \"[{rolearn: '" + IDLE
                        + "', username: idle, groups: [devs]}]\"}}");

        leaveConfigMap();

        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API);
    }

    @Test
    void entryWithoutItsPolicies_isNoProof_andTheNextRunCompletesIt() {
        cluster.calls()
                .failAtChange(
                        2,
                        () -> new UnavailableException(
                                "EKS is unwell", ErrorContext.builder().build(), null));
        assertThat(migration
                        .makeEntries(directory.resolve("aws-auth.json"), ApplyOptions.defaults(), progress::add)
                        .isComplete())
                .isFalse();
        assertThat(cluster.calls().changes()).containsExactly("mode API_AND_CONFIG_MAP", "create ops");
        assertThat(progress).anyMatch(line -> line.contains("not complete") && line.contains(OPS.toString()));
        cluster.calls().heal();

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> migration.leaveConfigMap(
                        SignOff.of("aws-auth-still-used", "aws-auth-hidden", "no-administrator"), progress::add))
                .withMessageContainingAll(OPS.toString(), "makeEntries");
        makeEntries();

        assertThat(prod.get(OPS).scopeOf(AccessPolicy.CLUSTER_ADMIN)).isPresent();
        leaveConfigMap();
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API);
    }

    @Test
    void leaving_whileAnEntryHidesMoreThanItGives_needsASignatureByName() {
        makeEntries();
        cluster.calls().update(DEV, "dev", Set.of());

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() ->
                        migration.leaveConfigMap(SignOff.of("aws-auth-hidden", "aws-auth-still-used"), progress::add))
                .withMessageContainingAll("aws-auth-hidden:" + DEV, "gives less", "pods");
        assertThat(migration
                        .leaveConfigMap(SignOff.of("aws-auth-hidden:" + DEV), progress::add)
                        .after())
                .isEqualTo(AuthenticationMode.API);
    }

    @Test
    void partOfTheConfigMapThatCannotBeRead_stopsBothSteps_untilSignedOffByName() {
        objects.put(
                ConfigMapBackup.PATH,
                "{\"kind\": \"ConfigMap\", \"data\": {\"mapRoles\": \"[{rolearn: '" + OPS
                        + "', username: ops, groups: ['system:masters']}, {username: nobody}]\"}}");
        Path backup = directory.resolve("aws-auth.json");

        List<Finding> found = catchThrowableOfType(
                        UnsafePlanException.class,
                        () -> migration.makeEntries(
                                backup, ApplyOptions.with(SignOff.of("aws-auth-still-used")), progress::add))
                .findings();
        assertThat(found)
                .singleElement()
                .satisfies(finding -> assertThat(finding.subject()).startsWith("mapRoles[1]"));
        assertThat(cluster.calls().changes()).isEmpty();
        assertThat(backup).doesNotExist();
        SignOff named = SignOff.of(found.get(0).name());
        assertThat(migration
                        .makeEntries(backup, ApplyOptions.with(named), progress::add)
                        .isComplete())
                .isTrue();
        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(() -> migration.leaveConfigMap(SignOff.of("aws-auth-still-used"), progress::add))
                .withMessageContaining("mapRoles[1]");
        assertThat(migration.leaveConfigMap(named, progress::add).after()).isEqualTo(AuthenticationMode.API);
    }

    @Test
    void partOfRbacThatCannotBeRead_stopsBothSteps() {
        makeEntries();
        objects.put("/apis/rbac.authorization.k8s.io/v1/rolebindings", """
                {"items": [{"metadata": {"name": "broken", "namespace": "team-a"}, "subjects": 7}]}""");

        assertThatExceptionOfType(UnsafePlanException.class)
                .isThrownBy(this::leaveConfigMap)
                .withMessageContaining("broken");
        assertThatExceptionOfType(UnsafePlanException.class).isThrownBy(this::makeEntries);
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
    }

    @Test
    void leaving_needsNoReaderOfTheConfigMapInThePlanContext_sinceTheMigrationHasReadIt() {
        makeEntries();
        AwsAuthMigration withoutContext = AwsAuthMigration.builder()
                .cluster(cluster.entries())
                .kubernetes(kubernetes)
                .build();

        assertThat(withoutContext.leaveConfigMap(SignOff.none(), progress::add).after())
                .isEqualTo(AuthenticationMode.API);
    }

    @Test
    void clusterWithoutTheConfigMap_hasNoBackup() {
        KubernetesApi without = path -> path.equals(ConfigMapBackup.PATH) ? Optional.empty() : kubernetes.get(path);
        Path backup = directory.resolve("aws-auth.json");

        assertThat(AwsAuthMigration.builder()
                        .cluster(prod)
                        .kubernetes(without)
                        .build()
                        .makeEntries(backup, ApplyOptions.defaults(), progress::add)
                        .isComplete())
                .isTrue();

        assertThat(backup).doesNotExist();
        assertThat(progress).anyMatch(line -> line.contains("no backup"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "{\"kind\": \"Status\"}",
                "{\"kind\": \"ConfigMap\", \"data\": {\"mapRoles\": 7}}"
            })
    void answerThatIsNoConfigMap_isNotTakenForNone_andNothingIsChanged(String answer) throws IOException {
        objects.put(ConfigMapBackup.PATH, answer);

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::makeEntries);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(migration::plan);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::leaveConfigMap);
        assertThat(cluster.calls().changes()).isEmpty();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void backup_isTheOnlyFileLeft() throws IOException {
        makeEntries();

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(directory.resolve("aws-auth.json"));
        }
    }

    @Test
    void backup_thatCannotBeKept_stopsEverything() throws IOException {
        Path taken = Files.writeString(directory.resolve("aws-auth.json"), "of another cluster");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> migration.makeEntries(taken, ApplyOptions.defaults(), progress::add))
                .withMessageContaining(taken.toString());
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> migration.makeEntries(
                        directory.resolve("missing/aws-auth.json"), ApplyOptions.defaults(), progress::add))
                .withMessageContaining("missing");
        assertThat(Files.readString(taken)).isEqualTo("of another cluster");
        assertThat(cluster.calls().changes()).isEmpty();
    }
}
