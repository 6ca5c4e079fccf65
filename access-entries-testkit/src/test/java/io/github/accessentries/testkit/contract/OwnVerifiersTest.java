package io.github.accessentries.testkit.contract;

import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.testkit.FakeClock;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.KnownKey;
import io.github.accessentries.token.OfflineTokenVerifier;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The library's own verifiers keep the promises of the interface. */
class OwnVerifiersTest {

    private static String token(AwsCredentialsProvider credentials, Clock clock, String cluster) {
        return EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.US_WEST_2)
                .clock(clock)
                .build()
                .mint(cluster)
                .value();
    }

    @Nested
    class Offline extends TokenVerifierContract {
        private final AwsSessionCredentials credentials =
                AwsSessionCredentials.create(Subjects.DEV.accessKeyId(), "secret", "session");
        private final KnownKey key = KnownKey.builder()
                .credentials(credentials)
                .arn(Subjects.DEV.arn())
                .userId(Subjects.DEV.principalId() + ":ana")
                .build();

        private final FakeClock clock = FakeClock.at(Instant.now());

        @Override
        protected TokenVerifier verifier() {
            return OfflineTokenVerifier.builder(
                            id -> id.equals(credentials.accessKeyId()) ? Optional.of(key) : Optional.empty())
                    .clock(clock)
                    .build();
        }

        @Override
        protected Clock clock() {
            return clock;
        }

        @Override
        protected boolean letPass(Duration time) {
            clock.advance(time);
            return true;
        }

        @Override
        protected String token(String cluster) {
            return OwnVerifiersTest.token(StaticCredentialsProvider.create(credentials), clock, cluster);
        }

        @Override
        protected Optional<String> token(String cluster, Instant mintedAt) {
            return Optional.of(OwnVerifiersTest.token(
                    StaticCredentialsProvider.create(credentials), Clock.fixed(mintedAt, ZoneOffset.UTC), cluster));
        }
    }

    abstract static class OfFakeSts extends TokenVerifierContract {
        final FakeEks eks = FakeEks.create();
        private final FakePrincipal dev = eks.iam().role("dev");
        private final AwsCredentialsProvider credentials = dev.credentials();
        final StsTokenVerifier sts = StsTokenVerifier.builder()
                .httpClient(eks.sdkHttpClient())
                .clock(eks.clock())
                .build();

        @AfterEach
        void close() {
            sts.close();
            eks.close();
        }

        @Override
        protected Clock clock() {
            return eks.clock();
        }

        @Override
        protected boolean letPass(Duration time) {
            eks.advance(time);
            return true;
        }

        @Override
        protected String token(String cluster) {
            return OwnVerifiersTest.token(credentials, eks.clock(), cluster);
        }

        @Override
        protected Optional<String> token(String cluster, Instant mintedAt) {
            return Optional.of(OwnVerifiersTest.token(credentials, Clock.fixed(mintedAt, ZoneOffset.UTC), cluster));
        }

        @Override
        protected Optional<TokenVerifier> cutOff() {
            eks.faults().on("GetCallerIdentity").cutConnection().always();
            return Optional.of(verifier());
        }
    }

    @Nested
    class Sts extends OfFakeSts {
        @Override
        protected TokenVerifier verifier() {
            return sts;
        }
    }

    @Nested
    class Cached extends OfFakeSts {
        @Override
        protected TokenVerifier verifier() {
            return CachedTokenVerifier.builder(sts).clock(eks.clock()).build();
        }
    }
}
