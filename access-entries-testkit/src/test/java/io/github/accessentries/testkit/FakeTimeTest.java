package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.token.EksTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

/** The time of a fake, and what goes by it. */
class FakeTimeTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void fake_withoutAClock_showsTheMachinesTimeAndWhatItWasAdvanced() {
        try (FakeEks eks = FakeEks.create()) {
            assertThat(eks.clock().instant()).isBetween(Instant.now().minusSeconds(60), Instant.now());

            eks.advance(Duration.ofDays(2));
            eks.advance(Duration.ofDays(1));

            assertThat(eks.clock().instant())
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(3)).minusSeconds(60),
                            Instant.now().plus(Duration.ofDays(3)));
        }
    }

    @Test
    void fake_withAFakeClock_takesItAlong() {
        FakeClock clock = FakeClock.at(START);
        try (FakeEks eks = FakeEks.builder().clock(clock).build()) {
            eks.advance(Duration.ofSeconds(10));
            clock.advance(Duration.ofSeconds(5));

            assertThat(eks.clock().instant()).isEqualTo(START.plusSeconds(15)).isEqualTo(clock.instant());
        }
    }

    @Test
    void fake_withAClockThatStands_goesAheadOfIt_inEveryZone() {
        try (FakeEks eks =
                FakeEks.builder().clock(Clock.fixed(START, ZoneOffset.UTC)).build()) {
            Clock elsewhere = eks.clock().withZone(ZoneOffset.ofHours(5));

            eks.advance(Duration.ofSeconds(10));

            assertThat(eks.clock().instant()).isEqualTo(START.plusSeconds(10)).isEqualTo(elsewhere.instant());
            assertThat(elsewhere.getZone()).isEqualTo(ZoneOffset.ofHours(5));
        }
    }

    @Test
    void time_backwardsOrBeyondTheYear9999_isRefused() {
        try (FakeEks eks = FakeEks.builder().clock(FakeClock.at(START)).build()) {
            assertThatThrownBy(() -> eks.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> eks.advance(Duration.ofDays(366 * 8000)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> eks.advance(Duration.ofSeconds(Long.MAX_VALUE)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(eks.clock().instant()).isEqualTo(START);
        }
    }

    @Test
    void timeAdvanced_countsForEntriesSessionsSignaturesAndTokens() {
        try (FakeEks eks = FakeEks.create()) {
            FakeCluster prod = eks.createCluster("prod");
            FakePrincipal role = eks.iam().role("dev");
            AwsCredentialsProvider session =
                    StaticCredentialsProvider.create(role.credentials().resolveCredentials());
            String token = EksTokens.builder()
                    .credentialsProvider(session)
                    .region(Region.US_WEST_2)
                    .build()
                    .mint("prod")
                    .value();

            eks.advance(Duration.ofHours(2));

            Instant created = eks.eksClient()
                    .createAccessEntry(
                            r -> r.clusterName("prod").principalArn(role.arn().toString()))
                    .accessEntry()
                    .createdAt();
            assertThat(created).isAfter(Instant.now().plus(Duration.ofHours(1)));
            assertThatThrownBy(() -> eks.eksClient(session).listClusters())
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("ExpiredTokenException"));
            assertThat(prod.authenticator().authenticate(token))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.EXPIRED));
            assertThat(prod.login(role).isAuthenticated()).isTrue();
        }
    }
}
