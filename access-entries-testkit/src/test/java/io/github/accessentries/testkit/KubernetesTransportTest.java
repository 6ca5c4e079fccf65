package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.token.EksTokens;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.model.Cluster;

class KubernetesTransportTest {

    private final FakeEks eks = FakeEks.create();
    private final FakeCluster prod = eks.createCluster("prod");
    private final FakePrincipal dev = eks.iam().role("dev");

    @AfterEach
    void close() {
        eks.close();
    }

    private Cluster described() {
        return eks.eksClient().describeCluster(r -> r.name("prod")).cluster();
    }

    private void letIn() throws ApiException {
        FakePrincipal admin = eks.iam().role("admin");
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        new CoreV1Api(prod.apiClient(admin))
                .createNamespace(new V1Namespace().metadata(new V1ObjectMeta().name("team-a")))
                .execute();
        prod.accessEntries()
                .grant(dev.arn())
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a")
                .apply();
    }

    private static void writeAndRead(ApiClient client) throws ApiException {
        CoreV1Api core = new CoreV1Api(client);
        V1ConfigMap settings =
                new V1ConfigMap().metadata(new V1ObjectMeta().name("settings")).data(Map.of("color", "blue"));
        core.createNamespacedConfigMap("team-a", settings).execute();
        assertThat(core.readNamespacedConfigMap("settings", "team-a").execute().getData())
                .containsEntry("color", "blue");
        assertThatThrownBy(() -> core.listNamespacedConfigMap("team-b").execute())
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(403);
                    assertThat(e.getResponseBody())
                            .contains("cannot list resource \\\"configmaps\\\" in API group \\\"\\\" in the namespace"
                                    + " \\\"team-b\\\"");
                });
    }

    @Test
    void apiClient_inMemory_isLetInAsThePrincipal() throws ApiException {
        letIn();
        writeAndRead(prod.apiClient(dev));
        assertThat(described().endpoint()).endsWith(".eks.invalid");
    }

    @Test
    void aStranger_inMemory_isUnauthorized() {
        assertThatThrownBy(() -> new CoreV1Api(prod.apiClient(dev)).listNode().execute())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(401));
    }

    @Test
    @SuppressWarnings("try") // One of two servers ends before the other, and twice.
    void describedEndpoint_ofAServedFake_takesRealClientsOverHttps() throws ApiException {
        letIn();
        try (FakeEksServer first = eks.serve();
                FakeEksServer second = eks.serve()) {
            URI endpoint = URI.create(described().endpoint());
            assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
            assertThat(endpoint.getPath()).isEqualTo("/clusters/prod");
            EksTokens tokens = EksTokens.builder()
                    .credentialsProvider(dev.credentials())
                    .region(Region.of(eks.region()))
                    .build();
            writeAndRead(EksApiClient.of(described(), tokens.source("prod")));
            first.close();
            first.close();
            assertThat(described().endpoint()).isEqualTo(endpoint.toString());
            assertThat(second.endpoint()).isNotNull();
        }
        assertThat(described().endpoint()).endsWith(".eks.invalid");
    }
}
