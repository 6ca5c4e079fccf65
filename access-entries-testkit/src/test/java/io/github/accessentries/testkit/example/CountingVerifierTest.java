package io.github.accessentries.testkit.example;

import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.contract.TokenVerifierContract;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.regions.Region;

class CountingVerifierTest extends TokenVerifierContract {

    private final FakeEks eks = FakeEks.create();
    private final FakePrincipal dev = eks.iam().role("dev");
    private final StsTokenVerifier sts =
            StsTokenVerifier.builder().httpClient(eks.sdkHttpClient()).build();

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
        return EksTokens.builder()
                .credentialsProvider(dev.credentials())
                .region(Region.of(eks.region()))
                .build()
                .mint(cluster)
                .value();
    }
}
