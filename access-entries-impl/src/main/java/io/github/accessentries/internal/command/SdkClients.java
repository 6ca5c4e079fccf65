package io.github.accessentries.internal.command;

import io.github.accessentries.internal.client.BoundedCalls;
import io.github.accessentries.internal.client.ChosenCredentials;
import io.github.accessentries.internal.client.OwnClients;
import io.github.accessentries.internal.client.OwnIamClient;
import io.github.accessentries.internal.region.ChosenRegion;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.token.EksTokens;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.EksClientBuilder;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's own clients, with the SDK's default chains. Region and credentials are looked for before any call, so that their lack
 * is told by itself and not as a failure of the first call. For one command, so for one connection.
 */
final class SdkClients implements AwsClients {

    private final Map<String, String> environment;
    private @Nullable AwsCredentialsProvider found;

    SdkClients(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public EksClient eks(Connection connection) {
        EksClientBuilder builder = OwnClients.eks();
        return connected(builder, connection).build();
    }

    @Override
    public StsClient sts(Connection connection) {
        return connected(OwnClients.sts(), connection).build();
    }

    @Override
    public IamClient iam(Connection connection) {
        return connected(OwnIamClient.builder(), connection).build();
    }

    @Override
    public WritableKubernetesApi kubernetes(Connection connection, EksClient eks, String cluster) {
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(credentials(connection))
                .region(region(connection))
                .build();
        return ApiClientKubernetesApi.of(bounded(
                EksApiClient.builder(eks, cluster, tokens.source(cluster))
                        .readTimeout(connection.longest())
                        .build(),
                connection.longest()));
    }

    /** A read timeout alone lets a server that sends a byte now and then take for ever. No command watches. */
    static ApiClient bounded(ApiClient client, Duration longest) {
        return client.setHttpClient(
                client.getHttpClient().newBuilder().callTimeout(longest).build());
    }

    private <B extends AwsClientBuilder<B, ?>> B connected(B builder, Connection connection) {
        if (connection.endpoint() != null) {
            builder.endpointOverride(connection.endpoint());
        }
        return BoundedCalls.bound(builder, connection.longest())
                .region(region(connection))
                .credentialsProvider(credentials(connection));
    }

    private Region region(Connection connection) {
        return ChosenRegion.of(connection.region(), environment)
                .or(() -> ChosenRegion.ofProfile(connection.profile()))
                .orElseThrow(() -> new IllegalStateException("No region was given, and neither the environment nor the"
                        + " profile has one; use --region, or set AWS_REGION"));
    }

    private AwsCredentialsProvider credentials(Connection connection) {
        if (found == null) {
            found = ChosenCredentials.of(connection.profile(), environment, connection.longest());
        }
        return found;
    }
}
