package io.github.accessentries.testkit.wire;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.service.Cluster;
import io.github.accessentries.testkit.service.Page;
import java.util.Map;

/** The operations on clusters and on tags, on the wire. */
final class ClusterCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "DescribeCluster", ClusterCodec::describe,
            "ListClusters", ClusterCodec::list,
            "TagResource", ClusterCodec::tag,
            "UntagResource", ClusterCodec::untag,
            "ListTagsForResource", ClusterCodec::listTags);

    private ClusterCodec() {}

    private static JsonObject describe(Call call) {
        return Json.object("cluster", json(call.service().clusters().describe(call.label("name"))));
    }

    private static JsonObject list(Call call) {
        Page<Cluster> page = call.service().clusters().list(call.page());
        JsonObject answer = Json.object(
                "clusters", Json.texts(page.items().stream().map(Cluster::name).toList()));
        page.nextToken().ifPresent(token -> answer.addProperty("nextToken", token));
        return answer;
    }

    private static JsonObject tag(Call call) {
        Map<String, String> tags = call.body().textMap("tags");
        call.service().tags().tag(call.label("resourceArn"), tags == null ? Map.of() : tags);
        return new JsonObject();
    }

    private static JsonObject untag(Call call) {
        call.service().tags().untag(call.label("resourceArn"), call.queryAll("tagKeys"));
        return new JsonObject();
    }

    private static JsonObject listTags(Call call) {
        return Json.object("tags", Json.textMap(call.service().tags().list(call.label("resourceArn"))));
    }

    private static JsonObject json(Cluster cluster) {
        JsonObject json = new JsonObject();
        json.addProperty("name", cluster.name());
        json.addProperty("arn", cluster.arn());
        json.add("createdAt", Json.time(cluster.createdAt()));
        json.addProperty("version", cluster.version());
        json.addProperty("platformVersion", cluster.platformVersion());
        json.addProperty("status", cluster.status());
        json.addProperty("endpoint", cluster.endpoint());
        JsonObject certificate = new JsonObject();
        certificate.addProperty("data", cluster.certificate());
        json.add("certificateAuthority", certificate);
        JsonObject access = new JsonObject();
        access.addProperty("authenticationMode", cluster.mode().name());
        json.add("accessConfig", access);
        json.add("tags", Json.textMap(cluster.tags()));
        return json;
    }
}
