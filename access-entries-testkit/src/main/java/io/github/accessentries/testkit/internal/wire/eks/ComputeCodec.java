package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.compute.Compute;
import io.github.accessentries.testkit.internal.service.compute.CreateCompute;
import io.github.accessentries.testkit.internal.service.compute.UpdateNodeGroup;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.json.SettingsReader;
import java.util.HashMap;
import java.util.Map;

/**
 * The operations on managed node groups and on Fargate profiles, on the wire: the same four under two names, and the updates of
 * node groups.
 */
final class ComputeCodec {

    static final Map<String, Operation> OPERATIONS = operations();

    private static final SettingsReader CONFIG_UPDATE = SettingsReader.of("NodegroupConfigUpdate");
    private static final SettingsReader VERSION_UPDATE = SettingsReader.of("NodegroupVersionUpdate");

    private final ComputeKind kind;
    private final String member;
    private final String listMember;
    private final SettingsReader settings;

    private ComputeCodec(ComputeKind kind, String member, String listMember, String resource) {
        this.kind = kind;
        this.member = member;
        this.listMember = listMember;
        this.settings = SettingsReader.of(resource);
    }

    private static Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        ComputeCodec groups = new ComputeCodec(ComputeKind.NODE_GROUP, "nodegroup", "nodegroups", "Nodegroup");
        operations.put("CreateNodegroup", groups::create);
        operations.put("DescribeNodegroup", groups::describe);
        operations.put("ListNodegroups", groups::list);
        operations.put("DeleteNodegroup", groups::delete);
        operations.put("UpdateNodegroupConfig", ComputeCodec::updateConfig);
        operations.put("UpdateNodegroupVersion", ComputeCodec::updateVersion);
        ComputeCodec profiles = new ComputeCodec(
                ComputeKind.FARGATE_PROFILE, "fargateProfile", "fargateProfileNames", "FargateProfile");
        operations.put("CreateFargateProfile", profiles::create);
        operations.put("DescribeFargateProfile", profiles::describe);
        operations.put("ListFargateProfiles", profiles::list);
        operations.put("DeleteFargateProfile", profiles::delete);
        return Map.copyOf(operations);
    }

    private JsonObject create(Call call) {
        JsonBody body = call.body();
        CreateCompute request = new CreateCompute(
                kind,
                call.label("name"),
                body.textOrEmpty(kind.nameMember()),
                body.textOrEmpty(kind.roleMember()),
                body.text("amiType"),
                body.textMap("tags"),
                body.settings(settings),
                body.text("clientRequestToken"));
        return answer(call.service().computes().create(request));
    }

    private JsonObject describe(Call call) {
        return answer(call.service().computes().describe(kind, call.label("name"), call.label(kind.nameMember())));
    }

    private JsonObject list(Call call) {
        Page<Compute> page = call.service().computes().list(kind, call.label("name"), call.page());
        return Json.page(
                listMember, new Page<>(page.items().stream().map(Compute::name).toList(), page.nextToken()));
    }

    private JsonObject delete(Call call) {
        return answer(call.service().computes().delete(kind, call.label("name"), call.label(kind.nameMember())));
    }

    private static JsonObject updateConfig(Call call) {
        return update(call, UpdateNodeGroup.Type.CONFIG, CONFIG_UPDATE);
    }

    private static JsonObject updateVersion(Call call) {
        // Nothing runs on nodes here that could be in the way, so it makes no difference; but it has a type.
        call.body().bool("force");
        return update(call, UpdateNodeGroup.Type.VERSION, VERSION_UPDATE);
    }

    private static JsonObject update(Call call, UpdateNodeGroup.Type type, SettingsReader form) {
        UpdateNodeGroup request = new UpdateNodeGroup(
                type,
                call.label("name"),
                call.label(ComputeKind.NODE_GROUP.nameMember()),
                call.body().settings(form),
                call.body().text("clientRequestToken"));
        return UpdateCodec.answer(call.service().nodeGroupUpdates().start(request));
    }

    private JsonObject answer(Compute compute) {
        JsonObject json = new JsonObject();
        json.addProperty(kind.nameMember(), compute.name());
        json.addProperty(member + "Arn", compute.arn());
        json.addProperty("clusterName", compute.cluster());
        json.add("createdAt", Json.time(compute.createdAt()));
        json.addProperty(kind.roleMember(), compute.role().toString());
        json.addProperty("status", compute.status().name());
        json.add("tags", Json.textMap(compute.tags()));
        if (kind == ComputeKind.NODE_GROUP) {
            json.add("modifiedAt", Json.time(compute.modifiedAt()));
        }
        Json.addAll(json, compute.settings());
        return Json.object(member, json);
    }
}
