package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.trail.KubernetesCall;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes known of a call while it is answered, on one thread; it is read when it is over. */
final class CallRecord {

    private static final int NO_ANSWER = 0;

    private final RequestInfo info;
    private @Nullable KubernetesUser user;
    private @Nullable KubernetesUser impersonated;
    private boolean allowed;
    private String reason = "";
    private int status = NO_ANSWER;
    private Instant time = Instant.EPOCH;

    /** Begins the record of a call of which nothing is known but what it asks for. */
    CallRecord(RequestInfo info) {
        this.info = info;
    }

    /** It is known who calls. */
    void calledBy(KubernetesUser caller) {
        user = caller;
    }

    /** The caller may be somebody else. */
    void impersonating(KubernetesUser other) {
        impersonated = other;
    }

    /** The authorizer lets the call in. */
    void allowed(String because) {
        allowed = true;
        reason = because;
    }

    /** The call is refused, by whomever. */
    void refused(String because) {
        reason = because;
    }

    /** The call is over. */
    void ended(Instant at, int answered) {
        time = at;
        status = answered;
    }

    /** The call is over, and its client got no answer. */
    void cut(Instant at) {
        ended(at, NO_ANSWER);
    }

    /** The record as users see it. */
    KubernetesCall call() {
        KubernetesCall.Builder call = KubernetesCall.builder()
                .time(time)
                .user(Optional.ofNullable(user))
                .impersonatedUser(Optional.ofNullable(impersonated))
                .verb(info.verb())
                .path(info.path())
                .allowed(allowed)
                .reason(reason)
                .status(status);
        if (info.isForResource()) {
            String subresource = info.subresource().isEmpty() ? "" : "/" + info.subresource();
            call.apiGroup(info.group())
                    .resource(info.resource() + subresource)
                    .namespace(present(info.namespace()))
                    .name(present(info.name()));
        }
        return call.build();
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }
}
