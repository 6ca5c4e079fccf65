package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.Interruption;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
            requireUninterrupted(call, e);
            throw EksErrors.translate(call.action(), call.about(), e);
        } catch (AccessEntriesException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new AccessEntriesException(
                    "Could not " + call.action() + ": this version cannot read the answer of EKS. " + e.getMessage(),
                    call.about(),
                    e);
        } catch (RuntimeException e) {
            requireUninterrupted(call, e);
            throw new UnavailableException(
                    "Could not " + call.action() + ": the client of EKS failed with " + e
                            + "; check that it is open and rightly set up",
                    call.about(),
                    e);
        }
    }

    /** An interrupt is no fault of the network or of the client. What EKS has answered counts whatever came meanwhile. */
    private static void requireUninterrupted(EksCall<?> call, RuntimeException failure) {
        if (!(failure instanceof AwsServiceException) && Interruption.isBehind(failure)) {
            throw new UnavailableException(
                    "Could not " + call.action() + ": " + Interruption.before("EKS", call.changes()),
                    call.about(),
                    failure);
        }
    }
}
