package io.github.accessentries.testkit.internal.kubernetes.verb;

import io.github.accessentries.testkit.internal.kubernetes.body.BodyReader;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.patch.ObjectPatch;
import io.github.accessentries.testkit.internal.kubernetes.patch.PatchType;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.FieldValidation;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectBodies;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectWriter;
import io.github.accessentries.testkit.internal.kubernetes.writing.WriteOptions;
import io.github.accessentries.testkit.internal.kubernetes.writing.Writing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Shows and changes how many of something there are to be. Nobody makes as many, since nothing runs. */
record ScaleVerbs(ObjectBodies bodies, ObjectWriter writer) implements ObjectHandler {

    private static final ResourceType TYPE = new ResourceType(
            "autoscaling", "v1", "scales", "Scale", "", true, List.of(), List.of(), Set.of(), Set.of());

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        ObjectKey key = call.info().key(type);
        return switch (call.info().verb()) {
            case "get" ->
                shown(writer.store()
                        .get(type.groupResource(), key)
                        .orElseThrow(() -> ApiFaults.notFound(type, key.name())));
            case "update" -> {
                KubeObject wanted =
                        bodies.object(call.request(), TYPE, WriteOptions.UPDATE).object();
                yield change(call, type, WriteOptions.UPDATE, scale -> wanted);
            }
            default -> patch(call, type);
        };
    }

    private ApiResponse patch(ApiCall call, ResourceType type) {
        ApiRequest request = call.request();
        BodyReader.requireShort(request);
        PatchType how = PatchType.of(request.headers().first("Content-Type").orElse(""))
                .filter(each -> each != PatchType.APPLY)
                .orElseThrow(() -> ApiFaults.unsupportedMediaType(String.join(
                        ", ",
                        PatchType.JSON.mediaType(),
                        PatchType.MERGE.mediaType(),
                        PatchType.STRATEGIC.mediaType())));
        ObjectPatch patch = ObjectPatch.read(how, request.body());
        FieldValidation validation = FieldValidation.of(request.query(), WriteOptions.PATCH);
        Optional<Schema> schema = writer.schemas().of(TYPE);
        return change(
                call,
                type,
                WriteOptions.PATCH,
                scale -> bodies.patched(patch.apply(scale.json(), schema), TYPE, validation)
                        .object());
    }

    private ApiResponse change(ApiCall call, ResourceType type, String options, UnaryOperator<KubeObject> change) {
        Writing writing = Writing.of(call, type, WriteOptions.of(call.request(), options));
        return shown(writer.update(writing, call.info().key(type), before -> {
            KubeObject wanted = change.apply(ScaleForm.of(before));
            KubeObject scaled = ScaleForm.scaled(before, wanted);
            long replicas = scaled.object("spec").orElseThrow().get("replicas").getAsLong();
            if (replicas < 0) {
                throw ApiFaults.invalid(
                        TYPE,
                        before.name(),
                        List.of(Cause.invalid(
                                "spec.replicas", Long.toString(replicas), "must be greater than or equal to 0")));
            }
            return scaled;
        }));
    }

    private static ApiResponse shown(KubeObject object) {
        return ApiResponse.json(200, ScaleForm.of(object).bytes());
    }
}
