package io.github.accessentries.testkit.internal.kubernetes;

import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.names;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.refusal;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class ObjectCallsTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private final ClusterUnderTest cluster = new ClusterUnderTest();

    @Test
    void create_fillsInWhatTheServerGives() {
        JsonObject made = cluster.post(
                MAPS, "{'metadata':{'name':'a','deletionTimestamp':'2020-01-01T00:00:00Z','labels':{'l':'1'}}}");
        assertThat(text(made, "kind") + text(made, "apiVersion")).isEqualTo("ConfigMapv1");
        assertThat(text(made, "metadata/namespace")).isEqualTo("default");
        assertThat(text(made, "metadata/creationTimestamp")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(text(made, "metadata/uid")).hasSize(36);
        assertThat(made.getAsJsonObject("metadata").has("deletionTimestamp")).isFalse();
        assertThat(cluster.get(MAPS + "/a")).isEqualTo(made);
        assertThat(refusal(cluster.post(MAPS, "{'metadata':{'name':'a'}}")))
                .isEqualTo("409 AlreadyExists: configmaps \"a\" already exists");
        assertThat(refusal(cluster.post(MAPS, "{'metadata':{'name':'b','resourceVersion':'7'}}")))
                .isEqualTo("500 : resourceVersion should not be set on objects to be created");
    }

    @Test
    void generateName_takesFiveCharactersOfKubernetes() {
        JsonObject made = cluster.post(MAPS, "{'metadata':{'generateName':'job-'}}");
        assertThat(text(made, "metadata/name")).matches("job-[bcdfghjklmnpqrstvwxz2456789]{5}");
    }

    @Test
    void names_andLabels_areRefusedWithCauses() {
        JsonObject status = cluster.post(MAPS, "{'metadata':{'name':'A_b','labels':{'x':'-'}}}");
        assertThat(refusal(status))
                .startsWith(
                        "422 Invalid: ConfigMap \"A_b\" is invalid: [metadata.name: Invalid value: \"A_b\": a lowercase"
                                + " RFC 1123 subdomain must consist of")
                .contains(
                        "regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')")
                .contains("metadata.labels: Invalid value: \"-\": a valid label must be an empty string or");
        assertThat(status.getAsJsonObject("details").getAsJsonArray("causes")).hasSize(2);
        assertThat(refusal(cluster.post(MAPS, "{}")))
                .contains("metadata.name: Required value: name or generateName is required");
        assertThat(text(
                        cluster.post(
                                "/apis/rbac.authorization.k8s.io/v1/clusterroles",
                                "{'metadata':{'name':'system:own:Role'}}"),
                        "metadata/name"))
                .isEqualTo("system:own:Role");
        assertThat(refusal(cluster.post(MAPS, "{'metadata':{'name':'x','labels':{'a':1}}}")))
                .isEqualTo("400 BadRequest: ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot"
                        + " unmarshal number into Go struct field ObjectMeta.metadata.labels.a of type string");
    }

    @Test
    void update_withAnOldVersion_isAConflict() {
        JsonObject made = cluster.post(MAPS, "{'metadata':{'name':'a'},'data':{'k':'1'}}");
        JsonObject changed = cluster.send("PUT", MAPS + "/a", made.toString().replace("\"1\"", "\"2\""));
        assertThat(text(changed, "data/k")).isEqualTo("2");
        assertThat(refusal(cluster.send("PUT", MAPS + "/a", made.toString())))
                .isEqualTo(
                        "409 Conflict: Operation cannot be fulfilled on configmaps \"a\": the object has been modified;"
                                + " please apply your changes to the latest version and try again");
        JsonObject unconditional = cluster.send("PUT", MAPS + "/a", "{'metadata':{'name':'a'},'data':{'k':'3'}}");
        assertThat(text(unconditional, "data/k")).isEqualTo("3");
        assertThat(text(unconditional, "metadata/uid")).isEqualTo(text(made, "metadata/uid"));
        JsonObject same = cluster.send("PUT", MAPS + "/a", unconditional.toString());
        assertThat(same).isEqualTo(unconditional);
        assertThat(refusal(cluster.send("PUT", MAPS + "/a", "{'metadata':{'name':'b'}}")))
                .isEqualTo("400 BadRequest: the name of the object (b) does not match the name on the URL (a)");
        assertThat(refusal(cluster.send("PUT", MAPS + "/a", "{'metadata':{'name':'a','namespace':'x'}}")))
                .isEqualTo(
                        "400 BadRequest: the namespace of the provided object does not match the namespace sent on the"
                                + " request");
        assertThat(refusal(cluster.send(
                        "PUT", MAPS + "/a", "{'metadata':{'name':'a','creationTimestamp':'2020-01-01T00:00:00Z'}}")))
                .contains("metadata.creationTimestamp: Invalid value: \"2020-01-01T00:00:00Z\": field is immutable");
        assertThat(refusal(cluster.send("PUT", MAPS + "/z", "{'metadata':{'name':'z'}}")))
                .isEqualTo("404 NotFound: configmaps \"z\" not found");
    }

    @Test
    void delete_honoursPreconditions_andSaysWhatIsGone() {
        JsonObject made = cluster.post(MAPS, "{'metadata':{'name':'a'}}");
        assertThat(refusal(cluster.send("DELETE", MAPS + "/a", "{'preconditions':{'uid':'other'}}")))
                .startsWith(
                        "409 Conflict: Operation cannot be fulfilled on configmaps \"a\": Precondition failed: UID");
        JsonObject gone = cluster.delete(MAPS + "/a");
        assertThat(text(gone, "status")).isEqualTo("Success");
        assertThat(text(gone, "details/uid")).isEqualTo(text(made, "metadata/uid"));
        assertThat(refusal(cluster.delete(MAPS + "/a"))).isEqualTo("404 NotFound: configmaps \"a\" not found");
        cluster.post("/api/v1/namespaces/default/serviceaccounts", "{'metadata':{'name':'robot'}}");
        assertThat(text(cluster.delete("/api/v1/namespaces/default/serviceaccounts/robot"), "kind"))
                .isEqualTo("ServiceAccount");
        assertThat(refusal(cluster.delete(MAPS + "/a?propagationPolicy=No")))
                .isEqualTo(
                        "422 Invalid: DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value:"
                                + " \"No\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
    }

    @Test
    void deleteCollection_takesSelectors() {
        for (String name : new String[] {"a", "b", "c"}) {
            cluster.post(MAPS, "{'metadata':{'name':'" + name + "','labels':{'n':'" + name + "'}}}");
        }
        cluster.delete(MAPS + "?labelSelector=n+notin+(b),n");
        assertThat(names(cluster.get(MAPS))).containsExactly("b", "kube-root-ca.crt");
    }

    @Test
    void dryRun_showsWhatWouldBe_andStoresNothing() {
        assertThat(text(cluster.post(MAPS + "?dryRun=All", "{'metadata':{'name':'a'}}"), "metadata/uid"))
                .isNotEmpty();
        assertThat(refusal(cluster.get(MAPS + "/a"))).startsWith("404");
        JsonObject made = cluster.post(MAPS, "{'metadata':{'name':'a'}}");
        cluster.send("PUT", MAPS + "/a?dryRun=All", "{'metadata':{'name':'a'},'data':{'k':'1'}}");
        cluster.delete(MAPS + "/a?dryRun=All");
        assertThat(cluster.get(MAPS + "/a")).isEqualTo(made);
        assertThat(refusal(cluster.post(MAPS + "?dryRun=Some", "{}")))
                .isEqualTo(
                        "422 Invalid: CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: \"Some\":"
                                + " supported values: \"All\"");
    }

    @Test
    void status_isChangedByItsOwnPathOnly() {
        String path = "/apis/apps/v1/namespaces/default/deployments";
        JsonObject made = cluster.post(path, "{'metadata':{'name':'d'},'spec':{'replicas':1},'status':{'replicas':9}}");
        assertThat(text(made, "status/replicas")).isEmpty();
        assertThat(text(made, "metadata/generation")).isEqualTo("1");
        String all = "{'metadata':{'name':'d','labels':{'l':'1'}},'spec':{'replicas':2},'status':{'replicas':3}}";
        JsonObject byStatus = cluster.send("PUT", path + "/d/status", all);
        assertThat(text(byStatus, "status/replicas") + text(byStatus, "spec/replicas"))
                .isEqualTo("31");
        assertThat(text(byStatus, "metadata/generation")).isEqualTo("1");
        JsonObject byObject = cluster.send("PUT", path + "/d", all.replace("3", "4"));
        assertThat(text(byObject, "status/replicas") + text(byObject, "spec/replicas"))
                .isEqualTo("32");
        assertThat(text(byObject, "metadata/generation")).isEqualTo("2");
    }

    @Test
    void unknownPaths_andVerbs_areRefused() {
        assertThat(refusal(cluster.get("/api/v1/gadgets")))
                .isEqualTo("404 NotFound: the server could not find the requested resource");
        assertThat(refusal(cluster.post("/api/v1/configmaps", "{}"))).startsWith("405 MethodNotAllowed");
        assertThat(refusal(cluster.get("/api/v1/namespaces/default/nodes"))).startsWith("404");
        assertThat(refusal(cluster.delete("/api/v1/namespaces"))).startsWith("405");
    }
}
