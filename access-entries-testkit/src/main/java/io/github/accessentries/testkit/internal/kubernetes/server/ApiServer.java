package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;

/**
 * The API server of one cluster: asks who calls, then whether they may, then for the answer. Thread-safe.
 */
public final class ApiServer implements KubernetesWire {

    private final Callers callers;
    private final Permissions permissions;
    private final ApiHandler handler;

    /**
     * Puts a server together.
     *
     * @param callers who calls
     * @param permissions whether they may
     * @param handler what answers those who may
     */
    public ApiServer(Callers callers, Permissions permissions, ApiHandler handler) {
        this.callers = callers;
        this.permissions = permissions;
        this.handler = handler;
    }

    @Override
    public ApiResponse exchange(ApiRequest request) {
        try {
            KubernetesUser user = callers.caller(request);
            RequestInfo info = RequestInfo.of(request);
            permissions.require(user, info);
            return handler.answer(new ApiCall(request, info, user));
        } catch (ApiFault fault) {
            return fault.response();
        }
    }
}
