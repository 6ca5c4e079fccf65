package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.TokenSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.model.Cluster;

/** fabric8's client with the JDK's HTTP client, at a served fake cluster. */
class Fabric8ClientTest {

    private static final int SECONDS = 60;

    private final FakeEks eks = FakeEks.create();
    private final FakeCluster prod = eks.createCluster("prod");
    private final FakePrincipal admin = eks.iam().role("admin");
    private final FakePrincipal dev = eks.iam().role("dev");
    private FakeEksServer server;

    @BeforeEach
    void letIn() {
        server = eks.serve();
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        prod.accessEntries()
                .grant(dev.arn())
                .allow(AccessPolicy.VIEW)
                .inNamespaces("default")
                .apply();
    }

    @AfterEach
    void close() {
        server.close();
        eks.close();
    }

    private KubernetesClient client(FakePrincipal principal) {
        Cluster cluster = eks.eksClient().describeCluster(r -> r.name("prod")).cluster();
        TokenSource tokens = EksTokens.builder()
                .credentialsProvider(principal.credentials())
                .region(Region.of(eks.region()))
                .build()
                .source("prod");
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(cluster.endpoint())
                .withCaCertData(cluster.certificateAuthority().data())
                .withOauthTokenProvider(() -> tokens.token().value())
                .withNamespace("default")
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static ConfigMap settings(String key, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .endMetadata()
                .addToData(key, value)
                .build();
    }

    @Test
    void objects_areCreatedEditedListedAndDeleted() {
        try (KubernetesClient client = client(admin)) {
            client.resource(settings("color", "blue")).create();
            Resource<ConfigMap> settings = client.configMaps().withName("settings");

            ConfigMap edited = settings.edit(
                    found -> new ConfigMapBuilder(found).addToData("size", "7").build());
            assertThat(edited.getData()).containsEntry("color", "blue").containsEntry("size", "7");
            settings.patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\": {\"size\": null}}");
            assertThat(client.configMaps()
                            .withField("metadata.name", "settings")
                            .list()
                            .getItems())
                    .singleElement()
                    .satisfies(found -> assertThat(found.getData()).containsOnlyKeys("color"));
            assertThat(settings.delete()).hasSize(1);
            assertThat(settings.get()).isNull();
        }
        assertThat(prod).received("patch", "configmaps");
    }

    @Test
    void serverSideApply_conflictsUntilItIsForced() {
        try (KubernetesClient client = client(admin)) {
            client.resource(settings("color", "blue")).fieldManager("team").serverSideApply();

            assertThatThrownBy(() -> client.resource(settings("color", "red"))
                            .fieldManager("other")
                            .serverSideApply())
                    .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                        assertThat(e.getCode()).isEqualTo(409);
                        assertThat(e.getStatus().getMessage()).contains("conflict with \"team\": .data.color");
                    });
            client.resource(settings("color", "red"))
                    .fieldManager("other")
                    .forceConflicts()
                    .serverSideApply();
        }
        assertThat(prod).object("configmaps", "default", "settings").has("/data/color", "red");
    }

    @Test
    void refusals_tellTheReason() {
        try (KubernetesClient client = client(dev)) {
            assertThat(client.configMaps().list().getItems()).isNotEmpty();
            assertThatThrownBy(() -> client.resource(settings("color", "blue")).create())
                    .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                        assertThat(e.getCode()).isEqualTo(403);
                        assertThat(e.getMessage())
                                .contains("AmazonEKSViewPolicy of the access entry of"
                                        + " arn:aws:iam::111122223333:role/dev");
                    });
        }
    }

    @Test
    void informer_seesAddsUpdatesAndDeletes() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (KubernetesClient client = client(admin);
                SharedIndexInformer<ConfigMap> informer =
                        client.configMaps().withName("settings").inform(new Seen(seen))) {
            client.resource(settings("color", "blue")).create();
            assertThat(seen.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("add blue");
            client.resource(settings("color", "red")).update();
            assertThat(seen.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("update blue to red");
            assertThat(informer.getStore().list()).hasSize(1);
            client.configMaps().withName("settings").delete();
            assertThat(seen.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("delete red");
        }
    }

    private record Seen(BlockingQueue<String> events) implements ResourceEventHandler<ConfigMap> {

        @Override
        public void onAdd(ConfigMap object) {
            events.add("add " + object.getData().get("color"));
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {
            events.add("update " + before.getData().get("color") + " to "
                    + after.getData().get("color"));
        }

        @Override
        public void onDelete(ConfigMap object, boolean unknown) {
            events.add("delete " + object.getData().get("color"));
        }
    }
}
