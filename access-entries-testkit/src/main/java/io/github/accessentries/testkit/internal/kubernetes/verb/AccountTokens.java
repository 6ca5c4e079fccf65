package io.github.accessentries.testkit.internal.kubernetes.verb;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;

/** Tokens of service accounts. Whoever gets here may have one; it is then said that there is none. */
record AccountTokens() implements ObjectHandler {

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        throw ApiFaults.notImplemented("this fake cluster signs no tokens of service accounts; to try what \""
                + call.info().name() + "\" may do, impersonate system:serviceaccount:"
                + call.info().namespace() + ":"
                + call.info().name());
    }
}
