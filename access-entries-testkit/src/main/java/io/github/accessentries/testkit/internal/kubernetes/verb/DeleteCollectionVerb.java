package io.github.accessentries.testkit.internal.kubernetes.verb;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenter;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenters;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.listing.Scope;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.selector.SelectableFields;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.kubernetes.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Deletes all objects that a selector selects, one after the other. */
record DeleteCollectionVerb(ObjectStore store, SelectableFields fields, Presenters presenters, DeleteVerb delete)
        implements ObjectHandler {

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        Presenter presenter = presenters.of(call.request(), type);
        DeleteOptions options = DeleteOptions.of(call.request());
        Scope scope = Scope.of(call, type, fields);
        Snapshot snapshot = store.snapshot(type.groupResource(), scope.namespace());
        List<KubeObject> removed = new ArrayList<>();
        for (KubeObject object : snapshot.objects()) {
            if (scope.contains(object)) {
                delete.remove(call, type, object.key(), options).ifPresent(each -> removed.add(each.object()));
            }
        }
        JsonObject metadata = new JsonObject();
        metadata.addProperty("resourceVersion", Long.toString(snapshot.version()));
        return presenter.list(metadata, removed);
    }
}
