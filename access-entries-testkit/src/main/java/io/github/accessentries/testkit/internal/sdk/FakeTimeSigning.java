package io.github.accessentries.testkit.internal.sdk;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/** The SDK's own signing, by the fake's clock: the SDK uses the machine's time and has no option to change that. */
final class FakeTimeSigning implements AwsV4AuthScheme {

    private final AwsV4AuthScheme scheme = AwsV4AuthScheme.create();
    private final AwsV4HttpSigner signer;

    FakeTimeSigning(Clock clock) {
        this.signer = new ClockedSigner(scheme.signer(), clock);
    }

    @Override
    public String schemeId() {
        return scheme.schemeId();
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return scheme.identityProvider(providers);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return signer;
    }

    private record ClockedSigner(AwsV4HttpSigner signer, Clock clock) implements AwsV4HttpSigner {

        @Override
        public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
            return signer.sign(clocked(request));
        }

        private <T extends AwsCredentialsIdentity> SignRequest<T> clocked(SignRequest<T> request) {
            return request.copy(builder -> builder.putProperty(HttpSigner.SIGNING_CLOCK, clock));
        }

        @Override
        public CompletableFuture<AsyncSignedRequest> signAsync(
                AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
            return signer.signAsync(clocked(request));
        }

        private <T extends AwsCredentialsIdentity> AsyncSignRequest<T> clocked(AsyncSignRequest<T> request) {
            return request.copy(builder -> builder.putProperty(HttpSigner.SIGNING_CLOCK, clock));
        }
    }
}
