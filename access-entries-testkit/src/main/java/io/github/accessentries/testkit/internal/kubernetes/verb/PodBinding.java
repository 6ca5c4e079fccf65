package io.github.accessentries.testkit.internal.kubernetes.verb;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.body.BodyReader;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectWriter;
import io.github.accessentries.testkit.internal.kubernetes.writing.WriteOptions;
import io.github.accessentries.testkit.internal.kubernetes.writing.Writing;
import java.util.List;

/** Puts a pod onto a node, as a scheduler does: by the path of the pod, or by that of all bindings. */
record PodBinding(ObjectWriter writer) implements ObjectHandler, ApiHandler {

    private static final ResourceType PODS =
            BuiltInTypes.get().find("", "v1", "pods").orElseThrow();
    private static final ResourceType BINDINGS =
            BuiltInTypes.get().find("", "v1", "bindings").orElseThrow();
    private static final int CREATED = 201;

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        return answer(call);
    }

    @Override
    public ApiResponse answer(ApiCall call) {
        JsonObject binding = BodyReader.read(call.request(), BINDINGS).json();
        String node = text(binding, "target", "name");
        String pod = call.info().name().isEmpty()
                ? text(binding, "metadata", "name")
                : call.info().name();
        if (node.isEmpty()) {
            throw ApiFaults.invalid(BINDINGS, pod, List.of(Cause.required("target.name", "")));
        }
        WriteOptions options = WriteOptions.of(call.request(), WriteOptions.CREATE);
        Writing writing = new Writing(PODS, "binding", call.user(), options);
        writer.update(writing, new ObjectKey(call.info().namespace(), pod), before -> bound(before, node));
        return ApiResponse.json(CREATED, DeleteVerb.success());
    }

    private static KubeObject bound(KubeObject pod, String node) {
        JsonObject spec = pod.object("spec").map(JsonObject::deepCopy).orElseGet(JsonObject::new);
        if (spec.get("nodeName") instanceof JsonPrimitive assigned) {
            throw ApiFaults.conflict(
                    PODS,
                    pod.name(),
                    "pod " + pod.name() + " is already assigned to node \"" + assigned.getAsString() + "\"");
        }
        spec.addProperty("nodeName", node);
        return pod.withMember("spec", spec);
    }

    private static String text(JsonObject object, String member, String inner) {
        return object.get(member) instanceof JsonObject parent && parent.get(inner) instanceof JsonPrimitive text
                ? text.getAsString()
                : "";
    }
}
