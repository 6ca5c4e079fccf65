package io.github.accessentries.benchmarks;

import io.github.accessentries.authn.Verification;
import io.github.accessentries.token.EksToken;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

/** Minting a token, and verifying one with an STS that answers at once: all that the library itself does of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {

    private static final String IDENTITY = """
            {"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"111122223333",
            "Arn":"arn:aws:iam::111122223333:user/ana","UserId":"AIDAEXAMPLEEXAMPLE000"},
            "ResponseMetadata":{"RequestId":"00000000-0000-0000-0000-000000000000"}}}
            """;

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private final EksTokens tokens = EksTokens.builder()
            .credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")))
            .region(Region.US_WEST_2)
            .clock(clock)
            .build();
    private final StsTokenVerifier verifier = StsTokenVerifier.builder()
            .httpClient(new CannedHttpClient(IDENTITY))
            .clock(clock)
            .build();
    private final String token = tokens.mint("prod").value();

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

    /** Ends the verifier. */
    @TearDown
    public void close() {
        verifier.close();
    }
}
