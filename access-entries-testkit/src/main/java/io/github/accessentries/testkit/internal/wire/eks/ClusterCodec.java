package io.github.accessentries.testkit.internal.wire.eks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.service.authority.StoredAuthority;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.cluster.ClusterEndpoints;
import io.github.accessentries.testkit.internal.service.cluster.ClusterOrigin;
import io.github.accessentries.testkit.internal.service.cluster.CreateCluster;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.json.SettingsReader;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The operations on clusters and on tags, on the wire. */
final class ClusterCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "CreateCluster", ClusterCodec::create,
            "DescribeCluster", ClusterCodec::describe,
            "ListClusters", ClusterCodec::list,
            "DeleteCluster", ClusterCodec::delete,
            "TagResource", ClusterCodec::tag,
            "UntagResource", ClusterCodec::untag,
            "ListTagsForResource", ClusterCodec::listTags);

    private static final SettingsReader SETTINGS = SettingsReader.of("Cluster");

    private ClusterCodec() {}

    private static JsonObject create(Call call) {
        JsonBody body = call.body();
        JsonBody access = body.object("accessConfig");
        JsonBody compute = body.object("computeConfig");
        // No cluster shows it and it has no effect here; but like everything else it has a type.
        body.bool("bootstrapSelfManagedAddons");
        CreateCluster request = new CreateCluster(
                body.textOrEmpty("name"),
                body.text("version"),
                body.textOrEmpty("roleArn"),
                access.text("authenticationMode"),
                access.bool("bootstrapClusterCreatorAdminPermissions"),
                Boolean.TRUE.equals(compute.bool("enabled")),
                compute.text("nodeRoleArn"),
                body.textMap("tags"),
                body.settings(SETTINGS),
                body.text("clientRequestToken"));
        return answer(
                call, call.service().clusters().create(request, call.caller().principal()));
    }

    private static JsonObject describe(Call call) {
        return answer(call, call.service().clusters().describe(call.label("name")));
    }

    private static JsonObject list(Call call) {
        return Json.page("clusters", call.service().clusters().list(call.page()));
    }

    private static JsonObject delete(Call call) {
        return answer(call, call.service().clusters().delete(call.label("name")));
    }

    private static JsonObject tag(Call call) {
        Map<String, String> tags = call.body().textMap("tags");
        call.service().tags().tag(call.label("resourceArn"), tags == null ? Map.of() : tags);
        return new JsonObject();
    }

    private static JsonObject untag(Call call) {
        List<String> keys = call.queryAll("tagKeys");
        call.service().tags().untag(call.label("resourceArn"), keys);
        return new JsonObject();
    }

    private static JsonObject listTags(Call call) {
        return Json.object("tags", Json.textMap(call.service().tags().list(call.label("resourceArn"))));
    }

    private static JsonObject answer(Call call, Cluster cluster) {
        ClusterOrigin origin = cluster.origin();
        JsonObject json = new JsonObject();
        json.addProperty("name", cluster.name());
        json.addProperty("arn", cluster.arn());
        json.add("createdAt", Json.time(origin.createdAt()));
        json.addProperty("version", cluster.platform().kubernetesVersion());
        json.addProperty("platformVersion", cluster.platform().platformVersion());
        json.addProperty("status", cluster.status().name());
        json.add("certificateAuthority", new JsonObject());
        if (cluster.status() != Cluster.Status.CREATING) {
            ClusterEndpoints endpoints = call.service().endpoints();
            String certificates = endpoints.certificates(cluster);
            json.addProperty("endpoint", endpoints.of(cluster));
            JsonObject authority = json.getAsJsonObject("certificateAuthority");
            authority.addProperty("data", Base64.getEncoder().encodeToString(certificates.getBytes(US_ASCII)));
            authority.add("active", active(endpoints.authoritiesOf(cluster).signing()));
            json.add("identity", Json.object("oidc", Json.object("issuer", new JsonPrimitive(origin.issuer()))));
        }
        if (cluster.platform().hasEntries()) {
            json.add("accessConfig", accessConfig(cluster));
        }
        json.add("tags", Json.textMap(cluster.tags()));
        Json.addAll(json, cluster.settings());
        return Json.object("cluster", json);
    }

    private static JsonObject active(StoredAuthority authority) {
        JsonObject json = new JsonObject();
        json.addProperty("id", authority.id());
        if (authority.activatedBy() != null) {
            json.addProperty("activatedBy", authority.activatedBy().name());
        }
        return json;
    }

    private static JsonObject accessConfig(Cluster cluster) {
        JsonObject access = new JsonObject();
        Boolean bootstrap = cluster.origin().bootstrap();
        if (bootstrap != null) {
            access.addProperty("bootstrapClusterCreatorAdminPermissions", bootstrap);
        }
        access.addProperty("authenticationMode", cluster.mode().name());
        return access;
    }
}
