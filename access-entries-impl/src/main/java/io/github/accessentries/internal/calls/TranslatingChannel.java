package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntriesException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates the SDK's exceptions into the library's own, and does so for answers that cannot be read. */
record TranslatingChannel(EksChannel next) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        try {
            return next.make(call);
        } catch (SdkException e) {
            throw EksErrors.translate(call.action(), call.about(), e);
        } catch (IllegalArgumentException e) {
            throw new AccessEntriesException(
                    "Could not " + call.action() + ": this version cannot read the answer of EKS. " + e.getMessage(),
                    call.about(),
                    e);
        }
    }
}
