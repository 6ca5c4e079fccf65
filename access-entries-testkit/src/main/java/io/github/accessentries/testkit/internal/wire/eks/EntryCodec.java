package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.entry.CreateEntry;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.entry.UpdateEntry;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import java.util.List;
import java.util.Map;

/** The operations on access entries, on the wire. */
final class EntryCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "CreateAccessEntry", EntryCodec::create,
            "DescribeAccessEntry", EntryCodec::describe,
            "UpdateAccessEntry", EntryCodec::update,
            "DeleteAccessEntry", EntryCodec::delete,
            "ListAccessEntries", EntryCodec::list);

    private EntryCodec() {}

    private static JsonObject create(Call call) {
        JsonBody body = call.body();
        CreateEntry request = new CreateEntry(
                call.label("name"),
                body.textOrEmpty("principalArn"),
                body.text("username"),
                body.texts("kubernetesGroups"),
                body.text("type"),
                body.textMap("tags"),
                body.text("clientRequestToken"));
        return answer(call.service().entries().create(request));
    }

    private static JsonObject describe(Call call) {
        return answer(call.service().entries().describe(call.label("name"), call.label("principalArn")));
    }

    private static JsonObject update(Call call) {
        JsonBody body = call.body();
        UpdateEntry request = new UpdateEntry(
                call.label("name"),
                call.label("principalArn"),
                body.text("username"),
                body.texts("kubernetesGroups"),
                body.text("clientRequestToken"));
        return answer(call.service().entries().update(request));
    }

    private static JsonObject delete(Call call) {
        call.service().entries().delete(call.label("name"), call.label("principalArn"));
        return new JsonObject();
    }

    private static JsonObject list(Call call) {
        Page<StoredEntry> page =
                call.service().entries().list(call.label("name"), call.query("associatedPolicyArn"), call.page());
        List<String> principals =
                page.items().stream().map(entry -> entry.principal().toString()).toList();
        return Json.page("accessEntries", new Page<>(principals, page.nextToken()));
    }

    private static JsonObject answer(StoredEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("clusterName", entry.cluster());
        json.addProperty("principalArn", entry.principal().toString());
        json.add("kubernetesGroups", Json.texts(entry.groups()));
        json.addProperty("accessEntryArn", entry.arn());
        json.add("createdAt", Json.time(entry.createdAt()));
        json.add("modifiedAt", Json.time(entry.modifiedAt()));
        json.add("tags", Json.textMap(entry.tags()));
        json.addProperty("username", entry.username());
        json.addProperty("type", entry.kind().name());
        return Json.object("accessEntry", json);
    }
}
