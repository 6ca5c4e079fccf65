package io.github.accessentries.internal.calls;

import io.github.accessentries.RateLimit;
import org.slf4j.Logger;
import software.amazon.awssdk.services.eks.EksClient;

/** Makes calls to EKS. Whatever has to happen around each of them is a channel around another one. */
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
     * The whole way to EKS. The turn comes last, so that only calls that go out take one, each page of a list its own.
     * Exceptions are translated around both, since waiting for a turn can be interrupted. The audit log is told last of all,
     * by calls that succeeded.
     */
    static EksChannel of(EksClient client, RateLimit rateLimit, Logger audit) {
        return new AuditedChannel(
                new TranslatingChannel(new LimitedChannel(new ClientChannel(client), rateLimit)), audit);
    }
}
