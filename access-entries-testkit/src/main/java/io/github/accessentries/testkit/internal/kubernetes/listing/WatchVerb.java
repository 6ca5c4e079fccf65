package io.github.accessentries.testkit.internal.kubernetes.listing;

import io.github.accessentries.testkit.internal.kubernetes.body.Presenter;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenters;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.selector.SelectableFields;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Tells of changes as they happen. */
public record WatchVerb(ObjectStore store, SelectableFields fields, Presenters presenters, BooleanSupplier isThere)
        implements ObjectHandler {

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        Presenter presenter = presenters.of(call.request(), type);
        ListOptions options = ListOptions.of(call.request().query(), true);
        Scope scope = Scope.of(call, type, fields);
        long seconds = ListOptions.number(call.request().query(), "timeoutSeconds");
        return ApiResponse.stream(new WatchStream(
                store,
                presenter,
                scope,
                options,
                isThere,
                seconds == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds)));
    }
}
