package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.service.cluster.UpdateMode;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The updates of clusters, on the wire. The fake plays those of the authentication mode. */
final class UpdateCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "UpdateClusterConfig", UpdateCodec::start,
            "DescribeUpdate", UpdateCodec::describe,
            "ListUpdates", UpdateCodec::list);

    private static final List<String> OTHER_CONFIG = List.of(
            "resourcesVpcConfig",
            "logging",
            "upgradePolicy",
            "zonalShiftConfig",
            "computeConfig",
            "kubernetesNetworkConfig",
            "storageConfig",
            "remoteNetworkConfig",
            "deletionProtection",
            "controlPlaneScalingConfig");
    private static final List<String> OTHER_OWNERS = List.of("addonName", "capabilityName");
    private static final String NODE_GROUP = ComputeKind.NODE_GROUP.nameMember();

    private UpdateCodec() {}

    private static JsonObject start(Call call) {
        List<String> others = OTHER_CONFIG.stream().filter(call.body()::has).toList();
        if (!others.isEmpty()) {
            throw EksProtocol.notPlayed("UpdateClusterConfig with " + others + ", only with accessConfig");
        }
        UpdateMode request = new UpdateMode(
                call.label("name"),
                call.body().object("accessConfig").text("authenticationMode"),
                call.body().text("clientRequestToken"));
        return answer(call.service().updates().start(request));
    }

    private static JsonObject describe(Call call) {
        refuseOtherOwners(call);
        String cluster = call.label("name");
        String id = call.label("updateId");
        return answer(call.service().updates().describe(cluster, nodeGroup(call), id));
    }

    private static JsonObject list(Call call) {
        refuseOtherOwners(call);
        Page<StoredUpdate> page = call.service().updates().list(call.label("name"), nodeGroup(call), call.page());
        return Json.page(
                "updateIds",
                new Page<>(page.items().stream().map(StoredUpdate::id).toList(), page.nextToken()));
    }

    @Nullable
    private static String nodeGroup(Call call) {
        return call.query(NODE_GROUP);
    }

    private static void refuseOtherOwners(Call call) {
        Optional<String> other =
                OTHER_OWNERS.stream().filter(owner -> call.query(owner) != null).findFirst();
        if (other.isPresent()) {
            throw EksProtocol.notPlayed("updates by " + other.get() + ", only those of clusters");
        }
    }

    private static JsonObject answer(StoredUpdate update) {
        JsonObject parameter = new JsonObject();
        parameter.addProperty("type", "AuthenticationMode");
        // The value is JSON in JSON: a text in quotes.
        parameter.addProperty("value", new JsonPrimitive(update.mode().name()).toString());
        JsonArray parameters = new JsonArray();
        parameters.add(parameter);
        JsonObject json = new JsonObject();
        json.addProperty("id", update.id());
        json.addProperty("status", update.running() ? "InProgress" : "Successful");
        json.addProperty("type", StoredUpdate.TYPE);
        json.add("params", parameters);
        json.add("createdAt", Json.time(update.createdAt()));
        json.add("errors", new JsonArray());
        return Json.object("update", json);
    }
}
