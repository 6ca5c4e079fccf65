package io.github.accessentries.testkit.internal.kubernetes.listing;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenter;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenters;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.selector.SelectableFields;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.kubernetes.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Lists objects, whole or in parts that are all of one moment. */
public record ListVerb(ObjectStore store, SelectableFields fields, Presenters presenters) implements ObjectHandler {

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        Presenter presenter = presenters.of(call.request(), type);
        ListOptions options = ListOptions.of(call.request().query(), false);
        Scope scope = Scope.of(call, type, fields);
        Snapshot snapshot = snapshot(options, type, scope.namespace());
        List<KubeObject> selected = selected(snapshot, scope, options);
        int limit = options.limit() == 0 ? selected.size() : Math.min(options.limit(), selected.size());
        JsonObject metadata = new JsonObject();
        metadata.addProperty("resourceVersion", Long.toString(snapshot.version()));
        if (limit < selected.size()) {
            ContinueToken token = new ContinueToken(
                    snapshot.version(), selected.get(limit - 1).key());
            metadata.addProperty("continue", token.text());
            if (scope.isEverything()) {
                metadata.addProperty("remainingItemCount", selected.size() - limit);
            }
        }
        return presenter.list(metadata, selected.subList(0, limit));
    }

    private Snapshot snapshot(ListOptions options, ResourceType type, String namespace) {
        if (!options.goOn().isEmpty()) {
            if (options.versionNumber() > 0) {
                throw ApiFaults.badRequest("specifying resource version is not allowed when using continue");
            }
            ContinueToken token = ContinueToken.parse(options.goOn());
            return store.snapshot(type.groupResource(), namespace, token.version())
                    .orElseThrow(() -> ApiFaults.expired(
                            "The provided continue parameter is too old to display a consistent list result. You must start"
                                    + " a new list without the continue parameter."));
        }
        Snapshot now = store.snapshot(type.groupResource(), namespace);
        long asked = options.versionNumber();
        if (asked > now.version()) {
            throw ApiFaults.versionToCome(asked, now.version());
        }
        return options.isExact()
                ? store.snapshot(type.groupResource(), namespace, asked)
                        .orElseThrow(() -> ApiFaults.expired("The resourceVersion for the provided list is too old."))
                : now;
    }

    private static List<KubeObject> selected(Snapshot snapshot, Scope scope, ListOptions options) {
        if (options.goOn().isEmpty() && scope.isEverything()) {
            return snapshot.objects();
        }
        List<KubeObject> selected = new ArrayList<>();
        ContinueToken token = options.goOn().isEmpty() ? null : ContinueToken.parse(options.goOn());
        for (KubeObject object : snapshot.objects()) {
            boolean follows = token == null || object.key().compareTo(token.last()) > 0;
            if (follows && scope.contains(object)) {
                selected.add(object);
            }
        }
        return selected;
    }
}
