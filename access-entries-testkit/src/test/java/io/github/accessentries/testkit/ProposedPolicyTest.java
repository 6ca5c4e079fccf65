package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.audit.LeftOut;
import io.github.accessentries.audit.LeftOutReason;
import io.github.accessentries.audit.PolicyProposal;
import io.github.accessentries.audit.PolicyProposer;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.trail.KubernetesCall;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has the proposed policy, and nothing else, can do again what was done, and nothing else. */
class ProposedPolicyTest {

    private static final List<String> HELD = List.of(
            "GET /api/v1/namespaces/team-a/configmaps/other",
            "GET /api/v1/namespaces/team-b/configmaps/settings",
            "GET /api/v1/namespaces/team-a/configmaps",
            "GET /api/v1/configmaps?fieldSelector=metadata.name%3Dsettings",
            "GET /api/v1/namespaces/team-a/secrets",
            "GET /apis/apps/v1/deployments",
            "POST /api/v1/namespaces/team-b/configmaps",
            "POST /api/v1/namespaces",
            "POST /api/v1/namespaces/team-a/serviceaccounts",
            "DELETE /api/v1/namespaces/team-a/configmaps",
            "DELETE /api/v1/namespaces/team-a/configmaps/other",
            "PATCH /api/v1/namespaces/team-a/configmaps/settings",
            "GET /metrics");

    private final FakeEks eks = FakeEks.create();
    private final FakeCluster prod = eks.createCluster("prod");

    @AfterEach
    void close() {
        eks.close();
    }

    @Test
    void whatWasDone_canBeDoneAgain_andNothingElse() throws Exception {
        FakePrincipal admin = eks.iam().role("admin");
        FakePrincipal next = eks.iam().role("next");
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        prod.accessEntries().grant(next.arn()).groups("deployers").apply();
        for (String namespace : List.of("team-a", "team-b")) {
            status(prod.apiClient(admin), "POST /api/v1/namespaces", "{\"metadata\":{\"name\":\"" + namespace + "\"}}");
        }
        eks.clearCalls();
        deploy(prod.apiClient(admin));
        deploy(prod.apiClient(admin));

        PolicyProposal proposal = PolicyProposer.builder()
                .addPrincipals(admin.arn())
                .build()
                .propose(prod.calls().stream().map(KubernetesCall::audited).toList());

        assertThat(proposal.isComplete()).as("%s", proposal).isTrue();
        assertThat(proposal.leftOut()).extracting(LeftOut::reason).containsExactly(LeftOutReason.ALLOWED_TO_EVERYBODY);
        prod.rbac(RbacObjects.parse(proposal.clusterRoles("deployer") + bindings(proposal)));
        deploy(prod.apiClient(next));
        for (String held : HELD) {
            assertThat(status(prod.apiClient(next), held, "{}")).as(held).isEqualTo(403);
            assertThat(status(prod.apiClient(admin), held, "{}"))
                    .as("a real question: %s", held)
                    .isNotEqualTo(403);
        }
    }

    /** Reads by name and by list, creates, applies what is not there, goes through subresources, and deletes. */
    private static void deploy(ApiClient client) throws IOException {
        String maps = "/api/v1/namespaces/team-a/configmaps";
        String accounts = "/api/v1/namespaces/team-a/serviceaccounts";
        succeeds(client, "GET /version", "");
        succeeds(client, "GET /api/v1/namespaces", "");
        succeeds(client, "GET /api/v1/namespaces/team-a", "");
        succeeds(client, "GET /api/v1/pods?watch=false&limit=5", "");
        succeeds(client, "POST " + maps, "{\"metadata\":{\"name\":\"settings\"}}");
        succeeds(client, "GET " + maps + "/settings", "");
        succeeds(client, "GET " + maps + "?fieldSelector=metadata.name%3Dsettings", "");
        succeeds(
                client,
                "PATCH " + accounts + "/applied?fieldManager=t",
                "{\"apiVersion\":\"v1\",\"kind\":\"ServiceAccount\",\"metadata\":{\"name\":\"applied\"}}");
        succeeds(
                client,
                "POST /apis/apps/v1/namespaces/team-b/deployments",
                "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"selector\":{\"matchLabels\":{\"a\":\"b\"}},\"template\":"
                        + "{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}}");
        succeeds(client, "GET /apis/apps/v1/namespaces/team-b/deployments/web/scale", "");
        succeeds(client, "DELETE " + maps + "/settings", "");
        succeeds(client, "DELETE " + accounts + "/applied", "");
        succeeds(client, "DELETE /apis/apps/v1/namespaces/team-b/deployments/web", "");
    }

    private static void succeeds(ApiClient client, String call, String body) throws IOException {
        assertThat(status(client, call, body)).as(call).isBetween(200, 201);
    }

    private static int status(ApiClient client, String call, String body) throws IOException {
        String method = call.substring(0, call.indexOf(' '));
        String type = method.equals("PATCH") ? "application/apply-patch+yaml" : "application/json";
        Request request = new Request.Builder()
                .url(client.getBasePath() + call.substring(method.length() + 1))
                .method(
                        method,
                        method.equals("GET")
                                ? null
                                : RequestBody.create(
                                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8), MediaType.get(type)))
                .build();
        try (Response response = client.getHttpClient().newCall(request).execute()) {
            return response.code();
        }
    }

    private static String bindings(PolicyProposal proposal) {
        StringBuilder bindings = new StringBuilder();
        proposal.policies("deployer").forEach((policy, scope) -> {
            if (scope.isClusterWide()) {
                bindings.append(binding(policy, ""));
            }
            scope.namespaces().forEach(namespace -> bindings.append(binding(policy, ", namespace: " + namespace)));
        });
        return bindings.toString();
    }

    private static String binding(CustomPolicy policy, String place) {
        return "---\n{apiVersion: rbac.authorization.k8s.io/v1, kind: " + (place.isEmpty() ? "Cluster" : "")
                + "RoleBinding, metadata: {name: " + policy.name() + place
                + "}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: " + policy.name()
                + "}, subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: deployers}]}\n";
    }

    @Test
    void readmeExample_ofATest(@TempDir Path directory) throws ApiException, IOException {
        FakePrincipal dev = eks.iam().role("dev");
        prod.accessEntries()
                .grant(dev.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        new CoreV1Api(prod.apiClient(dev))
                .createNamespacedConfigMap(
                        "default",
                        new V1ConfigMap().metadata(new V1ObjectMeta().name("a")).data(Map.of()))
                .execute();
        Path log = Files.writeString(directory.resolve("audit.log"), "cut");
        // snippet: proposal
        PolicyProposer proposer =
                PolicyProposer.builder().addPrincipals(dev.arn()).mostNames(3).build();
        PolicyProposal proposal = proposer.read(log); // JSON lines, or what CloudWatch Logs exports; .gz, too
        String table = proposal.toString(); // rules with their evidence, and what is left out
        boolean nothingIsMissing = proposal.isComplete();

        PolicyProposal ofThisTest = proposer.propose( // what a test did on a fake cluster
                prod.calls().stream().map(KubernetesCall::audited).toList());
        CustomPolicy policy = ofThisTest.policy("deployer"); // to be granted in the scope of its one part
        String file = ofThisTest.yaml("deployer"); // for a file of desired access
        // end

        assertThat(nothingIsMissing).isFalse();
        assertThat(table).contains("audit.log line 1");
        assertThat(proposal.parts()).isEmpty();
        assertThat(policy.rules()).hasToString("[create configmaps]");
        assertThat(ofThisTest.parts().get(0).scope()).hasToString("in namespace default");
        assertThat(file).contains("\"deployer\":", "resources: [\"configmaps\"]");
    }
}
