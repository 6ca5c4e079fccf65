package io.github.accessentries.testkit.internal.kubernetes;

import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.json;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.refusal;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartsAndPatchesTest {

    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private final ClusterUnderTest cluster = new ClusterUnderTest();

    private ApiResponse patch(String path, String type, String body) {
        return cluster.send("PATCH", path, body.replace('\'', '"').getBytes(UTF_8), Map.of("Content-Type", type));
    }

    private void pod() {
        cluster.post(PODS, "{'metadata':{'name':'p'},'spec':{'containers':[{'name':'c','image':'i'}]}}");
    }

    @Test
    @UnverifiedAnswer("parts-of-kubernetes-not-played")
    void whatOnlyRuns_isAllowedByAccess_andNotThere() {
        assertThat(refusal(cluster.get(PODS + "/p/log"))).isEqualTo("404 NotFound: pods \"p\" not found");
        pod();
        assertThat(refusal(cluster.get(PODS + "/p/log")))
                .startsWith("501 NotImplemented: access to pods/log of \"p\" is allowed, but nothing runs");
        assertThat(refusal(cluster.post(PODS + "/p/log", ""))).startsWith("405");
    }

    @Test
    @UnverifiedAnswer("end-of-account-tokens")
    void tokenRequest_isAnsweredWithATokenOfTheAccount_orToldWhatIsWrong() {
        String path = "/api/v1/namespaces/default/serviceaccounts/default/token";
        JsonObject answer = cluster.post(path, "{}");
        assertThat(text(answer, "kind")).isEqualTo("TokenRequest");
        assertThat(text(answer, "status/token"))
                .isEqualTo("https://kubernetes.default.svc system:serviceaccount:default:default PT1H");
        assertThat(text(answer, "status/expirationTimestamp")).isEqualTo("2026-01-02T04:04:05Z");
        assertThat(text(answer, "spec/expirationSeconds")).isEqualTo("3600");
        assertThat(refusal(cluster.post(path, "{'spec':{'expirationSeconds':599}}")))
                .isEqualTo("422 Invalid: TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds:"
                        + " Invalid value: 599: may not specify a duration less than 10 minutes");
        assertThat(text(cluster.post(path, "{'spec':{'expirationSeconds':4294967296}}"), "status/expirationTimestamp"))
                .isEqualTo("2162-02-08T09:32:21Z");
        assertThat(refusal(cluster.post(path, "{'spec':{'expirationSeconds':4294967297}}")))
                .endsWith("may not specify a duration larger than 2^32 seconds");
        assertThat(refusal(cluster.post(path.replace("default/token", "other/token"), "{}")))
                .isEqualTo("404 NotFound: serviceaccounts \"other\" not found");
        assertThat(refusal(cluster.post(
                        path, "{'spec':{'boundObjectRef':{'apiVersion':'v1','kind':'Pod','name':'gone'}}}")))
                .isEqualTo("404 NotFound: pods \"gone\" not found");
        assertThat(refusal(cluster.post(
                        path, "{'spec':{'boundObjectRef':{'apiVersion':'v1','kind':'Service','name':'s'}}}")))
                .startsWith("400 BadRequest: cannot bind token to object of type v1, Kind=Service");
    }

    @Test
    void eviction_deletesThePod() {
        pod();
        JsonObject answer = cluster.post(PODS + "/p/eviction", "{'metadata':{'name':'p'}}");
        assertThat(text(answer, "status")).isEqualTo("Success");
        assertThat(refusal(cluster.get(PODS + "/p"))).startsWith("404");
    }

    @Test
    void binding_putsThePodOntoANode() {
        pod();
        cluster.post(
                "/api/v1/namespaces/default/bindings",
                "{'metadata':{'name':'p'},'target':{'kind':'Node','name':'n1'}}");
        assertThat(text(cluster.get(PODS + "/p"), "spec/nodeName")).isEqualTo("n1");
        assertThat(refusal(cluster.post(PODS + "/p/binding", "{'target':{'name':'n2'}}")))
                .endsWith("pod p is already assigned to node \"n1\"");
    }

    @Test
    void scale_isReadAndChanged() {
        cluster.post(
                DEPLOYMENTS, "{'metadata':{'name':'d'},'spec':{'replicas':2,'selector':{'matchLabels':{'a':'b'}}}}");
        JsonObject scale = cluster.get(DEPLOYMENTS + "/d/scale");
        assertThat(text(scale, "status/selector") + text(scale, "spec/replicas"))
                .isEqualTo("a=b2");
        patch(DEPLOYMENTS + "/d/scale", "application/merge-patch+json", "{'spec':{'replicas':5}}");
        assertThat(text(cluster.get(DEPLOYMENTS + "/d"), "spec/replicas")).isEqualTo("5");
        assertThat(refusal(cluster.send("PUT", DEPLOYMENTS + "/d/scale", scale.toString())))
                .startsWith("409 Conflict");
    }

    @Test
    void patch_changesWhatIsStored() {
        cluster.post(MAPS, "{'metadata':{'name':'a'},'data':{'k':'1','l':'2'}}");
        JsonObject merged = json(patch(MAPS + "/a", "application/merge-patch+json", "{'data':{'k':null}}")
                .body());
        assertThat(text(merged, "data")).isEqualTo("{\"l\":\"2\"}");
        JsonObject operated = json(
                patch(MAPS + "/a", "application/json-patch+json", "[{'op':'replace','path':'/data/l','value':'3'}]")
                        .body());
        assertThat(text(operated, "data/l")).isEqualTo("3");
        JsonObject conflict = json(patch(
                        MAPS + "/a",
                        "application/merge-patch+json",
                        "{'metadata':{'resourceVersion':'" + text(merged, "metadata/resourceVersion") + "'}}")
                .body());
        assertThat(refusal(conflict)).startsWith("409 Conflict");
        assertThat(refusal(json(patch(MAPS + "/a", "text/plain", "{}").body()))).startsWith("415 UnsupportedMediaType");
        assertThat(refusal(json(patch(MAPS + "/a", "application/merge-patch+json", "{'metadata':{'name':'b'}}")
                        .body())))
                .contains("metadata.name: Invalid value: \"b\": field is immutable");
    }

    @Test
    void apply_makesTheObject_thenTellsConflicts() {
        String body = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a'},'data':{'k':'1'}}";
        String type = "application/apply-patch+yaml";
        assertThat(patch(MAPS + "/a?fieldManager=one", type, body).status()).isEqualTo(201);
        JsonObject first = cluster.get(MAPS + "/a");
        assertThat(patch(MAPS + "/a?fieldManager=one", type, body).status()).isEqualTo(200);
        assertThat(cluster.get(MAPS + "/a")).isEqualTo(first);
        assertThat(refusal(json(patch(MAPS + "/a?fieldManager=two", type, body.replace("'1'", "'2'"))
                        .body())))
                .startsWith("409 Conflict: Apply failed with 1 conflict: conflict with \"one\": .data.k");
        JsonObject forced = json(patch(MAPS + "/a?fieldManager=two&force=true", type, body.replace("'1'", "'2'"))
                .body());
        assertThat(text(forced, "data/k")).isEqualTo("2");
    }
}
