package io.github.accessentries.testkit.internal.sdk;

import io.github.accessentries.testkit.internal.wire.message.Wire;
import io.github.accessentries.testkit.internal.wire.transport.InMemoryAsyncHttpClient;
import io.github.accessentries.testkit.internal.wire.transport.InMemoryHttpClient;
import io.github.accessentries.testkit.internal.wire.transport.UndatedWire;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.endpoints.EksEndpointProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Makes clients of the SDK that reach the fake and nothing else. Whatever the SDK would look up on the machine is set
 * here: credentials, region, endpoint, profiles, defaults, retries, compression, FIPS and dual-stack.
 *
 * <p>One thing cannot be set: the SDK always parses the machine's profile files, and then uses nothing from them. A
 * malformed file makes it fail, here as everywhere.
 */
public final class SdkClients {

    private static final int MAX_ATTEMPTS = 3;

    private final SdkHttpClient http;
    private final InMemoryAsyncHttpClient asyncHttp;
    private final Region region;
    private final Clock clock;

    /**
     * Makes clients that reach a wire, sign for a region and follow a clock.
     *
     * @param threads where asynchronous calls are answered
     */
    public SdkClients(Wire wire, Region region, Clock clock, ExecutorService threads) {
        Wire undated = new UndatedWire(wire);
        this.http = new InMemoryHttpClient(undated);
        this.asyncHttp = new InMemoryAsyncHttpClient(undated, threads);
        this.region = region;
        this.clock = clock;
    }

    /** A client of EKS. */
    public EksClient eks(AwsCredentialsProvider credentials) {
        return hermetic(EksClient.builder().httpClient(http), credentials)
                .endpointOverride(eksEndpoint())
                .build();
    }

    /**
     * An asynchronous client of EKS. It completes its futures where the call was answered, so that a fake that is closed
     * meanwhile leaves none incomplete.
     */
    public EksAsyncClient eksAsync(AwsCredentialsProvider credentials) {
        return hermetic(EksAsyncClient.builder().httpClient(asyncHttp), credentials)
                .endpointOverride(eksEndpoint())
                .asyncConfiguration(c -> c.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, asyncHttp.completion()))
                .build();
    }

    /** A client of STS. */
    public StsClient sts(AwsCredentialsProvider credentials) {
        return hermetic(StsClient.builder().httpClient(http), credentials)
                .endpointOverride(stsEndpoint())
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B hermetic(B builder, AwsCredentialsProvider credentials) {
        return builder.credentialsProvider(credentials)
                .region(region)
                .defaultsMode(DefaultsMode.LEGACY)
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .putAuthScheme(new FakeTimeSigning(clock))
                .overrideConfiguration(configuration());
    }

    private static ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.aggregator().build())
                .defaultProfileName("fake")
                .retryStrategy(immediateRetries())
                .compressionConfiguration(
                        c -> c.requestCompressionEnabled(false).minimumCompressionThresholdInBytes(0))
                .build();
    }

    /**
     * Retries what the SDK retries, but does not sleep. The ready-made strategies read environment variables; the bare
     * builder does not.
     */
    private static RetryStrategy immediateRetries() {
        return StandardRetryStrategy.builder()
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build();
    }

    /** By the rules that the client follows anyway; the older metadata of the SDK are hundreds of classes more. */
    @SuppressWarnings("deprecation") // What replaces url() is younger than the SDKs that users have.
    private URI eksEndpoint() {
        return EksEndpointProvider.defaultProvider()
                .resolveEndpoint(rules -> rules.region(region).useFips(false).useDualStack(false))
                .join()
                .url();
    }

    @SuppressWarnings("deprecation") // What replaces url() is younger than the SDKs that users have.
    private URI stsEndpoint() {
        return StsEndpointProvider.defaultProvider()
                .resolveEndpoint(rules ->
                        rules.region(region).useFips(false).useDualStack(false).useGlobalEndpoint(false))
                .join()
                .url();
    }
}
