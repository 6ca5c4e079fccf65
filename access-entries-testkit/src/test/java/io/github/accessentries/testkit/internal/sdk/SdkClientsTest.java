package io.github.accessentries.testkit.internal.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;

class SdkClientsTest {

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-west-2", "us-east-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "eu-nowhere-7"})
    void callsGoToTheHostsOfTheRegion(String id) {
        List<String> hosts = new ArrayList<>();
        Region region = Region.of(id);
        SdkClients clients = new SdkClients(
                request -> {
                    hosts.add(request.host());
                    return new Response(403, Headers.of("Content-Type", "application/json"), new byte[0]);
                },
                region,
                Clock.systemUTC(),
                threads);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        try (EksClient eks = clients.eks(credentials);
                StsClient sts = clients.sts(credentials)) {
            refused(eks::listClusters);
            refused(sts::getCallerIdentity);
        }
        assertThat(hosts)
                .containsExactly(
                        EksClient.serviceMetadata().endpointFor(region).toString(),
                        StsClient.serviceMetadata().endpointFor(region).toString());
    }

    private static void refused(Runnable call) {
        assertThatExceptionOfType(AwsServiceException.class).isThrownBy(call::run);
    }
}
