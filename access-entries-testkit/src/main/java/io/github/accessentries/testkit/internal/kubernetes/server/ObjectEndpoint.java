package io.github.accessentries.testkit.internal.kubernetes.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.Optional;

/** The stored objects: what can be done with them by HTTP. */
public record ObjectEndpoint(ObjectStore store) implements Dispatcher.ObjectHandler {

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        return switch (call.info().verb()) {
            case "get" -> get(call.info(), type);
            case "list" -> list(call.info(), type);
            case "create" -> create(call, type);
            default -> throw ApiFaults.methodNotAllowed();
        };
    }

    private ApiResponse get(RequestInfo info, ResourceType type) {
        return store.get(type.groupResource(), key(info, type, info.name()))
                .map(object -> ApiResponse.json(200, object.bytes()))
                .orElseThrow(() -> ApiFaults.notFound(type, info.name()));
    }

    private ApiResponse list(RequestInfo info, ResourceType type) {
        JsonObject list = new JsonObject();
        list.addProperty("kind", type.kind() + "List");
        list.addProperty("apiVersion", type.apiVersion());
        JsonObject metadata = new JsonObject();
        metadata.addProperty("resourceVersion", Long.toString(store.version()));
        list.add("metadata", metadata);
        JsonArray items = new JsonArray();
        store.list(type.groupResource(), type.namespaced() ? info.namespace() : "")
                .forEach(object -> items.add(object.json()));
        list.add("items", items);
        return ApiResponse.json(200, list);
    }

    private ApiResponse create(ApiCall call, ResourceType type) {
        KubeObject object = KubeObject.of(
                JsonParser.parseString(new String(call.request().body(), UTF_8)).getAsJsonObject());
        KubeObject placed = type.namespaced()
                ? object.withMetadata(metadata ->
                        metadata.addProperty("namespace", call.info().namespace()))
                : object;
        KubeObject stored = store.write(type.groupResource(), key(call.info(), type, placed.name()), before -> {
                    if (before.isPresent()) {
                        throw ApiFaults.alreadyExists(type, placed.name());
                    }
                    return Optional.of(placed);
                })
                .orElseThrow();
        return ApiResponse.json(201, stored.bytes());
    }

    private static ObjectKey key(RequestInfo info, ResourceType type, String name) {
        return new ObjectKey(type.namespaced() ? info.namespace() : "", name);
    }
}
