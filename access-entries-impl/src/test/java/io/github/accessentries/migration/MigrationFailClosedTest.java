package io.github.accessentries.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.planning.PlannedCluster;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.planning.PlanContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a migration or a plan depends on may fail or answer oddly: then nothing is proven and nothing is changed. */
class MigrationFailClosedTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn OTHER = PrincipalArn.role("111122223333", "other");
    private static final String CONFIG_MAP = "{\"kind\": \"ConfigMap\", \"data\": {\"mapRoles\": \"[{rolearn: '" + DEV
            + "', username: dev, groups: ['system:masters']}]\"}}";
    private static final KubernetesApi KUBERNETES =
            path -> Optional.of(path.equals(ConfigMapBackup.PATH) ? CONFIG_MAP : "{\"items\": []}");

    private final PlannedCluster cluster = new PlannedCluster();

    @TempDir
    Path folder;

    private interface Look {
        Optional<PrincipalDirectory.KnownPrincipal> up(PrincipalArn principal);
    }

    private static PrincipalDirectory directory(Look look) {
        return new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return true;
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return look.up(principal);
            }
        };
    }

    private static RuntimeException unwell() {
        return new UnavailableException("it is unwell", ErrorContext.builder().build(), null);
    }

    @SuppressWarnings("NullAway") // As implementations without checks of null may do it.
    static Stream<Arguments> oddDirectories() {
        return Stream.of(
                Arguments.of("fails", directory(principal -> {
                    throw unwell();
                })),
                Arguments.of("gives null", directory(principal -> null)),
                Arguments.of(
                        "tells another principal",
                        directory(
                                principal -> Optional.of(PrincipalDirectory.KnownPrincipal.of(OTHER, Instant.EPOCH)))));
    }

    @ParameterizedTest(name = "a directory that {0}")
    @MethodSource("oddDirectories")
    void directory_thatCannotBeReliedOn_provesNothing(String name, PrincipalDirectory directory) {
        AwsAuthMigration migration = migration(cluster.entries(), KUBERNETES, directory);

        nothingHappens(migration);
        cluster.calls().put(entry(DEV));
        nothingHappens(migration);
        assertThatThrownBy(() -> cluster.entries(PlanContext.builder().directory(directory))
                        .plan(DesiredAccess.builder().ownership(Ownership.ALL).build()))
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "configmaps/aws-auth",
                "/namespaces",
                "clusterroles",
                "v1/roles",
                "clusterrolebindings",
                "v1/rolebindings"
            })
    void kubernetesApi_thatFailsOrAnswersOddly_provesNothing(String where) {
        for (String odd : List.of("", "null", "[]", "7", "<html>")) {
            nothingHappens(migration(
                    cluster.entries(),
                    path -> path.contains(where) ? Optional.of(odd) : KUBERNETES.get(path),
                    everybodyExists()));
        }
        nothingHappens(migration(
                cluster.entries(),
                path -> {
                    if (path.contains(where)) {
                        throw unwell();
                    }
                    return KUBERNETES.get(path);
                },
                everybodyExists()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"coredns\",\"namespace\":\"kube-system\"},\"data\":{}}",
                "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"aws-auth\",\"namespace\":\"default\"},\"data\":{}}",
                "{\"kind\":\"ConfigMap\",\"data\":{\"mapRoles\":\"- 1\"},\"data\":{}}",
            })
    void answerAboutAnotherConfigMap_orWithANameTwice_provesNothing(String answer) {
        nothingHappens(migration(
                cluster.entries(),
                path -> path.equals(ConfigMapBackup.PATH) ? Optional.of(answer) : KUBERNETES.get(path),
                everybodyExists()));
    }

    @Test
    void entryThatCannotBeMade_leavesTheConfigMapInForce() {
        for (int failing : new int[] {0, 1}) {
            cluster.calls().failAtChange(failing, MigrationFailClosedTest::unwell);
            AwsAuthMigration migration = migration(cluster.entries(), KUBERNETES, everybodyExists());

            assertThat(migration
                            .makeEntries(folder.resolve("aws-auth.json"), ApplyOptions.defaults(), line -> {})
                            .isComplete())
                    .isFalse();
            assertThatThrownBy(() -> migration.leaveConfigMap(SignOff.of("no-administrator"), line -> {}))
                    .hasMessageContaining("makeEntries(..)");
            assertThat(cluster.calls().facts().mode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
            cluster.calls().heal();
        }
    }

    @Test
    void interruptedThread_provesNothing() {
        cluster.calls().put(entry(DEV));
        cluster.calls().put(entry(OTHER));
        AwsAuthMigration migration = migration(cluster.entries(), KUBERNETES, everybodyExists());

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(migration::plan).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> migration.leaveConfigMap(SignOff.none(), line -> {}))
                    .isInstanceOf(UnavailableException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(cluster.calls().changes()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // As suppliers without checks of null may do it.
    void contextOfAPlan_thatFailsOrGivesNull_endsInAnError_whateverElseIsKnown() {
        cluster.calls().put(entry(DEV));
        DesiredAccess nobody = DesiredAccess.builder().ownership(Ownership.ALL).build();
        for (PlanContext.Builder context : List.of(
                PlanContext.builder().caller(() -> {
                    throw unwell();
                }),
                PlanContext.builder().caller(() -> null),
                PlanContext.builder().callerIfKnown(() -> null),
                PlanContext.builder().awsAuth(() -> {
                    throw unwell();
                }),
                PlanContext.builder().awsAuth(() -> null),
                PlanContext.builder().model(entries -> {
                    throw unwell();
                }))) {
            AccessEntries prod = cluster.entries(context);

            assertThatThrownBy(() -> prod.plan(nobody)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> prod.apply(
                            cluster.entries().plan(nobody),
                            ApplyOptions.with(SignOff.of("no-administrator", "many-removals"))))
                    .as("what the applier depends on")
                    .isInstanceOf(RuntimeException.class);
            assertThat(cluster.calls().changes()).isEmpty();
        }
    }

    @Test
    void configMapThatCannotBeRead_keepsTheMode() {
        AccessEntries prod = cluster.entries(PlanContext.builder().awsAuth(() -> {
            throw unwell();
        }));

        assertThatThrownBy(() -> prod.requireAccessEntries(SignOff.of("no-administrator"), line -> {}))
                .isInstanceOf(UnavailableException.class);
        assertThat(cluster.calls().changes()).isEmpty();
    }

    @Test
    void faultyConfigMap_keepsTheMode_untilEachFaultIsSignedOff() {
        AwsAuth faulty = AwsAuth.builder()
                .addFaults("mapRoles[0]: is no mapping", "mapRoles[1]: is no mapping")
                .build();
        AccessEntries prod = cluster.entries(PlanContext.builder().awsAuth(() -> faulty));

        assertThatThrownBy(() -> prod.requireAccessEntries(
                        SignOff.of("no-administrator", "aws-auth-still-used:mapRoles[0]: is no mapping"), line -> {}))
                .hasMessageContaining("mapRoles[1]")
                .hasMessageNotContaining("mapRoles[0]");
        assertThat(cluster.calls().changes()).isEmpty();
    }

    private static PrincipalDirectory everybodyExists() {
        return directory(principal -> Optional.of(PrincipalDirectory.KnownPrincipal.of(principal, Instant.EPOCH)));
    }

    private static AccessEntry entry(PrincipalArn principal) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(principal)
                .username(principal.name())
                .build();
    }

    private static AwsAuthMigration migration(
            AccessEntries prod, KubernetesApi kubernetes, PrincipalDirectory directory) {
        return AwsAuthMigration.builder()
                .cluster(prod)
                .kubernetes(kubernetes)
                .directory(directory)
                .build();
    }

    /** Neither a proof nor a change, in either mode in which a migration begins. */
    private void nothingHappens(AwsAuthMigration migration) {
        for (AuthenticationMode mode : List.of(AuthenticationMode.CONFIG_MAP, AuthenticationMode.API_AND_CONFIG_MAP)) {
            cluster.calls().mode(mode);
            assertThatThrownBy(migration::plan).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() ->
                            migration.makeEntries(folder.resolve("aws-auth.json"), ApplyOptions.defaults(), line -> {}))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> migration.leaveConfigMap(SignOff.of("no-administrator"), line -> {}))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(cluster.calls().changes()).isEmpty();
        assertThat(folder.resolve("aws-auth.json")).doesNotExist();
    }
}
