package io.github.accessentries.internal.client;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class BoundedCallsTest {

    private static StsClient client(String endpoint, Duration longest) {
        return BoundedCalls.bound(OwnClients.sts(), longest)
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_WEST_2)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .build();
    }

    /** The SDK by itself waits for more than a minute. */
    @Test
    @Timeout(60)
    void silentEndpoint_isGivenUp_andNamed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                StsClient sts = client("http://127.0.0.1:" + silent.getLocalPort() + "/path", Duration.ofSeconds(1))) {
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(sts::getCallerIdentity)
                    .withMessage("http://127.0.0.1:" + silent.getLocalPort() + " did not answer within 1 second");
        }
    }

    @Test
    @Timeout(60)
    void endpointThatIsNotThere_isNamed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (StsClient sts = client("http://127.0.0.1:" + port, Duration.ofSeconds(20))) {
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(sts::getCallerIdentity)
                    .withMessageStartingWith("http://127.0.0.1:" + port + " could not be reached: ");
        }
    }
}
