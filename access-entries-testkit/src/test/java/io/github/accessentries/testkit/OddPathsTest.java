package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.rbac.RbacObjects;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Secret;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Odd paths, by which somebody saw more than was permitted, and clusters that are gone. */
class OddPathsTest {

    private final FakeEks eks = FakeEks.create();
    private final FakeCluster prod = eks.createCluster("prod");
    private final FakePrincipal reader = eks.iam().role("reader");
    private ApiClient client;

    @BeforeEach
    void letInForOneSecret() throws ApiException {
        prod.rbac(RbacObjects.parse("""
                {kind: List, items: [
                  {kind: ClusterRole, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: one-secret}, rules: [
                    {apiGroups: [''], resources: [secrets], resourceNames: [mine], verbs: [get, list, watch]}]},
                  {kind: ClusterRoleBinding, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: readers},
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: one-secret},
                    subjects: [{kind: Group, apiGroup: rbac.authorization.k8s.io, name: readers}]},
                  {kind: ClusterRoleBinding, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: admins},
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin},
                    subjects: [{kind: Group, apiGroup: rbac.authorization.k8s.io, name: admins}]}]}
                """));
        FakePrincipal admin = eks.iam().role("admin");
        eks.eksClient()
                .createAccessEntry(r -> r.clusterName("prod")
                        .principalArn(admin.arn().toString())
                        .kubernetesGroups("admins"));
        eks.eksClient()
                .createAccessEntry(r -> r.clusterName("prod")
                        .principalArn(reader.arn().toString())
                        .kubernetesGroups("readers"));
        CoreV1Api core = new CoreV1Api(prod.apiClient(admin));
        for (String name : new String[] {"mine", "yours"}) {
            core.createNamespacedSecret("default", new V1Secret().metadata(new V1ObjectMeta().name(name)))
                    .execute();
        }
        client = prod.apiClient(reader);
    }

    @AfterEach
    void close() {
        eks.close();
    }

    private Response get(String pathAndQuery) throws IOException {
        return client.getHttpClient()
                .newCall(new Request.Builder()
                        .url(client.getBasePath() + pathAndQuery)
                        .build())
                .execute();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/watch/namespaces/default/secrets/mine?timeoutSeconds=1",
        "/api/v1/watch/secrets/mine?timeoutSeconds=1",
        "/api/v1/namespaces/default/secrets?watch=yes&timeoutSeconds=1&fieldSelector=metadata.name%3Dmine",
        "/api/v1/namespaces/default/secrets?fieldSelector=metadata.name%3Dmine"
    })
    void permissionForOneName_showsThatOneAlone(String path) throws IOException {
        try (Response response = get(path)) {
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.body().string()).contains("\"mine\"").doesNotContain("yours");
        }
    }

    @Test
    void oldWatchOfOneName_withASelectorOfAnother_showsNothing() throws IOException {
        try (Response response = get(
                "/api/v1/watch/namespaces/default/secrets/mine?timeoutSeconds=1&fieldSelector=metadata.name%3Dyours")) {
            assertThat(response.body().string()).doesNotContain("yours");
        }
    }

    @Test
    void slashInANamespace_isASlashOfThePath() throws IOException {
        try (Response response = get("/api/v1/namespaces/default%2F..%2Fkube-system/secrets/mine")) {
            assertThat(response.code()).isNotEqualTo(200);
        }
    }

    @Test
    void clusterThatIsGone_isAnEndpointThatIsGone() {
        eks.eksClient().deleteCluster(r -> r.name("prod"));
        eks.advance(Duration.ofMinutes(30));
        assertThatThrownBy(() -> new CoreV1Api(client).listNode().execute())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("prod is deleted");
    }

    @Test
    void fakeThatIsClosed_saysSo() {
        eks.close();
        assertThatThrownBy(() -> new CoreV1Api(client).listNode().execute())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("closed");
    }
}
