package io.github.accessentries.testkit.example;

import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.contract.TokenVerifierContract;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class CountingVerifierTest extends TokenVerifierContract {

    private final FakeEks eks = FakeEks.create();
    private final AwsCredentialsProvider credentials = eks.iam().role("dev").credentials();
    private final StsTokenVerifier sts = StsTokenVerifier.builder()
            .httpClient(eks.sdkHttpClient())
            .clock(eks.clock())
            .build();

    @AfterEach
    void close() {
        sts.close();
        eks.close();
    }

    @Override
    protected TokenVerifier verifier() {
        return new CountingVerifier(sts, new AtomicLong());
    }

    @Override
    protected Optional<TokenVerifier> cutOff() {
        // snippet: cutoff
        eks.faults().on("GetCallerIdentity").cutConnection().always();
        // end
        return Optional.of(verifier());
    }

    @Override
    protected String token(String cluster) {
        return minted(cluster, eks.clock());
    }

    // snippet: time
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
    protected Optional<String> token(String cluster, Instant mintedAt) {
        return Optional.of(minted(cluster, Clock.fixed(mintedAt, ZoneOffset.UTC)));
    }

    private String minted(String cluster, Clock clock) {
        return EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.of(eks.region()))
                .clock(clock)
                .build()
                .mint(cluster)
                .value();
    }
    // end
}
