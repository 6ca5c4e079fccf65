package io.github.accessentries.testkit.internal.kubernetes.verb;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenter;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenters;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.lifecycle.Removals;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectWriter;
import io.github.accessentries.testkit.internal.kubernetes.writing.WriteOptions;
import io.github.accessentries.testkit.internal.kubernetes.writing.Writing;
import java.util.Optional;
import java.util.Set;

/** Deletes an object. */
record DeleteVerb(ObjectWriter writer, Removals removals, Presenters presenters) implements ObjectHandler {

    /** The kinds whose deletion is answered with the object that is gone; for others it is only said that it is. */
    private static final Set<String> SHOWN = Set.of(
            "persistentvolumeclaims",
            "persistentvolumes",
            "pods",
            "podtemplates",
            "resourcequotas",
            "serviceaccounts",
            "services",
            "storageclasses.storage.k8s.io");

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        Presenter presenter = presenters.of(call.request(), type);
        DeleteOptions options = DeleteOptions.of(call.request());
        ObjectKey key = call.info().key(type);
        Removals.Removed removed =
                remove(call, type, key, options).orElseThrow(() -> ApiFaults.notFound(type, key.name()));
        boolean isShown =
                !removed.isGone() || SHOWN.contains(type.groupResource().toString());
        return isShown
                ? presenter.object(200, removed.object())
                : ApiResponse.json(200, success(type, removed.object()));
    }

    Optional<Removals.Removed> remove(ApiCall call, ResourceType type, ObjectKey key, DeleteOptions options) {
        Writing writing = Writing.of(call, type, new WriteOptions(options.isDryRun(), ""));
        return removals.remove(type.groupResource(), key, options.propagation(), options.isDryRun(), object -> {
            writer.admitDeletion(writing, object);
            options.require(type, object);
            return object;
        });
    }

    private static JsonObject success(ResourceType type, KubeObject gone) {
        JsonObject details = new JsonObject();
        details.addProperty("name", gone.name());
        if (!type.group().isEmpty()) {
            details.addProperty("group", type.group());
        }
        details.addProperty("kind", type.resource());
        details.addProperty("uid", gone.uid());
        JsonObject status = success();
        status.add("details", details);
        return status;
    }

    /** What is answered where there is nothing to show. */
    static JsonObject success() {
        JsonObject status = new JsonObject();
        status.addProperty("kind", "Status");
        status.addProperty("apiVersion", "v1");
        status.add("metadata", new JsonObject());
        status.addProperty("status", "Success");
        return status;
    }
}
