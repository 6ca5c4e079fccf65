package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.authority.AuthorityUpdate;
import io.github.accessentries.testkit.internal.service.cluster.UpdateConfig;
import io.github.accessentries.testkit.internal.service.cluster.UpdateVersion;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;
import io.github.accessentries.testkit.internal.service.update.UpdateParameter;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.json.SettingsReader;
import java.util.Map;
import java.util.Optional;

/** The updates of clusters, and what follows all updates, on the wire. */
final class UpdateCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "UpdateClusterConfig", UpdateCodec::config,
            "UpdateClusterVersion", UpdateCodec::version,
            "DescribeUpdate", UpdateCodec::describe,
            "ListUpdates", UpdateCodec::list);

    private static final String CAPABILITY = "capabilityName";
    private static final SettingsReader CONFIG = SettingsReader.of("ClusterConfigUpdate");

    private UpdateCodec() {}

    private static JsonObject config(Call call) {
        JsonBody body = call.body();
        UpdateConfig request = new UpdateConfig(
                call.label("name"),
                body.object("accessConfig").text("authenticationMode"),
                body.settings(CONFIG),
                body.text("clientRequestToken"));
        return answer(call.service().updates().start(request));
    }

    private static JsonObject version(Call call) {
        JsonBody body = call.body();
        // Nothing here could be in the way of an update, so it makes no difference; but it has a type.
        body.bool("force");
        UpdateVersion request =
                new UpdateVersion(call.label("name"), body.textOrEmpty("version"), body.text("clientRequestToken"));
        return answer(call.service().updates().start(request));
    }

    private static JsonObject describe(Call call) {
        String cluster = call.label("name");
        String id = call.label("updateId");
        Optional<AuthorityUpdate> ofAuthority = call.service().authorities().update(cluster, id);
        if (ofAuthority.isPresent()) {
            return Json.object("update", AuthorityCodec.update(ofAuthority.get()));
        }
        return answer(call.service().updateQueries().describe(cluster, owner(call), id));
    }

    private static JsonObject list(Call call) {
        return Json.page(
                "updateIds", call.service().updateQueries().list(call.label("name"), owner(call), call.page()));
    }

    private static UpdateOwner owner(Call call) {
        if (call.query(CAPABILITY) != null) {
            throw EksProtocol.notPlayed(
                    "updates by " + CAPABILITY + ", only those of clusters, node groups and add-ons");
        }
        String nodeGroup = call.query(ComputeKind.NODE_GROUP.nameMember());
        String addon = call.query(AddonCodec.NAME);
        if (nodeGroup != null) {
            return UpdateOwner.nodeGroup(nodeGroup);
        }
        return addon == null ? UpdateOwner.CLUSTER : UpdateOwner.addon(addon);
    }

    static JsonObject answer(StoredUpdate update) {
        JsonArray parameters = new JsonArray();
        for (UpdateParameter parameter : update.parameters()) {
            JsonObject json = new JsonObject();
            json.addProperty("type", parameter.type());
            json.addProperty("value", text(parameter.value()));
            parameters.add(json);
        }
        JsonObject json = new JsonObject();
        json.addProperty("id", update.id());
        json.addProperty("status", update.running() ? "InProgress" : "Successful");
        json.addProperty("type", update.type());
        json.add("params", parameters);
        json.add("createdAt", Json.time(update.createdAt()));
        json.add("errors", new JsonArray());
        return Json.object("update", json);
    }

    /** What is no text is JSON within JSON. */
    private static String text(Object value) {
        return value instanceof String text ? text : Json.ofTree(value).toString();
    }
}
