package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.testkit.TroubledCalls.ProcessDied;
import io.github.accessentries.testkit.TroubledCalls.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.eks.EksClient;

/** The steps of the authentication mode against the fake, in virtual time. */
class ModeStepsTest {

    private static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");
    private static final AwsAuth ONE_ROLE = AwsAuth.parse(Map.of("mapRoles", """
            - rolearn: arn:aws:iam::111122223333:role/admin
              username: admin
              groups: ["system:masters"]
            """));
    private static final AwsAuth NOTHING = AwsAuth.parse(Map.of());

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
    private final FakeEks fake =
            FakeEks.builder().clock(clock).signatureChecks(false).build();
    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void close() {
        fake.close();
    }

    private EksAccessEntries entries(EksClient client, PlanContext context) {
        return InFakeTime.prod(client, clock).planContext(context).build();
    }

    private EksAccessEntries knowing(AwsAuth awsAuth) {
        return entries(
                fake.eksClient(), PlanContext.builder().awsAuth(() -> awsAuth).build());
    }

    private static List<String> findings(ThrowingCallable call) {
        return catchThrowableOfType(UnsafePlanException.class, call).findings().stream()
                .map(Finding::name)
                .toList();
    }

    @Test
    void enable_clusterWithConfigMap_waitsUntilItHasTheMode() {
        fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        EksAccessEntries prod = knowing(NOTHING);

        ModeChange change = prod.enableAccessEntries(SignOff.none(), progress::add);

        assertThat(change)
                .isEqualTo(ModeChange.builder()
                        .before(AuthenticationMode.CONFIG_MAP)
                        .after(AuthenticationMode.API_AND_CONFIG_MAP)
                        .build());
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
        assertThat(progress)
                .anyMatch(line -> line.contains("InProgress"))
                .anyMatch(line -> line.contains("Successful"))
                .last()
                .isEqualTo("cluster prod has mode API_AND_CONFIG_MAP");
        assertThat(prod.list())
                .anySatisfy(entry ->
                        assertThat(entry.scopeOf(AccessPolicy.CLUSTER_ADMIN)).isPresent());
    }

    @ParameterizedTest
    @EnumSource(value = AuthenticationMode.class, names = "API.*", mode = EnumSource.Mode.MATCH_ALL)
    void enable_clusterThatHeedsEntries_doesNothing(AuthenticationMode mode) {
        fake.createCluster("prod", mode);
        fake.clearCalls();

        ModeChange change = knowing(NOTHING).enableAccessEntries(SignOff.none(), progress::add);

        assertThat(change.isChanged()).isFalse();
        assertThat(fake.calls()).extracting(call -> call.eventName()).containsExactly("DescribeCluster");
    }

    @Test
    void enable_platformOlderThanAccessEntries_isFound() {
        fake.createCluster("prod", AuthenticationMode.CONFIG_MAP).platform("1.28", "eks.5");
        fake.clearCalls();

        assertThat(findings(() -> knowing(NOTHING).enableAccessEntries(SignOff.none(), progress::add)))
                .containsExactly("platform-too-old");
        assertThat(fake.calls()).extracting(call -> call.eventName()).containsExactly("DescribeCluster");
    }

    @ParameterizedTest
    @CsvSource({"1.28, eks.6", "1.30, eks.2", "1.31, eks.1"})
    void enable_platformThatIsNewEnough_passes(String kubernetes, String platform) {
        fake.createCluster("prod", AuthenticationMode.CONFIG_MAP).platform(kubernetes, platform);

        assertThat(knowing(NOTHING)
                        .enableAccessEntries(SignOff.none(), progress::add)
                        .isChanged())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"LOSE_ANSWER", "DIE_BEFORE", "DIE_AFTER", "FAIL"})
    void enable_stoppedAtAnyCall_isFinishedByASecondRun(Trouble trouble) {
        for (int call = 1; call <= 5; call++) {
            fake.reset();
            fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
            try (EksClient client = PlanTroubleTest.client(
                    new TroubledHttpClient(fake.sdkHttpClient(), new TroubledCalls(call, trouble, () -> {})))) {
                entries(client, PlanContext.builder().build()).enableAccessEntries(SignOff.none(), progress::add);
            } catch (UnavailableException | ProcessDied e) {
                progress.add("stopped by " + e);
            }

            EksAccessEntries prod = knowing(NOTHING);
            prod.enableAccessEntries(SignOff.none(), progress::add);

            assertThat(prod.authenticationMode()).as("call %d", call).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
        }
    }

    @Test
    void require_everybodyHasAnEntry_goesToApi() {
        fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
        EksAccessEntries prod = knowing(ONE_ROLE);
        prod.grant(ADMIN).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();

        assertThat(prod.requireAccessEntries(SignOff.none(), progress::add).after())
                .isEqualTo(AuthenticationMode.API);
        assertThat(prod.requireAccessEntries(SignOff.none(), progress::add).isChanged())
                .isFalse();
    }

    @Test
    void require_mappingWithoutEntry_isFound() {
        fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);

        assertThat(findings(() -> knowing(ONE_ROLE).requireAccessEntries(SignOff.none(), progress::add)))
                .containsExactly("no-administrator", "aws-auth-still-used:" + ADMIN);
    }

    @Test
    void require_nobodyLookedIntoAwsAuth_isFound() {
        fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
        EksAccessEntries prod = entries(fake.eksClient(), PlanContext.builder().build());
        prod.grant(ADMIN).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();

        assertThat(findings(() -> prod.requireAccessEntries(SignOff.none(), progress::add)))
                .containsExactly("aws-auth-still-used:aws-auth");
        assertThat(prod.requireAccessEntries(SignOff.of("aws-auth-still-used"), progress::add)
                        .signedOff())
                .hasSize(1);
    }

    @Test
    void require_clusterWithConfigMapOnly_isRefused() {
        fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);

        assertThatThrownBy(() -> knowing(NOTHING).requireAccessEntries(SignOff.none(), progress::add))
                .isInstanceOf(AuthenticationModeException.class)
                .hasMessageContaining("call enableAccessEntries() first");
    }
}
