package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntriesException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes our own exceptions of the SDK's, and of answers that cannot be read. */
record TranslatingChannel(EksChannel next) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        try {
            return next.make(call);
        } catch (SdkException e) {
            throw EksErrors.translate(call.action(), call.about(), e);
        } catch (IllegalArgumentException e) {
            throw new AccessEntriesException(
                    "Could not " + call.action() + ": EKS answered something that this version cannot read. "
                            + e.getMessage(),
                    call.about(),
                    e);
        }
    }
}
