package io.github.accessentries.internal.planning;

import static io.github.accessentries.AuthenticationMode.API;
import static io.github.accessentries.AuthenticationMode.API_AND_CONFIG_MAP;
import static io.github.accessentries.AuthenticationMode.CONFIG_MAP;
import static io.github.accessentries.internal.planning.PlannedCluster.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.calls.UpdateState;
import io.github.accessentries.internal.principal.DeadEntries.Life;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.ReadCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The two steps of the authentication mode, and what stops them. */
class ModeStepsTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final UpdateState UNDER_WAY = new UpdateState("InProgress", List.of());

    private final PlannedCluster cluster = new PlannedCluster().with(ADMIN);
    private final List<String> progress = new ArrayList<>();

    private AccessEntries knowing(AwsAuth awsAuth) {
        return cluster.entries(PlanContext.builder().awsAuth(() -> awsAuth));
    }

    private ModeChange enable() {
        return cluster.entries().enableAccessEntries(SignOff.none(), progress::add);
    }

    private ModeChange require(AwsAuth awsAuth, String... signedOff) {
        return knowing(awsAuth).requireAccessEntries(SignOff.of(signedOff), progress::add);
    }

    private static List<String> findings(ThrowingCallable step) {
        return catchThrowableOfType(UnsafePlanException.class, step).findings().stream()
                .map(Finding::name)
                .toList();
    }

    @Test
    void enable_returnsWhenTheUpdateIsDone_andNotBefore() {
        cluster.calls.mode(CONFIG_MAP);
        cluster.calls.answerUpdates(UNDER_WAY, UNDER_WAY);

        ModeChange change = enable();

        assertThat(change.before()).isEqualTo(CONFIG_MAP);
        assertThat(change.after()).isEqualTo(API_AND_CONFIG_MAP);
        assertThat(cluster.calls.changes()).containsExactly("mode API_AND_CONFIG_MAP");
        assertThat(cluster.calls.reads()).filteredOn("update update-1"::equals).hasSize(3);
        assertThat(progress)
                .anyMatch(line -> line.contains("InProgress"))
                .last()
                .asString()
                .contains("prod", "API_AND_CONFIG_MAP");
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthenticationMode.class,
            names = {"API", "API_AND_CONFIG_MAP"})
    void enable_whereEntriesCountAlready_doesNothing(AuthenticationMode mode) {
        cluster.calls.mode(mode);
        cluster.calls.platform("1.28", "eks.1");

        assertThat(enable().isChanged()).isFalse();
        assertThat(cluster.calls.changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.22, eks.9,  true",
        "1.28, eks.5,  true",
        "1.28, eks.6,  false",
        "1.30, eks.2,  false",
        "1.99, eks.1,  false",
        "next, eks.1,  false",
        "1.28, newest, false",
    })
    void enable_onAPlatformWithoutEntries_needsASignature(String kubernetes, String platform, boolean tooOld) {
        cluster.calls.mode(CONFIG_MAP);
        cluster.calls.platform(kubernetes, platform);

        if (tooOld) {
            assertThat(findings(this::enable)).containsExactly("platform-too-old");
            assertThat(cluster.calls.changes()).isEmpty();
            assertThat(cluster.entries()
                            .enableAccessEntries(SignOff.of("platform-too-old"), progress::add)
                            .signedOff())
                    .hasSize(1);
        } else {
            assertThat(enable().isChanged()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthenticationMode.class,
            names = {"CONFIG_MAP", "API_AND_CONFIG_MAP"})
    void enable_whileAnotherUpdateRuns_waitsForIt_andLooksAgain(AuthenticationMode left) {
        cluster.calls.mode(CONFIG_MAP);
        Instant start = cluster.clock.instant();
        cluster.calls.failAtChange(0, () -> {
            if (Duration.between(start, cluster.clock.instant()).compareTo(Duration.ofMinutes(5)) > 0) {
                cluster.calls.heal();
                cluster.calls.mode(left);
            }
            return new AccessConflictException(
                    "another update is running", ErrorContext.builder().build(), null);
        });

        assertThat(enable().after()).isEqualTo(API_AND_CONFIG_MAP);
        assertThat(cluster.calls.changes()).hasSize(left == CONFIG_MAP ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthenticationMode.class,
            names = {"CONFIG_MAP", "API_AND_CONFIG_MAP"})
    void update_thatFails_isAnErrorWithItsReason(AuthenticationMode mode) {
        cluster.calls.mode(mode);
        cluster.calls.answerUpdates(UNDER_WAY, new UpdateState("Failed", List.of("the cluster is unwell")));

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> {
                    if (mode == CONFIG_MAP) {
                        enable();
                    } else {
                        require(AwsAuth.none());
                    }
                })
                .withMessageContainingAll("update-1", "prod", "Failed", "the cluster is unwell");
    }

    @Test
    void update_thatDoesNotEnd_isGivenTwentyMinutes() {
        cluster.calls.mode(CONFIG_MAP);
        cluster.calls.answerUpdates(Collections.nCopies(10_000, UNDER_WAY).toArray(UpdateState[]::new));
        Instant start = cluster.clock.instant();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(this::enable)
                .withMessageContainingAll("update-1", "PT20M");
        assertThat(Duration.between(start, cluster.clock.instant()))
                .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
    }

    @Test
    void require_whenEverybodyHasAnEntry_goesToApi_andThenHasNothingToDo() {
        AwsAuth awsAuth = AwsAuth.parse(
                Map.of(
                        "mapRoles",
                        "[{rolearn: \"arn:aws:iam::111122223333:role/Admin\", username: admin, groups: [\"system:masters\"]}]"));

        assertThat(require(awsAuth).after()).isEqualTo(API);
        assertThat(require(awsAuth).isChanged()).isFalse();
        assertThat(cluster.calls.changes()).containsExactly("mode API");
    }

    @Test
    void require_findsWhoeverTheConfigMapAloneLetsIn() {
        AwsAuth awsAuth = AwsAuth.parse(Map.of(
                "mapRoles",
                "[{rolearn: \"" + DEV + "\", username: dev, groups: [devs]}, {username: nobody}]",
                "mapAccounts",
                "[\"444455556666\"]"));

        assertThat(findings(() -> require(awsAuth)))
                .hasSize(3)
                .startsWith("aws-auth-still-used:" + DEV, "aws-auth-still-used:444455556666")
                .last()
                .asString()
                .as("each fault is signed off alone")
                .startsWith("aws-auth-still-used:mapRoles[1]");
        assertThat(cluster.calls.changes()).isEmpty();
        assertThat(require(awsAuth, "aws-auth-still-used").signedOff()).hasSize(3);
    }

    @Test
    void require_withoutAnAdministratorAmongTheEntries_isFound_whateverTheConfigMapGives() {
        cluster.calls.delete(ADMIN);
        cluster.calls.forgetCalls();

        assertThat(findings(() -> require(AwsAuth.none()))).containsExactly("no-administrator");
        assertThat(cluster.calls.changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GONE, true", "MOVED, true", "MADE_AGAIN, true", "ALIVE, false"})
    void require_withAdministratorsThatIamNoLongerKnows_isFound(Life life, boolean found) {
        cluster.calls.put(PlannedCluster.entry(ADMIN)
                .createdAt(cluster.clock.instant())
                .addPolicies(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()))
                .build());
        AccessEntries knowing =
                cluster.entries(PlanContext.builder().awsAuth(AwsAuth::none).directory(new PrincipalDirectory() {
                    @Override
                    public boolean covers(String accountId) {
                        return true;
                    }

                    @Override
                    public Optional<KnownPrincipal> find(PrincipalArn principal) {
                        Instant made = cluster.clock.instant().plusSeconds(life == Life.MADE_AGAIN ? 1 : -1);
                        return switch (life) {
                            case GONE -> Optional.empty();
                            case MOVED ->
                                Optional.of(KnownPrincipal.of(
                                        PrincipalArn.of("arn:aws:iam::111122223333:role/team/admin"), made));
                            case MADE_AGAIN, ALIVE -> Optional.of(KnownPrincipal.of(principal, made));
                        };
                    }
                }));

        if (found) {
            assertThat(findings(() -> knowing.requireAccessEntries(SignOff.none(), progress::add)))
                    .containsExactly("no-administrator");
            assertThat(cluster.calls.changes()).isEmpty();
        } else {
            assertThat(knowing.requireAccessEntries(SignOff.none(), progress::add)
                            .isChanged())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthenticationMode.class,
            names = {"CONFIG_MAP", "API_AND_CONFIG_MAP"})
    void update_thatSucceedsButLeavesTheMode_isAnError(AuthenticationMode mode) {
        cluster.calls.mode(mode);
        cluster.calls.keepMode();

        assertThatExceptionOfType(AuthenticationModeException.class)
                .isThrownBy(() -> {
                    if (mode == CONFIG_MAP) {
                        enable();
                    } else {
                        require(AwsAuth.none());
                    }
                })
                .withMessageContainingAll("prod", "EKS reports mode " + mode);
        assertThat(progress).noneMatch(line -> line.contains("has mode"));
    }

    @Test
    void progress_showsWhatUpdatesSayAsPlainText() {
        cluster.calls.mode(CONFIG_MAP);
        cluster.calls.answerUpdates(new UpdateState("In\u001b[31m\nProgress", List.of()));

        assertThat(enable().isChanged()).isTrue();
        assertThat(progress)
                .anyMatch(line -> line.contains("Progress"))
                .noneMatch(line -> line.contains("\u001b") || line.contains("\n"));
    }

    @Test
    void require_whenNobodyReadTheConfigMap_isFound() {
        assertThat(findings(() -> cluster.entries().requireAccessEntries(SignOff.none(), progress::add)))
                .containsExactly("aws-auth-still-used:aws-auth");
    }

    @Test
    void require_passesOverMappingsThatMatchNobody() {
        AwsAuth awsAuth = AwsAuth.builder()
                .roles(List.of(
                        ArnMapping.of("arn:aws:iam::111122223333:role/team/dev", "dev", List.of("devs")),
                        ArnMapping.of("nonsense", "dev", List.of("system:masters"))))
                .build();

        assertThat(require(awsAuth).after()).isEqualTo(API);
    }

    @Test
    void require_whileAnEntryHidesMoreThanItGives_isFound_unlessTheModelKnowsBetter() {
        cluster.calls.put(PlannedCluster.entry(DEV).build());
        AwsAuth awsAuth = AwsAuth.builder()
                .roles(List.of(ArnMapping.of(DEV.toString(), "dev", List.of("devs"))))
                .build();

        assertThat(findings(() -> require(awsAuth))).containsExactly("aws-auth-hidden:" + DEV);
        assertThat(cluster.calls.changes()).isEmpty();
        AccessEntries knowing = cluster.entries(PlanContext.builder()
                .awsAuth(() -> awsAuth)
                .model(entries -> ClusterAccess.builder()
                        .entries(entries)
                        .awsAuth(awsAuth)
                        .rbac(ReadCluster.withoutRbac())
                        .build()));
        assertThat(knowing.requireAccessEntries(SignOff.none(), progress::add).after())
                .as("no binding names the group")
                .isEqualTo(API);
    }

    @Test
    void require_twoStepsAtOnce_isRefused() {
        cluster.calls.mode(CONFIG_MAP);

        assertThatExceptionOfType(AuthenticationModeException.class)
                .isThrownBy(() -> require(AwsAuth.none()))
                .withMessageContaining("enableAccessEntries()");
        assertThat(cluster.calls.changes()).isEmpty();
    }

    @Test
    void unknownMode_isNotTouched() {
        cluster.calls.mode(AuthenticationMode.UNKNOWN);

        assertThatThrownBy(this::enable).isInstanceOf(AuthenticationModeException.class);
        assertThatThrownBy(() -> require(AwsAuth.none())).isInstanceOf(AuthenticationModeException.class);
        assertThat(cluster.calls.changes()).isEmpty();
    }
}
