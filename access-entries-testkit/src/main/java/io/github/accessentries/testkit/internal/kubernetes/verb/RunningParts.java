package io.github.accessentries.testkit.internal.kubernetes.verb;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;

/**
 * What only a running object has, such as the log of a pod. Whoever gets here may have it, which is what a test of access
 * wants to know; it is then said that there is none.
 */
record RunningParts(ObjectStore store) implements ObjectHandler {

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        String name = call.info().name();
        if (store.get(type.groupResource(), call.info().key(type)).isEmpty()) {
            throw ApiFaults.notFound(type, name);
        }
        String part = type.resource() + "/" + call.info().subresource();
        throw ApiFaults.notImplemented("access to " + part + " of \"" + name
                + "\" is allowed, but nothing runs in this fake cluster; test against a real cluster what needs it");
    }
}
