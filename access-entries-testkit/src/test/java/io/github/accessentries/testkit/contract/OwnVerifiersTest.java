package io.github.accessentries.testkit.contract;

import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.KnownKey;
import io.github.accessentries.token.OfflineTokenVerifier;
import io.github.accessentries.token.StsTokenVerifier;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The library's own verifiers keep the promises of the interface. */
class OwnVerifiersTest {

    private static String token(AwsCredentialsProvider credentials, String cluster) {
        return EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.US_WEST_2)
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

        @Override
        protected TokenVerifier verifier() {
            return OfflineTokenVerifier.builder(
                            id -> id.equals(credentials.accessKeyId()) ? Optional.of(key) : Optional.empty())
                    .build();
        }

        @Override
        protected String token(String cluster) {
            return OwnVerifiersTest.token(StaticCredentialsProvider.create(credentials), cluster);
        }
    }

    abstract static class OfFakeSts extends TokenVerifierContract {
        final FakeEks eks = FakeEks.create();
        private final FakePrincipal dev = eks.iam().role("dev");
        private final AwsCredentialsProvider credentials = dev.credentials();
        final StsTokenVerifier sts =
                StsTokenVerifier.builder().httpClient(eks.sdkHttpClient()).build();

        @AfterEach
        void close() {
            sts.close();
            eks.close();
        }

        @Override
        protected String token(String cluster) {
            return OwnVerifiersTest.token(credentials, cluster);
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
            return CachedTokenVerifier.of(sts);
        }
    }
}
