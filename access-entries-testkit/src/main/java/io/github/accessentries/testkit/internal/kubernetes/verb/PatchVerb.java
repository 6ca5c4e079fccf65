package io.github.accessentries.testkit.internal.kubernetes.verb;

import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.body.BodyReader;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenter;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenters;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.ownership.FieldManager;
import io.github.accessentries.testkit.internal.kubernetes.ownership.ServerSideApply;
import io.github.accessentries.testkit.internal.kubernetes.patch.ObjectPatch;
import io.github.accessentries.testkit.internal.kubernetes.patch.PatchType;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.FieldValidation;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import io.github.accessentries.testkit.internal.kubernetes.writing.Given;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectBodies;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectWriter;
import io.github.accessentries.testkit.internal.kubernetes.writing.WriteOptions;
import io.github.accessentries.testkit.internal.kubernetes.writing.Writing;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes an object by a patch, or applies what somebody wants of it. */
record PatchVerb(ObjectBodies bodies, ObjectWriter writer, Presenters presenters, Permissions permissions)
        implements ObjectHandler {

    private static final int CREATED = 201;
    private static final String TYPES =
            Arrays.stream(PatchType.values()).map(PatchType::mediaType).collect(Collectors.joining(", "));

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        ApiRequest request = call.request();
        Presenter presenter = presenters.of(request, type);
        BodyReader.requireShort(request);
        PatchType how = PatchType.of(request.headers().first("Content-Type").orElse(""))
                .orElseThrow(() -> ApiFaults.unsupportedMediaType(TYPES));
        ObjectPatch patch = ObjectPatch.read(how, request.body());
        return how == PatchType.APPLY ? apply(call, type, patch, presenter) : change(call, type, patch, presenter);
    }

    private ApiResponse change(ApiCall call, ResourceType type, ObjectPatch patch, Presenter presenter) {
        FieldValidation validation = FieldValidation.of(call.request().query(), WriteOptions.PATCH);
        Set<String> warnings = new LinkedHashSet<>();
        Writing writing = Writing.of(call, type, WriteOptions.of(call.request(), WriteOptions.PATCH));
        KubeObject changed = writer.update(writing, call.info().key(type), before -> {
            KubeObject served = presenter.served(before);
            Given given =
                    bodies.patched(patch.apply(served.json(), writer.schemas().of(type)), type, validation);
            warnings.addAll(given.warnings());
            return given.object();
        });
        return FieldValidation.warn(presenter.object(200, changed), List.copyOf(warnings));
    }

    private ApiResponse apply(ApiCall call, ResourceType type, ObjectPatch patch, Presenter presenter) {
        FieldValidation validation = FieldValidation.of(call.request().query(), WriteOptions.PATCH);
        boolean isForced = call.request().query().isTrue("force");
        Set<String> warnings = new LinkedHashSet<>();
        Writing writing = Writing.of(call, type, WriteOptions.ofApply(call.request()));
        FieldManager by = writer.manager(writing);
        ObjectKey key = call.info().key(type);
        ObjectWriter.Applied applied = writer.apply(writing, key, before -> {
            if (before.isEmpty()) {
                requireCreation(call, type, key);
            }
            Optional<KubeObject> live = before.map(presenter::served);
            KubeObject wanted = ServerSideApply.apply(by, live, patch.configuration(), isForced);
            Given given = bodies.patched(wanted.json(), type, validation);
            warnings.addAll(given.warnings());
            KubeObject placed = ObjectBirth.placed(type, given.object(), key.namespace());
            if (!placed.name().equals(key.name())) {
                throw ApiFaults.badRequest("the name of the object (" + placed.name()
                        + ") does not match the name on the URL (" + key.name() + ")");
            }
            return placed;
        });
        return FieldValidation.warn(
                presenter.object(applied.isNew() ? CREATED : 200, applied.object()), List.copyOf(warnings));
    }

    private void requireCreation(ApiCall call, ResourceType type, ObjectKey key) {
        if (!call.info().subresource().isEmpty()) {
            throw ApiFaults.notFound(type, key.name());
        }
        permissions.require(call.user(), call.info().withVerb("create"));
    }
}
