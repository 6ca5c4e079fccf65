package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuideClusterTest {

    @Test
    void clusterInMemory_letsInAndRefuses() throws ApiException {
        try (FakeEks eks = FakeEks.create()) {
            FakeCluster prod = eks.createCluster("prod");
            FakePrincipal dev = eks.iam().role("dev");
            prod.accessEntries()
                    .grant(dev.arn())
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("default")
                    .apply();
            V1ConfigMap settings = new V1ConfigMap()
                    .metadata(new V1ObjectMeta().name("settings"))
                    .data(Map.of("color", "blue"));
            inMemory(prod, dev, settings);
        }
    }

    private static void inMemory(FakeCluster prod, FakePrincipal dev, V1ConfigMap settings) throws ApiException {
        // snippet: cluster
        CoreV1Api core = new CoreV1Api(prod.apiClient(dev)); // the official client; its calls stay in the process
        core.createNamespacedConfigMap("default", settings).execute();
        assertThatThrownBy(() -> core.listNamespacedSecret("kube-system").execute())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(403));

        assertThat(prod).object("configmaps", "default", "settings").has("/data/color", "blue");
        assertThat(prod)
                .received("list", "secrets")
                .inNamespace("kube-system")
                .by(dev)
                .refused();
        assertThat(prod).neverReceived("delete", "*");
        // end
    }
}
