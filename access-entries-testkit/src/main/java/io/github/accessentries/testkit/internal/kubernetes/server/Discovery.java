package io.github.accessentries.testkit.internal.kubernetes.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceTypes;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What kinds there are, told in the form of one document for each version, and in that of one document for all. */
public record Discovery(ResourceTypes types) implements ApiHandler {

    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=%s;as=APIGroupDiscoveryList";

    @Override
    public ApiResponse answer(ApiCall call) {
        ApiRequest request = call.request();
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw ApiFaults.methodNotAllowed();
        }
        List<String> path = request.segments();
        boolean core = path.get(0).equals("api");
        return switch (path.size()) {
            case 1 -> root(request, core);
            case 2 -> core ? resources("", path.get(1)) : group(path.get(1));
            default -> core ? none() : resources(path.get(1), path.get(2));
        };
    }

    private static ApiResponse none() {
        throw ApiFaults.noSuchPath();
    }

    private ApiResponse root(ApiRequest request, boolean core) {
        String accept = String.join(",", request.headers().all("Accept"));
        if (accept.contains("as=APIGroupDiscoveryList")) {
            String version =
                    accept.contains("v=v2;") || accept.contains("v=v2,") || accept.endsWith("v=v2") ? "v2" : "v2beta1";
            return ApiResponse.of(200, AGGREGATED.formatted(version), Json.bytes(aggregated(core, version)));
        }
        return ApiResponse.json(200, core ? coreVersions() : groups());
    }

    private static JsonObject coreVersions() {
        JsonObject versions = new JsonObject();
        versions.addProperty("kind", "APIVersions");
        versions.add("versions", Json.texts(List.of("v1")));
        versions.add("serverAddressByClientCIDRs", new JsonArray());
        return versions;
    }

    private JsonObject groups() {
        JsonObject list = new JsonObject();
        list.addProperty("kind", "APIGroupList");
        list.addProperty("apiVersion", "v1");
        JsonArray groups = new JsonArray();
        byGroup().keySet().stream().filter(group -> !group.isEmpty()).forEach(group -> groups.add(groupJson(group)));
        list.add("groups", groups);
        return list;
    }

    private ApiResponse group(String group) {
        if (!byGroup().containsKey(group)) {
            return none();
        }
        JsonObject json = groupJson(group);
        json.addProperty("kind", "APIGroup");
        json.addProperty("apiVersion", "v1");
        return ApiResponse.json(200, json);
    }

    private JsonObject groupJson(String group) {
        JsonArray versions = new JsonArray();
        for (String version : versions(group)) {
            JsonObject json = new JsonObject();
            json.addProperty("groupVersion", group + "/" + version);
            json.addProperty("version", version);
            versions.add(json);
        }
        JsonObject json = new JsonObject();
        json.addProperty("name", group);
        json.add("versions", versions);
        json.add("preferredVersion", versions.get(0).deepCopy());
        return json;
    }

    private ApiResponse resources(String group, String version) {
        JsonArray resources = new JsonArray();
        for (ResourceType type : types.all()) {
            if (type.group().equals(group) && type.version().equals(version)) {
                resources.add(resource(type));
                for (String subresource : sorted(type.subresources())) {
                    resources.add(subresource(type, subresource));
                }
            }
        }
        if (resources.isEmpty()) {
            return none();
        }
        JsonObject list = new JsonObject();
        list.addProperty("kind", "APIResourceList");
        list.addProperty("apiVersion", "v1");
        list.addProperty("groupVersion", group.isEmpty() ? version : group + "/" + version);
        list.add("resources", resources);
        return ApiResponse.json(200, list);
    }

    private static JsonObject resource(ResourceType type) {
        JsonObject json = new JsonObject();
        json.addProperty("name", type.resource());
        json.addProperty("singularName", type.singular());
        json.addProperty("namespaced", type.namespaced());
        json.addProperty("kind", type.kind());
        json.add("verbs", Json.texts(sorted(type.verbs())));
        addNames(json, type);
        return json;
    }

    private static JsonObject subresource(ResourceType type, String subresource) {
        SubresourceType sub = SubresourceType.of(type, subresource);
        JsonObject json = new JsonObject();
        json.addProperty("name", type.resource() + "/" + subresource);
        json.addProperty("singularName", "");
        json.addProperty("namespaced", type.namespaced());
        if (!sub.group().equals(type.group()) || !sub.version().equals(type.version())) {
            json.addProperty("group", sub.group());
            json.addProperty("version", sub.version());
        }
        json.addProperty("kind", sub.kind());
        json.add("verbs", Json.texts(sub.verbs()));
        return json;
    }

    private static void addNames(JsonObject json, ResourceType type) {
        if (!type.shortNames().isEmpty()) {
            json.add("shortNames", Json.texts(type.shortNames()));
        }
        if (!type.categories().isEmpty()) {
            json.add("categories", Json.texts(type.categories()));
        }
    }

    private JsonObject aggregated(boolean core, String apiVersion) {
        JsonArray items = new JsonArray();
        byGroup().forEach((group, ofGroup) -> {
            if (group.isEmpty() == core) {
                items.add(aggregatedGroup(group));
            }
        });
        JsonObject list = new JsonObject();
        list.addProperty("kind", "APIGroupDiscoveryList");
        list.addProperty("apiVersion", "apidiscovery.k8s.io/" + apiVersion);
        list.add("metadata", new JsonObject());
        list.add("items", items);
        return list;
    }

    private JsonObject aggregatedGroup(String group) {
        JsonArray versions = new JsonArray();
        for (String version : versions(group)) {
            JsonArray resources = new JsonArray();
            types.all().stream()
                    .filter(type -> type.group().equals(group) && type.version().equals(version))
                    .forEach(type -> resources.add(aggregatedResource(type)));
            JsonObject json = new JsonObject();
            json.addProperty("version", version);
            json.add("resources", resources);
            json.addProperty("freshness", "Current");
            versions.add(json);
        }
        JsonObject metadata = new JsonObject();
        if (!group.isEmpty()) {
            metadata.addProperty("name", group);
        }
        JsonObject json = new JsonObject();
        json.add("metadata", metadata);
        json.add("versions", versions);
        return json;
    }

    private static JsonObject aggregatedResource(ResourceType type) {
        JsonObject json = new JsonObject();
        json.addProperty("resource", type.resource());
        json.add("responseKind", kind(type.group(), type.version(), type.kind()));
        json.addProperty("scope", type.namespaced() ? "Namespaced" : "Cluster");
        json.addProperty("singularResource", type.singular());
        json.add("verbs", Json.texts(sorted(type.verbs())));
        addNames(json, type);
        if (!type.subresources().isEmpty()) {
            JsonArray subresources = new JsonArray();
            for (String name : sorted(type.subresources())) {
                SubresourceType sub = SubresourceType.of(type, name);
                JsonObject each = new JsonObject();
                each.addProperty("subresource", name);
                each.add("responseKind", kind(sub.group(), sub.version(), sub.kind()));
                each.add("verbs", Json.texts(sub.verbs()));
                subresources.add(each);
            }
            json.add("subresources", subresources);
        }
        return json;
    }

    private static JsonObject kind(String group, String version, String kind) {
        JsonObject json = new JsonObject();
        json.addProperty("group", group);
        json.addProperty("version", version);
        json.addProperty("kind", kind);
        return json;
    }

    private Map<String, List<ResourceType>> byGroup() {
        Map<String, List<ResourceType>> groups = new LinkedHashMap<>();
        types.all()
                .forEach(type -> groups.computeIfAbsent(type.group(), key -> new java.util.ArrayList<>())
                        .add(type));
        return groups;
    }

    private Set<String> versions(String group) {
        Set<String> versions = new LinkedHashSet<>();
        types.all().stream().filter(type -> type.group().equals(group)).forEach(type -> versions.add(type.version()));
        return versions;
    }

    private static List<String> sorted(Collection<String> texts) {
        return texts.stream().sorted().toList();
    }
}
