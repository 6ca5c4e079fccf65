package io.github.accessentries.audit;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.Interruption;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates what CloudTrail refuses into the library's own exceptions. */
final class CloudTrailErrors {

    static final ErrorContext NO_CONTEXT = ErrorContext.builder().build();

    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    private CloudTrailErrors() {}

    static AccessEntriesException translate(String operation, SdkException exception) {
        String what = "Could not read the records of " + operation + " from CloudTrail: ";
        if (!(exception instanceof AwsServiceException service)) {
            return new UnavailableException(
                    what
                            + (Interruption.isBehind(exception)
                                    ? Interruption.before("CloudTrail", false)
                                    : "no answer (" + exception.getMessage()
                                            + "); check the client's network, region and credentials, or try again later"),
                    NO_CONTEXT,
                    exception);
        }
        Optional<AwsErrorDetails> details = Optional.ofNullable(service.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String reason = what + details.map(AwsErrorDetails::errorMessage).orElse("it gave no reason") + " ("
                + (code.isEmpty() ? "no error code" : code) + ", status " + service.statusCode() + "); ";
        ErrorContext.Builder context = ErrorContext.builder().statusCode(service.statusCode());
        if (!code.isEmpty()) {
            context.errorCode(code);
        }
        if (service.isThrottlingException()) {
            return new ThrottledException(
                    reason + "CloudTrail answers two lookups per second; share a rate limit, or try again later",
                    context.build(),
                    service);
        }
        if (service.statusCode() == FORBIDDEN || code.startsWith("AccessDenied")) {
            return new AccessDeniedException(
                    reason + "the caller needs cloudtrail:LookupEvents", context.build(), service);
        }
        return service.statusCode() >= SERVER_ERROR
                ? new UnavailableException(reason + "try again later", context.build(), service)
                : new AccessEntriesException(reason + "correct what CloudTrail names", context.build(), service);
    }
}
