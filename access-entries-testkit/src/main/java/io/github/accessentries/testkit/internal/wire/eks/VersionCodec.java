package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.service.addon.OfferedAddon;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.version.ClusterVersion;
import io.github.accessentries.testkit.internal.service.version.VersionOperations;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is to choose from, on the wire: versions of Kubernetes, and add-ons with theirs. */
final class VersionCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "DescribeClusterVersions", VersionCodec::clusterVersions,
            "DescribeAddonVersions", VersionCodec::addonVersions,
            "DescribeAddonConfiguration", VersionCodec::addonConfiguration);

    private static final String EKS = "eks";
    private static final String ANY_OBJECT =
            "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}";

    private VersionCodec() {}

    private static JsonObject clusterVersions(Call call) {
        VersionOperations.Wanted wanted = new VersionOperations.Wanted(
                call.query("clusterType"),
                call.queryAll("clusterVersions"),
                flag(call, "defaultOnly"),
                flag(call, "includeAll"),
                status(call));
        VersionOperations versions = call.service().versions();
        Page<ClusterVersion> page = versions.clusterVersions(wanted, call.page());
        JsonArray array = new JsonArray();
        for (ClusterVersion version : page.items()) {
            JsonObject json = new JsonObject();
            String status = versions.status(version).name();
            json.addProperty("clusterVersion", version.kubernetesVersion());
            json.addProperty("clusterType", EKS);
            json.addProperty("defaultPlatformVersion", version.platform().platformVersion());
            json.addProperty("defaultVersion", version.isDefault());
            json.add("releaseDate", Json.time(version.release()));
            json.add("endOfStandardSupportDate", Json.time(version.endOfStandardSupport()));
            json.add("endOfExtendedSupportDate", Json.time(version.endOfExtendedSupport()));
            json.addProperty("status", status.toLowerCase(Locale.ROOT).replace('_', '-'));
            json.addProperty("versionStatus", status);
            array.add(json);
        }
        return paged("clusterVersions", array, page);
    }

    /** Two parameters, an old and a new one, say the same in two spellings. */
    private static @Nullable String status(Call call) {
        String old = call.query("status");
        String status = call.query("versionStatus");
        return status == null && old != null ? old.toUpperCase(Locale.ROOT).replace('-', '_') : status;
    }

    private static boolean flag(Call call, String name) {
        String value = call.query(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw new ServiceFault("SerializationException", 400, name + " must be true or false", Map.of());
    }

    private static JsonObject addonVersions(Call call) {
        String kubernetesVersion = call.query("kubernetesVersion");
        VersionOperations versions = call.service().versions();
        Page<OfferedAddon> page = versions.addons(
                new VersionOperations.WantedAddons(
                        call.query(AddonCodec.NAME),
                        call.queryAll("types"),
                        call.queryAll("publishers"),
                        call.queryAll("owners")),
                call.page());
        JsonArray addons = new JsonArray();
        for (OfferedAddon addon : page.items()) {
            JsonObject json = new JsonObject();
            json.addProperty(AddonCodec.NAME, addon.name());
            json.addProperty("type", addon.type());
            json.add("addonVersions", versionsOf(addon, versions, kubernetesVersion));
            json.addProperty("publisher", VersionOperations.PUBLISHER);
            json.addProperty("owner", VersionOperations.OWNER);
            json.addProperty("defaultNamespace", addon.namespace());
            addons.add(json);
        }
        return paged("addons", addons, page);
    }

    private static JsonArray versionsOf(
            OfferedAddon addon, VersionOperations versions, @Nullable String kubernetesVersion) {
        JsonArray array = new JsonArray();
        versions.of(addon, kubernetesVersion).forEach((version, clusters) -> {
            JsonArray compatibilities = new JsonArray();
            clusters.forEach(cluster -> {
                JsonObject json = new JsonObject();
                json.addProperty("clusterVersion", cluster);
                json.add("platformVersions", Json.texts(List.of("*")));
                json.addProperty(
                        "defaultVersion", addon.versionsFor(cluster).get(0).equals(version));
                compatibilities.add(json);
            });
            JsonObject json = new JsonObject();
            json.addProperty("addonVersion", version);
            json.add("architecture", Json.texts(List.of("amd64", "arm64")));
            json.add("computeTypes", Json.texts(List.of("ec2")));
            json.add("compatibilities", compatibilities);
            json.addProperty("requiresConfiguration", false);
            json.addProperty("requiresIamPermissions", addon.serviceAccount() != null);
            array.add(json);
        });
        return array;
    }

    /** Values of add-ons are kept as they are given, so the schema says no more than that they are an object. */
    private static JsonObject addonConfiguration(Call call) {
        String version = call.query("addonVersion");
        OfferedAddon addon = call.service().versions().addon(call.query(AddonCodec.NAME), version);
        JsonObject json = new JsonObject();
        json.addProperty(AddonCodec.NAME, addon.name());
        json.addProperty("addonVersion", version);
        json.addProperty("configurationSchema", ANY_OBJECT);
        JsonArray roles = new JsonArray();
        String policy = addon.policy();
        if (addon.serviceAccount() != null && policy != null) {
            JsonObject role = Json.object("serviceAccount", new JsonPrimitive(addon.serviceAccount()));
            role.add(
                    "recommendedManagedPolicies",
                    Json.texts(List.of(call.service().versions().policyArn(policy))));
            roles.add(role);
        }
        json.add("podIdentityConfiguration", roles);
        return json;
    }

    private static JsonObject paged(String member, JsonArray items, Page<?> page) {
        JsonObject answer = Json.object(member, items);
        page.nextToken().ifPresent(token -> answer.addProperty("nextToken", token));
        return answer;
    }
}
