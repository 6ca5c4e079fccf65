package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.reflect.TypeToken;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.token.EksTokens;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import io.kubernetes.client.util.generic.options.ListOptions;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;

/** The official Java client, whole with its informers, at a fake cluster. */
class OfficialClientTest {

    private static final int SECONDS = 60;
    private static final String SPACE = "default";
    private static final Type EVENT = new TypeToken<Watch.Response<V1ConfigMap>>() {}.getType();

    /** How the client reaches the cluster. */
    enum Way {
        IN_MEMORY,
        OVER_HTTPS
    }

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
                .inNamespaces(SPACE)
                .apply();
    }

    @AfterEach
    void close() {
        server.close();
        eks.close();
    }

    private ApiClient client(Way way, FakePrincipal principal) {
        if (way == Way.IN_MEMORY) {
            return prod.apiClient(principal);
        }
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(principal.credentials())
                .region(Region.of(eks.region()))
                .build();
        return EksApiClient.of(
                eks.eksClient().describeCluster(r -> r.name("prod")).cluster(), tokens.source("prod"));
    }

    private static V1ConfigMap configMap(String name, String color) {
        return new V1ConfigMap()
                .apiVersion("v1")
                .kind("ConfigMap")
                .metadata(new V1ObjectMeta().name(name).namespace(SPACE))
                .data(Map.of("color", color));
    }

    private static V1Deployment deployment() {
        Map<String, String> labels = Map.of("app", "web");
        return new V1Deployment()
                .metadata(new V1ObjectMeta().name("web"))
                .spec(new V1DeploymentSpec()
                        .selector(new V1LabelSelector().matchLabels(labels))
                        .template(new V1PodTemplateSpec()
                                .metadata(new V1ObjectMeta().labels(labels))
                                .spec(new V1PodSpec()
                                        .addContainersItem(
                                                new V1Container().name("web").image("web:1")))));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void objects_areCreatedReadReplacedListedAndDeleted(Way way) throws ApiException {
        CoreV1Api core = new CoreV1Api(client(way, admin));

        V1ConfigMap created = core.createNamespacedConfigMap(SPACE, configMap("settings", "blue"))
                .execute();
        V1ConfigMap replaced = core.replaceNamespacedConfigMap(
                        "settings", SPACE, configMap("settings", "red").metadata(created.getMetadata()))
                .execute();
        assertThat(replaced.getMetadata().getUid())
                .isEqualTo(created.getMetadata().getUid());
        assertFails(
                409,
                "the object has been modified",
                () -> core.replaceNamespacedConfigMap(
                                "settings",
                                SPACE,
                                configMap("settings", "green").metadata(created.getMetadata()))
                        .execute());
        assertThat(core.listNamespacedConfigMap(SPACE)
                        .fieldSelector("metadata.name=settings")
                        .execute()
                        .getItems())
                .singleElement()
                .satisfies(found -> assertThat(found.getData()).containsEntry("color", "red"));
        core.deleteNamespacedConfigMap("settings", SPACE).execute();
        assertFails(
                404,
                "configmaps \\\"settings\\\" not found",
                () -> core.readNamespacedConfigMap("settings", SPACE).execute());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void refusals_tellTheReason(Way way) {
        CoreV1Api core = new CoreV1Api(client(way, dev));

        assertFails(
                403,
                "cannot create resource \\\"configmaps\\\" in API group \\\"\\\" in the namespace \\\"default\\\":"
                        + " AmazonEKSViewPolicy of the access entry of arn:aws:iam::111122223333:role/dev",
                () -> core.createNamespacedConfigMap(SPACE, configMap("settings", "blue"))
                        .execute());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void patches_strategicAndServerSide_keepWhatTheyDoNotName(Way way) throws ApiException {
        ApiClient client = client(way, admin);
        AppsV1Api apps = new AppsV1Api(client);
        apps.createNamespacedDeployment(SPACE, deployment()).execute();

        V1Deployment sidecar = strategic(apps, client, """
                {"spec": {"template": {"spec": {"containers": [{"name": "proxy", "image": "proxy:1"}]}}}}""");
        assertThat(sidecar.getSpec().getTemplate().getSpec().getContainers())
                .extracting(V1Container::getName)
                .containsExactlyInAnyOrder("web", "proxy");

        V1Deployment applied = apply(apps, client, "team", false, """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 3}}""");
        assertThat(applied.getSpec().getReplicas()).isEqualTo(3);
        String five = """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 5}}""";
        assertFails(409, "conflict with \\\"team\\\": .spec.replicas", () -> apply(apps, client, "other", false, five));
        assertThat(apply(apps, client, "other", true, five).getSpec().getReplicas())
                .isEqualTo(5);
    }

    private static V1Deployment strategic(AppsV1Api apps, ApiClient client, String patch) throws ApiException {
        return PatchUtils.patch(
                V1Deployment.class,
                () -> apps.patchNamespacedDeployment("web", SPACE, new V1Patch(patch))
                        .buildCall(null),
                V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
                client);
    }

    private static V1Deployment apply(AppsV1Api apps, ApiClient client, String manager, boolean force, String patch)
            throws ApiException {
        return PatchUtils.patch(
                V1Deployment.class,
                () -> apps.patchNamespacedDeployment("web", SPACE, new V1Patch(patch))
                        .fieldManager(manager)
                        .force(force)
                        .buildCall(null),
                V1Patch.PATCH_FORMAT_APPLY_YAML,
                client);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void genericAndDynamicClients_seeTheSameObjects(Way way) {
        ApiClient client = client(way, admin);
        GenericKubernetesApi<V1ConfigMap, V1ConfigMapList> generic =
                new GenericKubernetesApi<>(V1ConfigMap.class, V1ConfigMapList.class, "", "v1", "configmaps", client);
        DynamicKubernetesApi dynamic = new DynamicKubernetesApi("", "v1", "configmaps", client);

        assertThat(generic.create(configMap("settings", "blue")).isSuccess()).isTrue();
        DynamicKubernetesObject found = dynamic.get(SPACE, "settings").getObject();
        found.getRaw().getAsJsonObject("data").addProperty("color", "red");
        assertThat(dynamic.update(found).isSuccess()).isTrue();
        assertThat(generic.get(SPACE, "settings").getObject().getData()).containsEntry("color", "red");
        assertThat(dynamic.list(SPACE, new ListOptions()).getObject().getItems())
                .extracting(each -> each.getMetadata().getName())
                .contains("settings");
        assertThat(generic.delete(SPACE, "settings").isSuccess()).isTrue();
        assertThat(dynamic.get(SPACE, "settings").getHttpStatusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void watch_tellsWhatHappens_andItsThreadEndsWhenItIsCancelled(Way way) throws Exception {
        ApiClient client = client(way, admin);
        CoreV1Api core = new CoreV1Api(client);
        String version =
                core.listNamespacedConfigMap(SPACE).execute().getMetadata().getResourceVersion();
        Call call = core.listNamespacedConfigMap(SPACE)
                .watch(true)
                .resourceVersion(version)
                .buildCall(null);
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        Thread watching = new Thread(() -> {
            try (Watch<V1ConfigMap> watch = Watch.createWatch(client, call, EVENT)) {
                watch.forEach(event ->
                        events.add(event.type + " " + event.object.getMetadata().getName()));
            } catch (IOException | ApiException | RuntimeException e) {
                events.add("ended: " + call.isCanceled());
            }
        });
        watching.setDaemon(true);
        watching.start();

        core.createNamespacedConfigMap(SPACE, configMap("settings", "blue")).execute();
        assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("ADDED settings");
        core.deleteNamespacedConfigMap("settings", SPACE).execute();
        assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("DELETED settings");
        call.cancel();
        watching.join(TimeUnit.SECONDS.toMillis(SECONDS));
        assertThat(watching.isAlive()).isFalse();
        assertThat(prod).received("watch", "configmaps");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void informer_seesAddsUpdatesAndDeletes_alsoAfterTheApiHasEndedItsWatch(Way way) throws Exception {
        CoreV1Api core = new CoreV1Api(client(way, admin));
        core.createNamespacedConfigMap(SPACE, configMap("before", "blue")).execute();
        ApiClient informed = client(way, admin);
        informed.setReadTimeout(0);
        CountDownLatch thirdWatch = new CountDownLatch(3);
        SharedInformerFactory factory = new SharedInformerFactory(informed);
        SharedIndexInformer<V1ConfigMap> informer = factory.sharedIndexInformerFor(
                asked -> {
                    if (asked.watch) {
                        thirdWatch.countDown();
                    }
                    return new CoreV1Api(informed)
                            .listNamespacedConfigMap(SPACE)
                            .resourceVersion(asked.resourceVersion)
                            .timeoutSeconds(1)
                            .watch(asked.watch)
                            .buildCall(null);
                },
                V1ConfigMap.class,
                V1ConfigMapList.class);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        informer.addEventHandler(new Seen(seen));
        factory.startAllRegisteredInformers();
        try {
            assertThat(next(seen, "add before")).isEqualTo("add before blue");
            assertThat(thirdWatch.await(SECONDS, TimeUnit.SECONDS))
                    .as("two watches ended")
                    .isTrue();

            V1ConfigMap made = core.createNamespacedConfigMap(SPACE, configMap("later", "blue"))
                    .execute();
            assertThat(next(seen, "add later")).isEqualTo("add later blue");
            core.replaceNamespacedConfigMap("later", SPACE, made.data(Map.of("color", "red")))
                    .execute();
            assertThat(next(seen, "update later")).isEqualTo("update later blue to red");
            assertThat(informer.getIndexer().getByKey("default/later").getData())
                    .containsEntry("color", "red");
            core.deleteNamespacedConfigMap("later", SPACE).execute();
            assertThat(next(seen, "delete later")).isEqualTo("delete later red");
        } finally {
            factory.stopAllRegisteredInformers();
        }
    }

    /** The next of its kind; the cluster has config maps of its own, and a new list repeats updates. */
    private static String next(BlockingQueue<String> seen, String beginning) throws InterruptedException {
        String next = seen.poll(SECONDS, TimeUnit.SECONDS);
        while (next != null && !next.startsWith(beginning)) {
            next = seen.poll(SECONDS, TimeUnit.SECONDS);
        }
        return requireNonNull(next, beginning);
    }

    private record Seen(BlockingQueue<String> events) implements ResourceEventHandler<V1ConfigMap> {

        private static String color(V1ConfigMap object) {
            return object.getData() == null
                    ? "none"
                    : String.valueOf(object.getData().get("color"));
        }

        @Override
        public void onAdd(V1ConfigMap object) {
            events.add("add " + object.getMetadata().getName() + " " + color(object));
        }

        @Override
        public void onUpdate(V1ConfigMap before, V1ConfigMap after) {
            events.add("update " + after.getMetadata().getName() + " " + color(before) + " to " + color(after));
        }

        @Override
        public void onDelete(V1ConfigMap object, boolean unknown) {
            events.add("delete " + object.getMetadata().getName() + " " + color(object));
        }
    }

    private static void assertFails(int code, String text, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.getCode()).isEqualTo(code);
            assertThat(e.getResponseBody()).contains(text);
        });
    }
}
