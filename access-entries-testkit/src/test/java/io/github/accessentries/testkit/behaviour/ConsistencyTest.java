package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.testkit.FakeClock;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;

/** What takes its time on the way from IAM to EKS and from EKS to a cluster, and what never arrives. */
class ConsistencyTest {

    private static final Duration IAM = Duration.ofSeconds(15);
    private static final Duration ENTRIES = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(1);

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-11-23T12:00:00.500Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final EksClient eks = fake.eksClient();
    private final FakeCluster prod = fake.createCluster("prod");

    @AfterEach
    void close() {
        fake.close();
    }

    private void createEntry(PrincipalArn principal) {
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(principal.toString()));
    }

    private String usernameShownOf(PrincipalArn principal) {
        return eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(principal.toString()))
                .accessEntry()
                .username();
    }

    private static void assertInvalidPrincipal(Runnable call) {
        assertThatThrownBy(call::run).hasMessageContaining("The specified principalArn is invalid: invalid principal.");
    }

    @Test
    @UnverifiedAnswer("late-changes")
    void newPrincipal_isInvalidUntilEksHasHeardOfIt() {
        fake.consistency(IAM, Duration.ZERO);
        PrincipalArn role = fake.iam().role("dev").arn();

        assertInvalidPrincipal(() -> createEntry(role));
        clock.advance(IAM.minus(TICK));
        assertInvalidPrincipal(() -> createEntry(role));
        clock.advance(TICK);

        assertThatCode(() -> createEntry(role)).doesNotThrowAnyException();
    }

    @Test
    void principalThatNobodyRegistered_isNewWhenItIsFirstNamed() {
        fake.consistency(IAM, Duration.ZERO);
        PrincipalArn role = PrincipalArn.role("111122223333", "unheard-of");

        assertInvalidPrincipal(() -> createEntry(role));
        clock.advance(IAM);

        assertThatCode(() -> createEntry(role)).doesNotThrowAnyException();
    }

    @Test
    void grant_withPatience_outwaitsIam() {
        fake.consistency(IAM, Duration.ZERO);
        FakePrincipal role = fake.iam().role("dev");
        Instant start = clock.instant();
        try (EksAccessEntries entries = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks)
                .clock(fake.clock())
                .sleeper(fake::advance)
                .propagationPatience(Duration.ofMinutes(1))
                .build()) {
            entries.grant(role.arn()).allow(AccessPolicy.VIEW).clusterWide().apply();
        }

        assertThat(Duration.between(start, clock.instant())).isBetween(IAM, Duration.ofSeconds(25));
        assertThat(prod).principal(role).can("list", "pods").clusterWide();
    }

    @Test
    void grant_withTooLittlePatience_tellsWhatIsMissing() {
        fake.consistency(IAM, Duration.ZERO);
        FakePrincipal role = fake.iam().role("dev");
        try (EksAccessEntries entries = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks)
                .clock(fake.clock())
                .sleeper(fake::advance)
                .propagationPatience(Duration.ofSeconds(5))
                .build()) {
            assertThatThrownBy(() -> entries.grant(role.arn()).apply())
                    .isInstanceOf(AccessEntriesException.class)
                    .hasMessageContaining(role.arn().toString());
        }
        assertThat(eks.listAccessEntries(r -> r.clusterName("prod")).accessEntries())
                .isEmpty();
    }

    @Test
    @UnverifiedAnswer("late-changes")
    void newEntry_isShownAtOnceButLetsInOnlyAfterTheDelay() {
        fake.consistency(Duration.ZERO, ENTRIES);
        FakePrincipal role = fake.iam().role("dev");

        createEntry(role.arn());

        assertThat(usernameShownOf(role.arn())).endsWith("assumed-role/dev/{{SessionName}}");
        assertThat(prod).principal(role).isRejected(RejectionReason.NOT_MAPPED);
        clock.advance(ENTRIES.minus(TICK));
        assertThat(prod).principal(role).isRejected(RejectionReason.NOT_MAPPED);
        clock.advance(TICK);
        assertThat(prod).principal(role).logsInAs("arn:aws:sts::111122223333:assumed-role/dev/test-session");
    }

    @Test
    void changesOfAnEntry_reachTheClusterOneAfterTheOther() {
        FakePrincipal role = fake.iam().role("dev");
        createEntry(role.arn());
        fake.consistency(Duration.ZERO, ENTRIES);

        prod.accessEntries().declare(role.arn()).username("first").apply();
        clock.advance(Duration.ofSeconds(4));
        prod.accessEntries()
                .declare(role.arn())
                .username("second")
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .apply();
        clock.advance(Duration.ofSeconds(4));
        prod.accessEntries().revoke(role.arn());

        assertThat(prod).principal(role).logsInAs("arn:aws:sts::111122223333:assumed-role/dev/test-session");
        clock.advance(Duration.ofSeconds(2));
        assertThat(prod)
                .principal(role)
                .logsInAs("first")
                .cannot("list", "pods")
                .clusterWide();
        clock.advance(Duration.ofSeconds(4));
        assertThat(prod).principal(role).logsInAs("second").can("list", "pods").clusterWide();
        clock.advance(Duration.ofSeconds(4));
        assertThat(prod).principal(role).isRejected(RejectionReason.NOT_MAPPED);
    }

    @Test
    void delay_setToZero_letsInWhatWasUnderWay() {
        fake.consistency(Duration.ZERO, ENTRIES);
        FakePrincipal role = fake.iam().role("dev");
        createEntry(role.arn());

        fake.consistency(Duration.ZERO, Duration.ZERO);

        assertThat(prod.login(role).isAuthenticated()).isTrue();
    }

    @Test
    void delay_madeLonger_takesNothingBackThatWasDue() {
        fake.consistency(Duration.ZERO, ENTRIES);
        FakePrincipal role = fake.iam().role("dev");
        createEntry(role.arn());
        clock.advance(ENTRIES);

        fake.consistency(Duration.ZERO, Duration.ofHours(1));

        assertThat(prod.login(role).isAuthenticated()).isTrue();
    }

    @Test
    void delay_thatNeverEnds_doesNotKeepEveryChange() {
        fake.consistency(Duration.ZERO, Duration.ofDays(1));
        FakePrincipal role = fake.iam().role("dev");
        createEntry(role.arn());
        String arn = role.arn().toString();

        for (int i = 0; i < 10_001; i++) {
            String name = "name-" + i;
            eks.updateAccessEntry(r -> r.clusterName("prod").principalArn(arn).username(name));
        }

        assertThat(prod).principal(role).logsInAs("name-0");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "31536001, 0", "0, 31536001"})
    void delays_outOfRange_areRefusedAndChangeNothing(long iam, long entries) {
        assertThatThrownBy(() -> fake.consistency(Duration.ofSeconds(iam), Duration.ofSeconds(entries)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("365 days");
        FakePrincipal role = fake.iam().role("dev");
        createEntry(role.arn());
        assertThat(prod.login(role).isAuthenticated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::111122223333:role/team/dev", "arn:aws:iam::111122223333:user/ana"})
    void principalMadeAgain_isAStrangerUntilItsEntryIsMadeAgain(String arn) {
        PrincipalArn principal = PrincipalArn.of(arn);
        FakePrincipal before = fake.iam().principal(principal);
        prod.accessEntries()
                .grant(principal)
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .apply();
        var userBefore = prod.login(before).user();
        var shownBefore = prod.accessEntries().get(principal);

        fake.iam().delete(principal);
        FakePrincipal after = fake.iam().principal(principal);

        assertThat(prod)
                .principal(after)
                .isRejected(RejectionReason.NOT_MAPPED)
                .cannot("list", "pods")
                .clusterWide();
        assertThat(prod.accessEntries().get(principal)).isEqualTo(shownBefore);
        prod.accessEntries()
                .declare(principal)
                .allow(AccessPolicy.EDIT)
                .clusterWide()
                .apply();
        assertThat(prod).principal(after).isRejected(RejectionReason.NOT_MAPPED);

        prod.accessEntries().revoke(principal);
        prod.accessEntries()
                .grant(principal)
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .apply();

        assertThat(prod).principal(after).can("list", "pods").clusterWide();
        assertThat(prod.authorizer()
                        .decide(userBefore, AccessRequest.of("list", "pods"))
                        .allowed())
                .as("the user of the principal that is gone")
                .isFalse();
    }

    @Test
    void clusterOfConfigMapMode_knowsNoEntries() {
        FakeCluster old = fake.createCluster("old", AuthenticationMode.CONFIG_MAP);

        assertThat(old).principal(fake.iam().role("dev")).isRejected(RejectionReason.NOT_MAPPED);
    }

    @Test
    void clusterThatIsGone_answersNobody() {
        fake.reset();
        FakePrincipal role = fake.iam().role("dev");

        assertThatThrownBy(() -> prod.login(role))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("There is no cluster prod");
    }
}
