package io.github.accessentries.testkit.internal.kubernetes.verb;

import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenter;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenters;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.FieldValidation;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.writing.Given;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectBodies;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectWriter;
import io.github.accessentries.testkit.internal.kubernetes.writing.WriteOptions;
import io.github.accessentries.testkit.internal.kubernetes.writing.Writing;

/** Makes an object. */
record CreateVerb(ObjectBodies bodies, ObjectWriter writer, Presenters presenters) implements ObjectHandler {

    private static final int CREATED = 201;

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        Presenter presenter = presenters.of(call.request(), type);
        WriteOptions options = WriteOptions.of(call.request(), WriteOptions.CREATE);
        Given given = bodies.object(call.request(), type, WriteOptions.CREATE);
        KubeObject placed = ObjectBirth.placed(type, given.object(), call.info().namespace());
        KubeObject created = writer.create(Writing.of(call, type, options), placed);
        return FieldValidation.warn(presenter.object(CREATED, created), given.warnings());
    }
}
