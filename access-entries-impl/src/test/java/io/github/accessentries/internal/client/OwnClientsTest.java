package io.github.accessentries.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.eks.EksAccessEntries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What calls say of who made them. */
class OwnClientsTest {

    private final List<String> agents = new ArrayList<>();

    /** Keeps what a call says of itself, and reaches nobody. */
    private final SdkHttpClient unconnected = new SdkHttpClient() {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            agents.add(request.httpRequest().firstMatchingHeader("User-Agent").orElseThrow());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    throw new IOException("not connected");
                }

                @Override
                public void abort() {
                    // There is nothing to abort.
                }
            };
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    };

    private static <B extends AwsClientBuilder<B, ?>> B placed(B builder) {
        return builder.region(Region.EU_WEST_1).credentialsProvider(AnonymousCredentialsProvider.create());
    }

    @Test
    void ownClients_nameTheLibraryAndItsVersion_afterTheSdk() {
        try (EksClient eks = placed(OwnClients.eks()).httpClient(unconnected).build();
                StsClient sts = placed(OwnClients.sts()).httpClient(unconnected).build()) {
            assertThatThrownBy(eks::listClusters).isInstanceOf(SdkClientException.class);
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(SdkClientException.class);
        }

        assertThat(UserAgent.TEXT).matches("access-entries/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(agents)
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        agent -> assertThat(agent).startsWith("aws-sdk-java/2.").endsWith(" " + UserAgent.TEXT));
    }

    @Test
    void clientThatIsHandedIn_staysAsItIs() {
        try (EksClient eks = placed(EksClient.builder()).httpClient(unconnected).build();
                EksAccessEntries prod = EksAccessEntries.builder()
                        .cluster("prod")
                        .eksClient(eks)
                        .build()) {
            assertThatThrownBy(prod::list).hasMessageContaining("prod");
        }

        assertThat(agents).isNotEmpty().allSatisfy(agent -> assertThat(agent).doesNotContain("access-entries/"));
    }
}
