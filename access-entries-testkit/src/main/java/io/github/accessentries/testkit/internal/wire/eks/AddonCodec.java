package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.addon.Addon;
import io.github.accessentries.testkit.internal.service.addon.AddonRequest;
import io.github.accessentries.testkit.internal.service.addon.AddonRequest.PodIdentityOfAddon;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.json.SettingsReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on add-ons, on the wire. */
final class AddonCodec {

    static final String NAME = "addonName";
    static final Map<String, Operation> OPERATIONS = Map.of(
            "CreateAddon", AddonCodec::create,
            "DescribeAddon", AddonCodec::describe,
            "ListAddons", AddonCodec::list,
            "UpdateAddon", AddonCodec::update,
            "DeleteAddon", AddonCodec::delete);

    private static final String POD_IDENTITIES = "podIdentityAssociations";
    private static final SettingsReader CREATION = SettingsReader.of("Addon");
    private static final SettingsReader CHANGE = SettingsReader.of("AddonUpdate");
    private static final SettingsReader ROLES = SettingsReader.of("AddonPodIdentities");

    private AddonCodec() {}

    private static JsonObject create(Call call) {
        AddonRequest request =
                request(call, call.body().textOrEmpty(NAME), call.body().textMap("tags"), CREATION);
        return answer(call, call.service().addons().create(request));
    }

    private static JsonObject update(Call call) {
        AddonRequest request = request(call, call.label(NAME), null, CHANGE);
        return UpdateCodec.answer(call.service().addons().update(request));
    }

    private static AddonRequest request(
            Call call, String name, @Nullable Map<String, String> tags, SettingsReader settings) {
        JsonBody body = call.body();
        // Nothing is installed that a configuration could clash with, so it makes no difference; but it has a type.
        body.text("resolveConflicts");
        return new AddonRequest(
                call.label("name"),
                name,
                body.text("addonVersion"),
                podIdentities(body),
                tags,
                body.settings(settings),
                body.text("clientRequestToken"));
    }

    private static @Nullable List<PodIdentityOfAddon> podIdentities(JsonBody body) {
        Settings given = body.settings(ROLES);
        return given.has(POD_IDENTITIES)
                ? given.list(POD_IDENTITIES).stream()
                        .map(role -> new PodIdentityOfAddon(member(role, "serviceAccount"), member(role, "roleArn")))
                        .toList()
                : null;
    }

    private static String member(Object role, String name) {
        return role instanceof Map<?, ?> members && members.get(name) instanceof String text ? text : "";
    }

    private static JsonObject describe(Call call) {
        return answer(call, call.service().addons().describe(call.label("name"), call.label(NAME)));
    }

    private static JsonObject list(Call call) {
        Page<Addon> page = call.service().addons().list(call.label("name"), call.page());
        return Json.page(
                "addons", new Page<>(page.items().stream().map(Addon::name).toList(), page.nextToken()));
    }

    private static JsonObject delete(Call call) {
        // Nothing runs that could be preserved.
        call.query("preserve");
        Addon deleted = call.service().addons().delete(call.label("name"), call.label(NAME));
        return Json.object("addon", json(deleted, List.of()));
    }

    private static JsonObject answer(Call call, Addon addon) {
        return Json.object("addon", json(addon, call.service().addons().associations(addon)));
    }

    private static JsonObject json(Addon addon, List<String> associations) {
        JsonObject json = new JsonObject();
        json.addProperty(NAME, addon.name());
        json.addProperty("clusterName", addon.cluster());
        json.addProperty("status", addon.status().name());
        json.addProperty("addonVersion", addon.version());
        json.add("health", Json.object("issues", new JsonArray()));
        json.addProperty("addonArn", addon.arn());
        json.add("createdAt", Json.time(addon.createdAt()));
        json.add("modifiedAt", Json.time(addon.modifiedAt()));
        json.add("tags", Json.textMap(addon.tags()));
        if (!associations.isEmpty()) {
            json.add(POD_IDENTITIES, Json.texts(associations));
        }
        Json.addAll(json, addon.settings());
        return json;
    }
}
