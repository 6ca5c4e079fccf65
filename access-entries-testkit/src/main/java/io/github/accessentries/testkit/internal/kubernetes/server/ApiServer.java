package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.wire.record.Trail;
import io.github.accessentries.testkit.trail.KubernetesCall;
import java.io.UncheckedIOException;
import java.time.Clock;

/**
 * The API server of one cluster: asks who calls, then whether they may, then for the answer, and keeps a record of it.
 * Thread-safe.
 */
public final class ApiServer implements KubernetesWire {

    private final Callers callers;
    private final Permissions permissions;
    private final ApiHandler handler;
    private final Trail<KubernetesCall> trail;
    private final Clock clock;

    /**
     * Puts a server together.
     *
     * @param callers who calls
     * @param permissions whether they may
     * @param handler what answers those who may
     * @param trail gets a record of each call
     * @param clock the time of the records
     */
    public ApiServer(
            Callers callers, Permissions permissions, ApiHandler handler, Trail<KubernetesCall> trail, Clock clock) {
        this.callers = callers;
        this.permissions = permissions;
        this.handler = handler;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public ApiResponse exchange(ApiRequest request) {
        RequestInfo info;
        try {
            info = RequestInfo.of(request);
        } catch (ApiFault fault) {
            return fault.response();
        }
        CallRecord call = new CallRecord(info);
        try {
            ApiResponse response = answer(request, info, call);
            call.ended(clock.instant(), response.status());
            return response;
        } catch (UncheckedIOException e) {
            call.cut(clock.instant());
            throw e;
        } finally {
            trail.add(call::call);
        }
    }

    private ApiResponse answer(ApiRequest request, RequestInfo info, CallRecord call) {
        try {
            KubernetesUser caller = callers.caller(request);
            call.calledBy(caller);
            KubernetesUser user = callers.impersonated(caller, request)
                    .map(other -> {
                        call.impersonating(other);
                        return other;
                    })
                    .orElse(caller);
            Decision decision = permissions.require(user, info);
            call.allowed(
                    decision.reasons().stream().findFirst().map(Reason::text).orElse(""));
            return handler.answer(new ApiCall(request, info, user));
        } catch (ApiFault fault) {
            call.refused(fault.message());
            return fault.response();
        }
    }
}
