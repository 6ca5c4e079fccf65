package io.github.accessentries.benchmarks;

import io.github.accessentries.authn.Verification;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksToken;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.KnownKey;
import io.github.accessentries.token.OfflineTokenVerifier;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Minting a token, and verifying one: with an STS that answers at once, which is all that the library itself does of it;
 * from memory; and against a known secret.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {

    private static final String IDENTITY = """
            {"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"111122223333",
            "Arn":"arn:aws:iam::111122223333:user/ana","UserId":"AIDAEXAMPLEEXAMPLE000"},
            "ResponseMetadata":{"RequestId":"00000000-0000-0000-0000-000000000000"}}}
            """;

    private static final AwsBasicCredentials CREDENTIALS =
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private final EksTokens tokens = EksTokens.builder()
            .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
            .region(Region.US_WEST_2)
            .clock(clock)
            .build();
    private final StsTokenVerifier verifier = StsTokenVerifier.builder()
            .httpClient(new CannedHttpClient(IDENTITY))
            .clock(clock)
            .build();
    private final CachedTokenVerifier cached =
            CachedTokenVerifier.builder(verifier).clock(clock).build();
    private final KnownKey key = KnownKey.builder()
            .credentials(CREDENTIALS)
            .arn("arn:aws:iam::111122223333:user/ana")
            .userId("AIDAEXAMPLEEXAMPLE000")
            .build();
    private final OfflineTokenVerifier offline =
            OfflineTokenVerifier.builder(id -> Optional.of(key)).clock(clock).build();
    private final String token = tokens.mint("prod").value();
    private final String changedToken = token.substring(0, token.length() - 4) + "AAAA";

    /**
     * Mints a token.
     *
     * @return the token
     */
    @Benchmark
    public EksToken mint() {
        return tokens.mint("prod");
    }

    /**
     * Verifies a token.
     *
     * @return who it belongs to
     */
    @Benchmark
    public Verification verify() {
        return verifier.verify(token, "prod");
    }

    /**
     * Verifies a token that is remembered.
     *
     * @return who it belongs to
     */
    @Benchmark
    public Verification verifyCached() {
        return cached.verify(token, "prod");
    }

    /**
     * Verifies a token against a known secret.
     *
     * @return who it belongs to
     */
    @Benchmark
    public Verification verifyOffline() {
        return offline.verify(token, "prod");
    }

    /**
     * Rejects a token without asking STS.
     *
     * @return why
     */
    @Benchmark
    public Verification reject() {
        return verifier.verify(changedToken, "prod");
    }

    /** Ends the verifier. */
    @TearDown
    public void close() {
        verifier.close();
    }
}
