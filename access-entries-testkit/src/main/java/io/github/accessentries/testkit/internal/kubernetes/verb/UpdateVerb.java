package io.github.accessentries.testkit.internal.kubernetes.verb;

import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenter;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenters;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
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
import java.util.List;
import java.util.Set;

/** Puts an object in the place of what is stored. */
record UpdateVerb(ObjectBodies bodies, ObjectWriter writer, Presenters presenters) implements ObjectHandler {

    /** Kubernetes' own kinds that, like all custom ones, are updated only by those who know the version. */
    private static final Set<String> CONDITIONAL = Set.of(
            "leases.coordination.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io",
            "apiservices.apiregistration.k8s.io",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "poddisruptionbudgets.policy",
            "runtimeclasses.node.k8s.io");

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        Presenter presenter = presenters.of(call.request(), type);
        WriteOptions options = WriteOptions.of(call.request(), WriteOptions.UPDATE);
        Given given = bodies.object(call.request(), type, WriteOptions.UPDATE);
        KubeObject placed = ObjectBirth.placed(type, given.object(), call.info().namespace());
        KubeObject named = named(placed, call.info().name());
        KubeObject updated =
                writer.update(Writing.of(call, type, options), call.info().key(type), before -> {
                    requireVersion(type, named);
                    return named;
                });
        return FieldValidation.warn(presenter.object(200, updated), given.warnings());
    }

    private static KubeObject named(KubeObject object, String name) {
        if (object.name().isEmpty()) {
            throw ApiFaults.badRequest(
                    "the name of the object ( based on URL) was undeterminable: name must be provided");
        }
        if (!object.name().equals(name)) {
            throw ApiFaults.badRequest(
                    "the name of the object (" + object.name() + ") does not match the name on the URL (" + name + ")");
        }
        return object;
    }

    private static void requireVersion(ResourceType type, KubeObject object) {
        boolean isBuiltIn = BuiltInTypes.get()
                .find(type.group(), type.version(), type.resource())
                .isPresent();
        boolean isConditional =
                !isBuiltIn || CONDITIONAL.contains(type.groupResource().toString());
        if (isConditional
                && (object.resourceVersion().isEmpty()
                        || object.resourceVersion().equals("0"))) {
            throw ApiFaults.invalid(
                    type,
                    object.name(),
                    List.of(Cause.invalid("metadata.resourceVersion", "0x0", "must be specified for an update")));
        }
    }
}
