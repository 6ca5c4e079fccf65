package io.github.accessentries.testkit.internal.kubernetes.admission;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.Map;

/** What a new object of a kind begins with, whatever its maker says: a status of the server's, above all. */
public final class InitialState {

    private static final Map<String, String> PHASES = Map.of(
            "namespaces",
            "Active",
            "pods",
            "Pending",
            "persistentvolumeclaims",
            "Pending",
            "persistentvolumes",
            "Pending");

    private InitialState() {}

    /** The object as it begins. */
    public static KubeObject of(ResourceType type, KubeObject object) {
        KubeObject begun = object;
        String resource = type.groupResource().toString();
        // The kubelet makes its node with a status.
        if (type.subresources().contains("status") && !resource.equals("nodes")) {
            begun = begun.without("status");
        }
        if (PHASES.containsKey(resource)) {
            begun = begun.withMember("status", Json.object("phase", new JsonPrimitive(PHASES.get(resource))));
        }
        return resource.equals("namespaces") ? namespace(begun) : begun;
    }

    private static KubeObject namespace(KubeObject object) {
        JsonObject spec = object.object("spec").map(JsonObject::deepCopy).orElseGet(JsonObject::new);
        JsonArray finalizers = spec.get("finalizers") instanceof JsonArray given ? given : new JsonArray();
        JsonPrimitive own = new JsonPrimitive("kubernetes");
        if (!finalizers.contains(own)) {
            finalizers.add(own);
        }
        spec.add("finalizers", finalizers);
        return object.withMember("spec", spec).withMetadata(metadata -> {
            JsonObject labels = metadata.get("labels") instanceof JsonObject given ? given : new JsonObject();
            labels.addProperty("kubernetes.io/metadata.name", object.name());
            metadata.add("labels", labels);
        });
    }
}
