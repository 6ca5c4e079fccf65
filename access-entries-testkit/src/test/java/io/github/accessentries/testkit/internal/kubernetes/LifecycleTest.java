package io.github.accessentries.testkit.internal.kubernetes;

import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.names;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.refusal;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private static final String SPACES = "/api/v1/namespaces";
    private static final String MAPS = SPACES + "/team/configmaps";
    private final ClusterUnderTest cluster = new ClusterUnderTest();

    private JsonObject space() {
        return cluster.post(SPACES, "{'metadata':{'name':'team'}}");
    }

    @Test
    void newCluster_hasItsNamespaces() {
        assertThat(names(cluster.get(SPACES)))
                .containsExactly("default", "kube-node-lease", "kube-public", "kube-system");
        assertThat(names(cluster.get("/api/v1/services"))).containsExactly("kubernetes");
        assertThat(names(cluster.get("/api/v1/serviceaccounts"))).hasSize(4).containsOnly("default");
    }

    @Test
    void newNamespace_isFilledAtOnce_andAgain() {
        assertThat(text(space(), "status/phase")).isEqualTo("Active");
        assertThat(text(cluster.get(MAPS + "/kube-root-ca.crt"), "data/ca.crt")).isEqualTo("PEM");
        cluster.delete(SPACES + "/team/serviceaccounts/default");
        assertThat(text(cluster.get(SPACES + "/team/serviceaccounts/default"), "kind"))
                .isEqualTo("ServiceAccount");
    }

    @Test
    void namespace_goesWithItsContents() {
        JsonObject made = space();
        cluster.post(MAPS, "{'metadata':{'name':'a'}}");
        JsonObject going = cluster.delete(SPACES + "/team");
        assertThat(text(going, "status/phase")).isEqualTo("Terminating");
        assertThat(text(going, "metadata/uid")).isEqualTo(text(made, "metadata/uid"));
        assertThat(refusal(cluster.get(SPACES + "/team"))).startsWith("404");
        assertThat(names(cluster.get(MAPS))).isEmpty();
        assertThat(refusal(cluster.post(MAPS, "{'metadata':{'name':'a'}}")))
                .isEqualTo("404 NotFound: namespaces \"team\" not found");
    }

    @Test
    void namespace_waitsForWhatHasFinalizers() {
        space();
        cluster.post(MAPS, "{'metadata':{'name':'a','finalizers':['example.com/hold']}}");
        cluster.delete(SPACES + "/team");
        assertThat(text(cluster.get(SPACES + "/team"), "status/conditions"))
                .contains("Some resources are remaining: configmaps has 1 resource instances");
        assertThat(refusal(cluster.post(MAPS, "{'metadata':{'name':'b'}}")))
                .isEqualTo(
                        "403 Forbidden: configmaps \"b\" is forbidden: unable to create new content in namespace team"
                                + " because it is being terminated");
        JsonObject held = cluster.get(MAPS + "/a");
        assertThat(text(held, "metadata/deletionTimestamp")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(refusal(cluster.send(
                        "PUT", MAPS + "/a", held.toString().replace("\"example.com/hold\"", "\"example.com/more\""))))
                .contains(
                        "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted,"
                                + " found new finalizers []string{\"example.com/more\"}");
        JsonObject last = cluster.send("PUT", MAPS + "/a", held.toString().replace("\"example.com/hold\"", ""));
        assertThat(text(last, "metadata/name")).isEqualTo("a");
        assertThat(refusal(cluster.get(MAPS + "/a"))).startsWith("404");
        assertThat(refusal(cluster.get(SPACES + "/team"))).startsWith("404");
    }

    @Test
    void namespacesOfTheSystem_stay() {
        assertThat(refusal(cluster.delete(SPACES + "/kube-system")))
                .isEqualTo("403 Forbidden: namespaces \"kube-system\" is forbidden: this namespace may not be deleted");
    }

    private String owner(String name) {
        JsonObject made = cluster.post(SPACES + "/default/configmaps", "{'metadata':{'name':'" + name + "'}}");
        return text(made, "metadata/uid");
    }

    private void owned(String name, boolean isBlocking, String... owners) {
        StringBuilder references = new StringBuilder();
        for (String owner : owners) {
            references
                    .append(references.length() == 0 ? "" : ",")
                    .append("{'apiVersion':'v1','kind':'ConfigMap','name':'o','uid':'")
                    .append(owner)
                    .append("','blockOwnerDeletion':")
                    .append(isBlocking)
                    .append('}');
        }
        cluster.post(
                SPACES + "/default/secrets",
                "{'metadata':{'name':'" + name + "','ownerReferences':[" + references + "]}}");
    }

    @Test
    void dependants_goWithTheirLastOwner() {
        String one = owner("one");
        String two = owner("two");
        owned("both", false, one, two);
        owned("single", false, one);
        cluster.delete(SPACES + "/default/configmaps/one");
        assertThat(names(cluster.get(SPACES + "/default/secrets"))).containsExactly("both");
        assertThat(text(cluster.get(SPACES + "/default/secrets/both"), "metadata/ownerReferences"))
                .contains(two)
                .doesNotContain(one);
        cluster.delete(SPACES + "/default/configmaps/two");
        assertThat(names(cluster.get(SPACES + "/default/secrets"))).isEmpty();
    }

    @Test
    void dependants_stayIfTheyAreOrphaned() {
        owned("single", false, owner("one"));
        cluster.delete(SPACES + "/default/configmaps/one?propagationPolicy=Orphan");
        assertThat(text(cluster.get(SPACES + "/default/secrets/single"), "metadata/ownerReferences"))
                .isEmpty();
    }

    @Test
    void owner_waitsInTheForegroundForWhatBlocksIt() {
        String one = owner("one");
        owned("quick", true, one);
        cluster.post(
                SPACES + "/default/secrets",
                "{'metadata':{'name':'slow','finalizers':['example.com/hold'],'ownerReferences':[{'apiVersion':'v1',"
                        + "'kind':'ConfigMap','name':'one','uid':'" + one + "','blockOwnerDeletion':true}]}}");
        cluster.send("DELETE", SPACES + "/default/configmaps/one", "{'propagationPolicy':'Foreground'}");
        assertThat(text(cluster.get(SPACES + "/default/configmaps/one"), "metadata/finalizers"))
                .isEqualTo("[\"foregroundDeletion\"]");
        assertThat(names(cluster.get(SPACES + "/default/secrets"))).containsExactly("slow");
        JsonObject held = cluster.get(SPACES + "/default/secrets/slow");
        cluster.send(
                "PUT",
                SPACES + "/default/secrets/slow",
                held.toString().replace("\"finalizers\":[\"example.com/hold\"],", ""));
        assertThat(names(cluster.get(SPACES + "/default/secrets"))).isEmpty();
        assertThat(refusal(cluster.get(SPACES + "/default/configmaps/one"))).startsWith("404");
    }
}
