package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.token.EksTokens;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.VersionApi;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** What goes wrong with calls to clusters' own APIs. */
class KubernetesFaultsTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final FakeClock clock = FakeClock.at(START);
    private final FakeEks eks = FakeEks.builder().clock(clock).build();
    private final FakeCluster prod = eks.createCluster("prod");
    private final FakePrincipal admin = eks.iam().role("admin");
    private final CoreV1Api core = new CoreV1Api(prod.apiClient(admin));

    @BeforeEach
    void letIn() {
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
    }

    @AfterEach
    void close() {
        eks.close();
    }

    private static V1ConfigMap colors() {
        return new V1ConfigMap().metadata(new V1ObjectMeta().name("colors")).data(Map.of("sky", "blue"));
    }

    @Test
    void fail_answersWithTheReason_andOnlySoOften() throws ApiException {
        eks.faults().onKubernetes("list", "pods").fail("TooManyRequests", 429).times(2);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> core.listNamespacedPod("default").execute())
                    .isInstanceOfSatisfying(ApiException.class, e -> {
                        assertThat(e.getCode()).isEqualTo(429);
                        assertThat(e.getResponseBody()).contains("\"reason\":\"TooManyRequests\"");
                    });
            core.listNamespacedSecret("default").execute();
        }
        core.listNamespacedPod("default").execute();

        assertThat(prod).received("list", "pods").times(3);
        assertThat(prod.calls().get(0).allowed()).isTrue();
        assertThat(prod.calls().get(0).status()).isEqualTo(429);
    }

    @Test
    void cutAfterChange_losesTheAnswerOnly() throws ApiException {
        eks.faults().onKubernetes("create", "configmaps").cutConnection().afterChange();

        assertThatThrownBy(() ->
                        core.createNamespacedConfigMap("default", colors()).execute())
                .hasCauseInstanceOf(IOException.class);

        assertThat(core.readNamespacedConfigMap("colors", "default").execute().getData())
                .containsEntry("sky", "blue");
        assertThat(prod.calls().get(0).status()).isZero();
    }

    @Test
    void cut_overHttps_breaksTheConnection() throws ApiException {
        try (FakeEks served = FakeEks.create()) {
            FakeCluster cluster = served.createCluster("prod");
            FakePrincipal master = served.iam().role("admin");
            cluster.accessEntries()
                    .grant(master.arn())
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
            served.serve();
            EksTokens tokens = EksTokens.builder()
                    .credentialsProvider(master.credentials())
                    .region(Region.of(served.region()))
                    .build();
            ApiClient client = EksApiClient.of(
                    served.eksClient().describeCluster(r -> r.name("prod")).cluster(), tokens.source("prod"));
            client.setHttpClient(client.getHttpClient()
                    .newBuilder()
                    .retryOnConnectionFailure(false)
                    .build());
            CoreV1Api remote = new CoreV1Api(client);
            served.faults().onKubernetes("*", "configmaps").cutConnection().afterChange();

            assertThatThrownBy(() -> remote.createNamespacedConfigMap("default", colors())
                            .execute())
                    .hasCauseInstanceOf(IOException.class);
            assertThat(remote.readNamespacedConfigMap("colors", "default")
                            .execute()
                            .getMetadata())
                    .isNotNull();
        }
    }

    @Test
    void delay_onAFakeClock_costsNoTimeButTheFakes() throws ApiException {
        eks.faults().onKubernetes("get", "/version").delay(Duration.ofMinutes(10));

        new VersionApi(prod.apiClient(admin)).getCode().execute();

        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void beforeKubernetes_playsARace() throws ApiException {
        V1ConfigMap read = core.createNamespacedConfigMap("default", colors()).execute();
        eks.faults().beforeKubernetes("update", "configmaps", () -> replaceByAnother());

        assertThatThrownBy(() -> core.replaceNamespacedConfigMap("colors", "default", read)
                        .execute())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(409));
    }

    private void replaceByAnother() {
        try {
            core.replaceNamespacedConfigMap("colors", "default", colors().data(Map.of("sky", "grey")))
                    .execute();
        } catch (ApiException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anyOperationOfAws_sparesClusters_andTheOtherWayRound() throws ApiException {
        eks.faults().onKubernetes("*", "*").cutConnection().always();
        assertThatCode(() -> eks.eksClient().listClusters()).doesNotThrowAnyException();

        eks.faults().clear();
        eks.faults().on("*").cutConnection().always();
        assertThat(core.listNode().execute().getItems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "lst, pods, did you mean list",
        "list, deployments, did you mean deployments.apps",
        "list, podz, did you mean pods",
        "list, /version, is not a verb of a path",
        "list, '', is neither a verb nor a resource",
    })
    void onKubernetes_ofWhatNobodyCanCall_isRefused(String verb, String resource, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eks.faults().onKubernetes(verb, resource).cutConnection())
                .withMessageContaining(message);
    }

    @Test
    void fail_withACodeOfAws_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eks.faults().onKubernetes("list", "pods").fail("ThrottlingException", 429))
                .withMessageContaining("\"ThrottlingException\" is not a reason that Kubernetes gives");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eks.faults().onKubernetes("list", "pods").fail("conflict", 409))
                .withMessageContaining("did you mean Conflict");
    }

    @Test
    void controlApi_scriptsFaultsOfClusters_andShowsTheirCalls() throws Exception {
        ControlApi control = new ControlApi(eks.serve().endpoint());
        control.call(201, "POST", "/_fake/faults", """
                {"verb":"get","resource":"configmaps","error":"Gone","status":410}""");

        assertThatThrownBy(
                        () -> core.readNamespacedConfigMap("colors", "default").execute())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(410));

        JsonArray calls =
                control.call(200, "GET", "/_fake/clusters/prod/calls", "").getAsJsonArray("calls");
        JsonObject call = calls.get(0).getAsJsonObject();
        assertThat(calls).hasSize(1);
        assertThat(call.get("verb").getAsString()).isEqualTo("get");
        assertThat(call.get("resource").getAsString()).isEqualTo("configmaps");
        assertThat(call.get("status").getAsInt()).isEqualTo(410);
        assertThat(call.getAsJsonObject("user").get("username").getAsString()).contains("admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"verb\":\"get\",\"cutConnection\":true}",
                "{\"operation\":\"*\",\"verb\":\"get\",\"resource\":\"pods\",\"cutConnection\":true}"
            })
    void controlApi_faultOfNobodyKnowsWhat_isRefused(String fault) throws Exception {
        JsonObject refusal = new ControlApi(eks.serve().endpoint()).call(400, "POST", "/_fake/faults", fault);
        assertThat(refusal.get("message").getAsString()).contains("verb and resource, for example list and pods");
    }

    @Test
    void clearCallsAndReset_forgetTheCallsToClusters() throws ApiException {
        core.listNode().execute();
        eks.clearCalls();
        assertThat(prod).neverReceived("*", "*");

        core.listNode().execute();
        eks.reset();
        assertThat(eks.createCluster("prod").calls()).isEmpty();
    }
}
