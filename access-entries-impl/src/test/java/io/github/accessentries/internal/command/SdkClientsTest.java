package io.github.accessentries.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SdkClientsTest {

    /** A server that drips its answer never is silent for long enough to be given up. */
    @Test
    void callsOfACluster_areBoundedAsAWhole() {
        ApiClient client = SdkClients.bounded(new ApiClient(), Duration.ofSeconds(7));

        assertThat(client.getHttpClient().callTimeoutMillis()).isEqualTo(7000);
    }
}
