package io.github.accessentries.testkit.internal.kubernetes;

import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.json;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.names;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.refusal;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.message.EventStream;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListAndWatchTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private final ClusterUnderTest cluster = new ClusterUnderTest();

    private JsonObject make(String name) {
        return cluster.post(MAPS, "{'metadata':{'name':'" + name + "','labels':{'mine':'yes'}}}");
    }

    private static String event(EventStream stream) throws InterruptedException {
        return stream.next()
                .map(line -> {
                    assertThat(new String(line, UTF_8)).endsWith("}\n");
                    JsonObject event = json(line);
                    JsonObject object = event.getAsJsonObject("object");
                    return text(event, "type") + " " + text(object, "metadata/name")
                            + text(object, "metadata/annotations") + text(object, "message");
                })
                .orElse("end");
    }

    @Test
    void list_comesInPartsOfOneMoment() {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            make(name);
        }
        JsonObject first = cluster.get(MAPS + "?labelSelector=mine&limit=2");
        assertThat(names(first)).containsExactly("a", "b");
        make("bb");
        cluster.delete(MAPS + "/c");
        JsonObject second =
                cluster.get(MAPS + "?labelSelector=mine&limit=2&continue=" + text(first, "metadata/continue"));
        assertThat(names(second)).containsExactly("c", "d");
        assertThat(text(second, "metadata/resourceVersion")).isEqualTo(text(first, "metadata/resourceVersion"));
        assertThat(text(second, "metadata/continue")).isEmpty();
        assertThat(text(cluster.get(MAPS + "?limit=2"), "metadata/remainingItemCount"))
                .isEqualTo("3");
        String past = "?labelSelector=mine&resourceVersionMatch=Exact&resourceVersion="
                + text(first, "metadata/resourceVersion");
        assertThat(names(cluster.get(MAPS + past))).containsExactly("a", "b", "c", "d");
        assertThat(refusal(cluster.get(MAPS + "?resourceVersion=99999")))
                .startsWith("504 Timeout: Timeout: Too large resource version: 99999, current: ");
        assertThat(refusal(cluster.get(MAPS + "?continue=x"))).startsWith("400 BadRequest: continue key is not valid");
        assertThat(refusal(cluster.get(MAPS + "?resourceVersionMatch=Exact")))
                .isEqualTo("422 Invalid: ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                        + " resourceVersionMatch is forbidden unless resourceVersion is provided");
    }

    @Test
    void list_asTable_hasRows() {
        make("a");
        JsonObject table = json(cluster.send(
                        "GET",
                        MAPS + "?labelSelector=mine",
                        new byte[0],
                        Map.of("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"))
                .body());
        assertThat(text(table, "kind")).isEqualTo("Table");
        assertThat(table.getAsJsonArray("rows").get(0).getAsJsonObject().get("cells"))
                .hasToString("[\"a\",0,\"0s\"]");
    }

    @Test
    void watch_beginsWithWhatThereIs_orBehindAVersion() throws InterruptedException {
        JsonObject made = make("a");
        make("b");
        try (EventStream stream = cluster.watch(MAPS + "?watch=1&labelSelector=mine")) {
            assertThat(event(stream)).isEqualTo("ADDED a");
            assertThat(event(stream)).isEqualTo("ADDED b");
            cluster.delete(MAPS + "/a");
            assertThat(event(stream)).isEqualTo("DELETED a");
        }
        String behind = "?watch=1&labelSelector=mine&timeoutSeconds=1&allowWatchBookmarks=1&resourceVersion="
                + text(made, "metadata/resourceVersion");
        EventStream stream = cluster.watch(MAPS + behind);
        assertThat(event(stream)).isEqualTo("ADDED b");
        assertThat(event(stream)).isEqualTo("DELETED a");
        assertThat(event(stream)).isEqualTo("BOOKMARK ");
        assertThat(event(stream)).isEqualTo("end");
    }

    @Test
    void watch_tellsTheEndOfItsBeginning() throws InterruptedException {
        make("a");
        EventStream stream = cluster.watch(MAPS
                + "?watch=1&labelSelector=mine&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan");
        assertThat(event(stream)).isEqualTo("ADDED a");
        assertThat(event(stream)).isEqualTo("BOOKMARK {\"k8s.io/initial-events-end\":\"true\"}");
    }

    @Test
    void watch_seesObjectsEnterAndLeaveItsSelector() throws InterruptedException {
        JsonObject made = make("a");
        EventStream stream = cluster.watch(
                MAPS + "?watch=1&labelSelector=mine%3Dno&resourceVersion=" + text(made, "metadata/resourceVersion"));
        cluster.send("PUT", MAPS + "/a", "{'metadata':{'name':'a','labels':{'mine':'no'}}}");
        cluster.send("PUT", MAPS + "/a", "{'metadata':{'name':'a','labels':{'mine':'no'}},'data':{'k':'v'}}");
        cluster.send("PUT", MAPS + "/a", "{'metadata':{'name':'a'}}");
        assertThat(event(stream)).isEqualTo("ADDED a");
        assertThat(event(stream)).isEqualTo("MODIFIED a");
        assertThat(event(stream)).isEqualTo("DELETED a");
    }

    @Test
    void watch_thatIsTooSlow_isTold_andListsOfThatTimeAreExpired() throws InterruptedException {
        EventStream stream = cluster.watch(MAPS + "?watch=1&labelSelector=mine");
        make("a");
        make("b");
        String goOn = text(cluster.get(MAPS + "?labelSelector=mine&limit=1"), "metadata/continue");
        for (int i = 0; i <= ObjectStore.HISTORY / 2; i++) {
            make("c");
            cluster.delete(MAPS + "/c");
        }
        assertThat(event(stream)).startsWith("ERROR too old resource version: ");
        assertThat(event(stream)).isEqualTo("end");
        assertThat(refusal(cluster.get(MAPS + "?limit=1&continue=" + goOn)))
                .startsWith("410 Expired: The provided continue parameter is too old");
    }

    @Test
    void watch_endsWithItsClusterAndWithItsReader() throws Exception {
        EventStream ofReader = cluster.watch(MAPS + "?watch=1&labelSelector=mine");
        Thread closing = new Thread(ofReader::close);
        closing.start();
        assertThat(event(ofReader)).isEqualTo("end");
        closing.join();
        EventStream ofCluster = cluster.watch(MAPS + "?watch=1&labelSelector=mine");
        Thread ending = new Thread(cluster::close);
        ending.start();
        assertThat(event(ofCluster)).isEqualTo("end");
        ending.join();
        assertThat(event(cluster.watch(MAPS + "?watch=1&labelSelector=mine"))).isEqualTo("end");
    }
}
