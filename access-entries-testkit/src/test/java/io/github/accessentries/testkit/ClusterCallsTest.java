package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.testkit.trail.KubernetesCall;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterCallsTest {

    private final FakeEks eks = FakeEks.create();
    private final FakeCluster prod = eks.createCluster("prod");
    private final FakePrincipal dev = eks.iam().role("dev");
    private final FakePrincipal stranger = eks.iam().role("stranger");
    private final CoreV1Api core = new CoreV1Api(prod.apiClient(dev));

    @BeforeEach
    void letIn() {
        prod.accessEntries()
                .grant(dev.arn())
                .allow(AccessPolicy.VIEW)
                .inNamespaces("team-a")
                .apply();
    }

    @AfterEach
    void close() {
        eks.close();
    }

    @Test
    void calls_allowedRefusedAndUnknown_areRecorded() throws ApiException {
        core.listNamespacedConfigMap("team-a").execute();
        assertThatThrownBy(() -> core.readNamespacedSecret("db", "team-a").execute())
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(
                        () -> new CoreV1Api(prod.apiClient(stranger)).listNode().execute())
                .isInstanceOf(ApiException.class);

        assertThat(prod)
                .received("list", "configmaps")
                .inNamespace("team-a")
                .by(dev)
                .times(1)
                .allowed();
        assertThat(prod).received("get", "secrets").named("db").refused();
        assertThat(prod).neverReceived("delete", "*");
        KubernetesCall last = prod.calls().get(2);
        assertThat(last.user()).isEmpty();
        assertThat(last.status()).isEqualTo(401);
        assertThat(prod.calls().get(0).reason()).contains("AmazonEKSViewPolicy");
        assertThat(prod.calls().get(1))
                .hasToString(
                        "get secrets db in team-a by arn:aws:sts::111122223333:assumed-role/dev/test-session: 403");

        assertThatThrownBy(() -> assertThat(prod).received("get", "secrets").by(stranger))
                .hasMessageContaining("by arn:aws:iam::111122223333:role/stranger")
                .hasMessageContaining("get secrets db in team-a");
        eks.clearCalls();
        assertThat(prod).neverReceived("*", "*");
    }
}
