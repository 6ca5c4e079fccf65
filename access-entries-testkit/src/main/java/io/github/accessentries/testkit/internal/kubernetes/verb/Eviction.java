package io.github.accessentries.testkit.internal.kubernetes.verb;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.body.BodyReader;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import java.util.List;
import java.util.Set;

/** Evicts a pod, that is, deletes it. No disruption budget stands in the way, since nobody counts what runs. */
record Eviction(DeleteVerb delete) implements ObjectHandler {

    private static final ResourceType TYPE = new ResourceType(
            "policy", "v1", "evictions", "Eviction", "", true, List.of(), List.of(), Set.of(), Set.of());
    private static final int CREATED = 201;

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        JsonObject eviction = BodyReader.read(call.request(), TYPE).json();
        JsonObject options = eviction.get("deleteOptions") instanceof JsonObject given ? given : new JsonObject();
        ObjectKey key = call.info().key(type);
        if (delete.remove(call, type, key, DeleteOptions.of(options)).isEmpty()) {
            throw ApiFaults.notFound(type, key.name());
        }
        return ApiResponse.json(CREATED, DeleteVerb.success());
    }
}
