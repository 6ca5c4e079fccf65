package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.podidentity.CreatePodIdentity;
import io.github.accessentries.testkit.internal.service.podidentity.PodIdentity;
import io.github.accessentries.testkit.internal.service.podidentity.UpdatePodIdentity;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.json.SettingsReader;
import java.util.Map;

/** The operations on Pod Identity associations, on the wire. */
final class PodIdentityCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "CreatePodIdentityAssociation", PodIdentityCodec::create,
            "DescribePodIdentityAssociation", PodIdentityCodec::describe,
            "ListPodIdentityAssociations", PodIdentityCodec::list,
            "UpdatePodIdentityAssociation", PodIdentityCodec::update,
            "DeletePodIdentityAssociation", PodIdentityCodec::delete);

    private static final String NAMESPACE = "namespace";
    private static final String ACCOUNT = "serviceAccount";
    private static final String ID = "associationId";
    private static final SettingsReader SETTINGS = SettingsReader.of("PodIdentityAssociation");

    private PodIdentityCodec() {}

    private static JsonObject create(Call call) {
        JsonBody body = call.body();
        CreatePodIdentity request = new CreatePodIdentity(
                call.label("name"),
                body.textOrEmpty(NAMESPACE),
                body.textOrEmpty(ACCOUNT),
                body.textOrEmpty("roleArn"),
                body.textMap("tags"),
                body.settings(SETTINGS),
                body.text("clientRequestToken"));
        return answer(call.service().podIdentities().create(request));
    }

    private static JsonObject update(Call call) {
        JsonBody body = call.body();
        UpdatePodIdentity request = new UpdatePodIdentity(
                call.label("name"),
                call.label(ID),
                body.text("roleArn"),
                body.settings(SETTINGS),
                body.text("clientRequestToken"));
        return answer(call.service().podIdentities().update(request));
    }

    private static JsonObject describe(Call call) {
        return answer(call.service().podIdentities().describe(call.label("name"), call.label(ID)));
    }

    private static JsonObject delete(Call call) {
        return answer(call.service().podIdentities().delete(call.label("name"), call.label(ID)));
    }

    private static JsonObject list(Call call) {
        Page<PodIdentity> page = call.service()
                .podIdentities()
                .list(call.label("name"), call.query(NAMESPACE), call.query(ACCOUNT), call.page());
        JsonArray associations = new JsonArray();
        page.items().forEach(association -> associations.add(summary(association)));
        JsonObject answer = Json.object("associations", associations);
        page.nextToken().ifPresent(token -> answer.addProperty("nextToken", token));
        return answer;
    }

    private static JsonObject summary(PodIdentity association) {
        JsonObject json = new JsonObject();
        json.addProperty("clusterName", association.cluster());
        json.addProperty(NAMESPACE, association.namespace());
        json.addProperty(ACCOUNT, association.serviceAccount());
        json.addProperty("associationArn", association.arn());
        json.addProperty(ID, association.id());
        if (association.owner() != null) {
            json.addProperty("ownerArn", association.owner());
        }
        return json;
    }

    private static JsonObject answer(PodIdentity association) {
        JsonObject json = summary(association);
        json.addProperty("roleArn", association.role().toString());
        json.add("tags", Json.textMap(association.tags()));
        json.add("createdAt", Json.time(association.createdAt()));
        json.add("modifiedAt", Json.time(association.modifiedAt()));
        Json.addAll(json, association.settings());
        return Json.object("association", json);
    }
}
