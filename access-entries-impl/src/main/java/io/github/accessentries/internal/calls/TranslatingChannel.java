package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates whatever goes wrong into the library's own exceptions: those of the SDK, answers that cannot be read, and
 * failures of the client itself, for example because it is closed.
 */
record TranslatingChannel(EksChannel next) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        try {
            return next.make(call);
        } catch (SdkException e) {
            throw EksErrors.translate(call.action(), call.about(), e);
        } catch (AccessEntriesException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new AccessEntriesException(
                    "Could not " + call.action() + ": this version cannot read the answer of EKS. " + e.getMessage(),
                    call.about(),
                    e);
        } catch (RuntimeException e) {
            throw new UnavailableException(
                    "Could not " + call.action() + ": the client of EKS failed with " + e
                            + "; check that it is open and rightly set up",
                    call.about(),
                    e);
        }
    }
}
