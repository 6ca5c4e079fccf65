package io.github.accessentries.internal.calls;

import io.github.accessentries.RateLimit;
import io.github.accessentries.internal.audit.AuditLog;
import software.amazon.awssdk.services.eks.EksClient;

/** Makes calls to EKS. Whatever happens around each call is a channel that wraps another one. */
interface EksChannel {

    /**
     * Makes a call and waits for its answer.
     *
     * @param call the call
     * @param <T> what the answer is read into
     * @return the answer
     */
    <T> T make(EksCall<T> call);

    /**
     * The complete stack of channels. The rate limit is innermost, so that only calls that really go out count against
     * it, each page of a list on its own. Exceptions are translated outside of it, because waiting for the rate limit
     * can be interrupted. The audit log is outermost, so that only calls that succeeded are logged.
     */
    static EksChannel of(EksClient client, RateLimit rateLimit, AuditLog audit) {
        return new AuditedChannel(
                new TranslatingChannel(new LimitedChannel(new ClientChannel(client), rateLimit)), audit);
    }
}
