package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterObjectAssertTest {

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");
    private final FakePrincipal admin = fake.iam().role("admin");

    @BeforeEach
    void putSettings() {
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        KubeCalls.by(fake, "prod", admin).post("/api/v1/namespaces/default/configmaps", """
                {"apiVersion": "v1", "kind": "ConfigMap",
                 "metadata": {"name": "settings", "labels": {"app.kubernetes.io/name": "shop"}},
                 "data": {"color": "blue", "size": "3"}}""");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void objects_areSeen_whoeverPutThem() {
        assertThat(prod)
                .object("configmaps", "default", "settings")
                .exists()
                .has("/data/color", "blue")
                .has("/data/size", 3)
                .has("/metadata/labels/app.kubernetes.io~1name", "shop")
                .hasNot("/data/weight");
        assertThat(prod).object("configmaps", "default", "others").doesNotExist();
        assertThat(prod)
                .object("clusterroles.rbac.authorization.k8s.io", "cluster-admin")
                .has("/rules/0/verbs/0", "*");
    }

    @Test
    void failures_nameObjectAndPartAndWhatIsThere() {
        assertFails(
                () -> assertThat(prod)
                        .object("configmaps", "default", "settings")
                        .has("/data/color", "red"),
                "get configmaps",
                "settings",
                "namespace default on cluster prod",
                "to have red at /data/color",
                "there is \"blue\"");
        assertFails(
                () -> assertThat(prod)
                        .object("configmaps", "default", "settings")
                        .hasNot("/data/color"),
                "nothing at /data/color");
        assertFails(
                () -> assertThat(prod)
                        .object("configmaps", "default", "settings")
                        .doesNotExist(),
                "not to exist");
        assertFails(() -> assertThat(prod).object("secrets", "default", "x").exists(), "there is no such object");
        assertFails(
                () -> assertThat(prod)
                        .object("configmaps", "default", "settings")
                        .has("/rules/9/x", 1),
                "there is nothing at that place");
    }

    @Test
    void misspeltResource_isNotTakenForAnAbsentObject() {
        assertFails(
                () -> assertThat(prod).object("configmap", "default", "others").doesNotExist(), "configmaps");
    }

    @Test
    void contentsOfASecret_stayInIt() {
        KubeCalls.by(fake, "prod", admin).post("/api/v1/namespaces/default/secrets", """
                {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "data": {"password": "aHVudGVyMg=="}}""");

        assertThatThrownBy(
                        () -> assertThat(prod).object("secrets", "default", "s").has("/data/password", "x"))
                .isInstanceOf(AssertionError.class)
                .hasMessageNotContaining("aHVudGVyMg");
    }

    @Test
    void pointerWithoutASlash_isRefused() {
        assertThatThrownBy(() -> assertThat(prod)
                        .object("configmaps", "default", "settings")
                        .has("data", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/data/color");
    }

    private static void assertFails(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }
}
