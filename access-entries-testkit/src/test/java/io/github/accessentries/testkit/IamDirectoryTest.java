package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.PermissionSetException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.iam.IamDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.iam.IamClient;

/** The directory on the IAM API, through the SDK's real client. */
class IamDirectoryTest {

    private static final String ACCOUNT = "111122223333";
    private static final PermissionSet ADMIN = PermissionSet.of("Admin", ACCOUNT);

    /** The client signs with the time of this machine. */
    private final FakeClock clock = FakeClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private final FakeEks fake = FakeEks.builder().clock(clock).strictIam(true).build();
    private final ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();
    private final IamClient client = iam(fake.iam().user("reader").credentials());
    private final IamDirectory directory = directory(Duration.ofSeconds(30));

    private IamClient iam(AwsCredentialsProvider credentials) {
        return IamClient.builder()
                .httpClient(fake.sdkHttpClient())
                .credentialsProvider(credentials)
                .region(Region.AWS_GLOBAL)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private IamDirectory directory(Duration remembered) {
        return IamDirectory.builder()
                .account(client, fake.stsClient())
                .rememberFor(remembered)
                .throttlingPatience(Duration.ofSeconds(20))
                .clock(clock)
                .sleeper(duration -> {
                    waits.add(duration);
                    fake.advance(duration);
                })
                .build();
    }

    private List<String> calls() {
        return fake.calls().stream()
                .filter(call -> call.eventSource().startsWith("iam."))
                .map(call -> call.eventName())
                .toList();
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void principals_areFoundByName_withTheirPathIdAndAge() {
        FakePrincipal dev = fake.iam().role("team/dev");
        FakePrincipal ana = fake.iam().user("ops/ana");

        assertThat(directory.find(PrincipalArn.role(ACCOUNT, "elsewhere/dev")))
                .contains(KnownPrincipal.builder()
                        .arn(dev.arn())
                        .createdAt(clock.instant())
                        .uniqueId(dev.principalId())
                        .build());
        assertThat(directory.find(PrincipalArn.user(ACCOUNT, "ana")).orElseThrow())
                .satisfies(found -> assertThat(found.arn()).isEqualTo(ana.arn()))
                .satisfies(found -> assertThat(found.uniqueId()).contains(ana.principalId()));
        assertThat(directory.covers(ACCOUNT)).isTrue();
        assertThat(directory.covers("444455556666")).isFalse();
        assertThatThrownBy(() -> directory.find(PrincipalArn.role("444455556666", "dev")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("444455556666", "account(..)");
    }

    @Test
    void principalMadeAgainUnderAnotherPath_isAskedAbout_thoughItsNameIsRemembered() {
        FakePrincipal before = fake.iam().role("a/dev");
        assertThat(directory.find(before.arn())).isPresent();
        fake.iam().delete(before.arn());
        FakePrincipal now = fake.iam().role("b/dev");

        assertThat(directory.find(now.arn()).orElseThrow().arn()).isEqualTo(now.arn());
    }

    @Test
    void whatExists_isRemembered_andWhatIsGone_isAskedEachTime() {
        FakePrincipal dev = fake.iam().role("dev");
        PrincipalArn late = PrincipalArn.role(ACCOUNT, "late");

        assertThat(directory.find(dev.arn())).isPresent();
        assertThat(directory.find(dev.arn())).isPresent();
        assertThat(calls()).containsExactly("GetRole");
        assertThat(directory.find(late)).isEmpty();
        fake.iam().role("late");
        assertThat(directory.find(late)).as("made a moment later").isPresent();

        fake.iam().delete(dev.arn());
        fake.advance(Duration.ofSeconds(31));
        assertThat(directory.find(dev.arn())).isEmpty();
    }

    @Test
    void manyRoles_areListed_andNoneOfTheListIsTakenForGone() {
        List<PrincipalArn> roles = IntStream.range(0, 200)
                .mapToObj(i -> fake.iam().role("team/r" + i).arn())
                .toList();

        roles.parallelStream().forEach(role -> assertThat(directory.find(role)).isPresent());

        assertThat(calls()).filteredOn("ListRoles"::equals).hasSize(1);
        assertThat(calls()).filteredOn("GetRole"::equals).hasSizeBetween(20, 60);
        fake.iam().role("new");
        assertThat(directory.find(PrincipalArn.role(ACCOUNT, "new"))).isPresent();
    }

    @Test
    void manyRoles_ofACallerWhoMayNotList_areLookedUpOneByOne() {
        List<PrincipalArn> roles = IntStream.range(0, 30)
                .mapToObj(i -> fake.iam().role("r" + i).arn())
                .toList();
        fake.faults().on("ListRoles").fail("AccessDenied", 403).always();

        assertThat(roles).allSatisfy(role -> assertThat(directory.find(role)).isPresent());
        assertThat(directory.find(PrincipalArn.role(ACCOUNT, "gone"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GetRole, role/dev", "GetUser, user/ana"})
    void denial_isNeverTakenForGone_andNamesActionAndRemedy(String operation, String principal) {
        fake.faults().on(operation).fail("AccessDenied", 403);

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> directory.find(PrincipalArn.of("arn:aws:iam::" + ACCOUNT + ":" + principal)))
                .withMessageContainingAll("iam:" + operation, principal, "allow the caller");
    }

    @Test
    void throttling_isWaitedFor_andAfterThatAnException() {
        FakePrincipal dev = fake.iam().role("dev");
        fake.faults().on("GetRole").fail("Throttling", 400).times(3);

        assertThat(directory.find(dev.arn())).isPresent();
        assertThat(waits).hasSize(3);

        fake.faults().on("GetRole").fail("Throttling", 400).always();
        assertThatExceptionOfType(ThrottledException.class)
                .isThrownBy(() -> directory.find(PrincipalArn.role(ACCOUNT, "gone")));
    }

    @ParameterizedTest
    @CsvSource({"ServiceFailure, 500", "ServiceUnavailable, 503"})
    void failure_isNeverTakenForGone(String code, int status) {
        fake.faults().on("GetRole").fail(code, status);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> directory.find(PrincipalArn.role(ACCOUNT, "dev")))
                .withMessageContaining(code);
    }

    @Test
    void clientOfAnotherAccount_findsNobodyGone() {
        FakePrincipal stranger = fake.iam().principal(PrincipalArn.role("444455556666", "stranger"));
        try (IamClient other = iam(stranger.credentials())) {
            IamDirectory wrong = IamDirectory.builder().account(ACCOUNT, other).build();

            assertThatExceptionOfType(AccessEntriesException.class)
                    .isThrownBy(() -> wrong.find(PrincipalArn.role(ACCOUNT, "dev")))
                    .withMessageContainingAll(ACCOUNT, "444455556666", "nothing is concluded");
            assertThatExceptionOfType(AccessEntriesException.class)
                    .isThrownBy(() -> wrong.roleOf(ADMIN))
                    .withMessageContaining("nothing is concluded");
        }
    }

    @Test
    void severalAccounts_areEachAskedByTheirOwnClient() {
        PrincipalArn own = fake.iam().role("dev").arn();
        FakePrincipal there = fake.iam().principal(PrincipalArn.role("444455556666", "there"));
        try (IamClient other = iam(there.credentials())) {
            IamDirectory both = IamDirectory.builder()
                    .account(ACCOUNT, client)
                    .account("444455556666", other)
                    .build();

            assertThat(both.find(own)).isPresent();
            assertThat(both.find(there.arn())).isPresent();
            assertThat(both.find(PrincipalArn.role("444455556666", "dev"))).isEmpty();
            assertThat(both.covers("777788889999")).isFalse();
        }
    }

    @Test
    void stsWithoutAnAnswer_isAnException_andCoversNothingSilently() {
        fake.faults().on("GetCallerIdentity").fail("AccessDenied", 403).always();

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> directory.covers(ACCOUNT))
                .withMessageContaining("sts:GetCallerIdentity");
    }

    @Test
    void permissionSet_isItsRole_madeAgainOrNot() {
        IamDirectory fresh = directory(Duration.ZERO);
        FakePrincipal first = fake.iam().permissionSet("Admin");
        FakePrincipal longer = fake.iam().permissionSet("Admin_Read");

        assertThat(fresh.roleOf(ADMIN)).isEqualTo(first.arn());
        assertThat(fresh.roleOf(PermissionSet.of("Admin_Read", ACCOUNT))).isEqualTo(longer.arn());
        assertThat(first.arn().toString())
                .matches("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/us-west-2/"
                        + "AWSReservedSSO_Admin_[0-9a-f]{16}");

        FakePrincipal second = fake.iam().reprovisionPermissionSet("Admin");
        assertThat(second.arn()).isNotEqualTo(first.arn());
        assertThat(fresh.roleOf(ADMIN))
                .isEqualTo(second.arn())
                .isEqualTo(fake.iam().permissionSet("Admin").arn());
        assertThat(fresh.find(first.arn())).isEmpty();
    }

    @Test
    void permissionSetWithoutARole_orWithTwo_isAnError_thatNamesWhatThereIs() {
        fake.iam().permissionSet("Admin_Read");

        assertThatExceptionOfType(PermissionSetException.class)
                .isThrownBy(() -> directory.roleOf(ADMIN))
                .withMessageContainingAll("permission set Admin in account 111122223333", "Admin_Read", "assigned");

        fake.iam().permissionSet("Admin");
        PrincipalArn moved = PrincipalArn.role(
                ACCOUNT, "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef");
        fake.iam().principal(moved);
        assertThatExceptionOfType(PermissionSetException.class)
                .isThrownBy(() -> directory(Duration.ZERO).roleOf(ADMIN))
                .withMessageContainingAll(
                        "2 roles",
                        moved.toString(),
                        fake.iam().permissionSet("Admin").arn().toString());
        assertThatExceptionOfType(PermissionSetException.class)
                .isThrownBy(() -> directory.roleOf(PermissionSet.of("Admin", "444455556666")))
                .withMessageContaining("IAM is not asked about account 444455556666");
    }

    @Test
    void permissionSet_thatMayNotBeLookedFor_isADenial() {
        fake.faults().on("ListRoles").fail("AccessDenied", 403).always();

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> directory.roleOf(ADMIN))
                .withMessageContaining("iam:ListRoles");
    }

    @Test
    void roles_ofManyPages_areAllSeen() {
        IntStream.range(0, 1100).forEach(i -> fake.iam().permissionSet("Set" + i));

        assertThat(directory.identityCenterRoles(ACCOUNT)).map(List::size).isEqualTo(Optional.of(1100));
        assertThat(calls()).containsExactly("ListRoles", "ListRoles");
    }
}
