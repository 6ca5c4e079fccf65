package io.github.accessentries.fleet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;

/** Writes summaries of fleets as JSON. */
final class SummaryWriter {

    static final int VERSION = 1;

    private SummaryWriter() {}

    static String write(FleetSummary summary) {
        JsonObject json = new JsonObject();
        json.addProperty("version", VERSION);
        json.addProperty("operation", word(summary.operation()));
        json.addProperty("shardCount", summary.shards().get(0).count());
        JsonArray shards = new JsonArray();
        summary.shards().forEach(shard -> shards.add(shard.index()));
        json.add("shards", shards);
        JsonArray clusters = new JsonArray();
        summary.clusters().forEach(cluster -> clusters.add(cluster(cluster)));
        json.add("clusters", clusters);
        // What deceives stands in texts only, where JSON has the same escapes.
        return PlainText.of(json.toString());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static JsonObject cluster(ClusterSummary cluster) {
        JsonObject json = new JsonObject();
        json.addProperty("cluster", cluster.cluster());
        json.addProperty("state", word(cluster.state()));
        number(json, "changes", cluster.changes());
        number(json, "open", cluster.open());
        if (!cluster.findings().isEmpty()) {
            JsonArray findings = new JsonArray();
            cluster.findings().forEach(findings::add);
            json.add("findings", findings);
        }
        number(json, "unlisted", cluster.unlisted());
        cluster.planDigest().ifPresent(digest -> json.addProperty("planDigest", digest));
        cluster.trouble().ifPresent(trouble -> json.addProperty("trouble", trouble));
        return json;
    }

    private static void number(JsonObject json, String name, int value) {
        if (value != 0) {
            json.addProperty(name, value);
        }
    }
}
