package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.entry.AssociatePolicy;
import io.github.accessentries.testkit.internal.service.entry.OfferedPolicy;
import io.github.accessentries.testkit.internal.service.entry.StoredAssociation;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import java.util.Map;

/** The operations on access policies and their associations, on the wire. */
final class PolicyCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "AssociateAccessPolicy", PolicyCodec::associate,
            "DisassociateAccessPolicy", PolicyCodec::disassociate,
            "ListAssociatedAccessPolicies", PolicyCodec::listAssociated,
            "ListAccessPolicies", PolicyCodec::list);

    private PolicyCodec() {}

    private static JsonObject associate(Call call) {
        JsonBody scope = call.body().object("accessScope");
        AssociatePolicy request = new AssociatePolicy(
                call.label("name"),
                call.label("principalArn"),
                call.body().textOrEmpty("policyArn"),
                scope.text("type"),
                scope.texts("namespaces"));
        StoredAssociation association = call.service().associations().associate(request);
        JsonObject answer = aboutEntry(call);
        answer.add("associatedAccessPolicy", json(association));
        return answer;
    }

    private static JsonObject disassociate(Call call) {
        call.service()
                .associations()
                .disassociate(call.label("name"), call.label("principalArn"), call.label("policyArn"));
        return new JsonObject();
    }

    private static JsonObject listAssociated(Call call) {
        Page<StoredAssociation> page =
                call.service().associations().list(call.label("name"), call.label("principalArn"), call.page());
        JsonArray associations = new JsonArray();
        page.items().forEach(association -> associations.add(json(association)));
        JsonObject answer = aboutEntry(call);
        answer.add("associatedAccessPolicies", associations);
        page.nextToken().ifPresent(token -> answer.addProperty("nextToken", token));
        return answer;
    }

    private static JsonObject list(Call call) {
        Page<OfferedPolicy> page = call.service().policies().list(call.page());
        JsonArray policies = new JsonArray();
        for (OfferedPolicy policy : page.items()) {
            JsonObject json = new JsonObject();
            json.addProperty("name", policy.name());
            json.addProperty("arn", call.service().policies().arnOf(policy));
            policies.add(json);
        }
        JsonObject answer = Json.object("accessPolicies", policies);
        page.nextToken().ifPresent(token -> answer.addProperty("nextToken", token));
        return answer;
    }

    private static JsonObject aboutEntry(Call call) {
        JsonObject answer = new JsonObject();
        answer.addProperty("clusterName", call.label("name"));
        answer.addProperty("principalArn", call.label("principalArn"));
        return answer;
    }

    private static JsonObject json(StoredAssociation association) {
        JsonObject scope = new JsonObject();
        scope.addProperty("type", association.scope().type());
        scope.add("namespaces", Json.texts(association.scope().namespaces()));
        JsonObject json = new JsonObject();
        json.addProperty("policyArn", association.policyArn());
        json.add("accessScope", scope);
        json.add("associatedAt", Json.time(association.associatedAt()));
        json.add("modifiedAt", Json.time(association.modifiedAt()));
        return json;
    }
}
