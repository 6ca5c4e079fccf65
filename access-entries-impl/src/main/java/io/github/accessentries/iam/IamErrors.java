package io.github.accessentries.iam;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.Interruption;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What goes wrong between this library and IAM or STS, in the library's own exceptions. */
final class IamErrors {

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private static final String NOT_FOUND = "NoSuchEntity";

    /** What the query protocol of IAM and STS calls it if the caller is nobody. */
    private static final Set<String> UNKNOWN_CALLER = Set.of(
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "ExpiredToken",
            "ExpiredTokenException");

    private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException", "OptInRequired");

    private static final Set<String> THROTTLED =
            Set.of("Throttling", "ThrottlingException", "RequestLimitExceeded", "RequestThrottled");

    private IamErrors() {}

    static boolean saysThatThereIsNone(SdkException exception) {
        return exception instanceof AwsServiceException service && code(service).equals(NOT_FOUND);
    }

    /**
     * Translates an exception. None of them ever means that a principal does not exist.
     *
     * @param what what was tried, phrased to follow "could not"
     * @param action the action that the caller has to be allowed, for example {@code iam:GetRole}
     */
    static AccessEntriesException translate(String what, String action, SdkException exception) {
        if (!(exception instanceof AwsServiceException service)) {
            return new UnavailableException(
                    "Could not " + what + ": "
                            + (Interruption.isBehind(exception)
                                    ? Interruption.before("IAM", false)
                                    : "no answer to " + action + " (" + exception.getMessage()
                                            + "); check the client's network, region and credentials, or try again later"),
                    ErrorContext.builder().build(),
                    exception);
        }
        String code = code(service);
        ErrorContext.Builder told = ErrorContext.builder();
        told.statusCode(service.statusCode());
        if (!code.isEmpty()) {
            told.errorCode(code);
        }
        Optional.ofNullable(service.requestId()).ifPresent(told::requestId);
        ErrorContext context = told.build();
        String failure = "Could not " + what + ": " + text(service) + " (" + (code.isEmpty() ? "no error code" : code)
                + ", status " + service.statusCode() + "); ";
        if (UNKNOWN_CALLER.contains(code)) {
            return new AccessDeniedException(
                    failure + "check which credentials the client has, or renew them", context, exception);
        }
        if (THROTTLED.contains(code) || service.statusCode() == TOO_MANY_REQUESTS) {
            return new ThrottledException(
                    failure
                            + "IAM throttles all callers of an account together, so call less often, or try again later",
                    context,
                    exception);
        }
        if (DENIED.contains(code) || service.statusCode() == FORBIDDEN) {
            return new AccessDeniedException(
                    failure + "allow the caller " + action
                            + ", or leave the account out of the directory: without an answer, nothing is concluded",
                    context,
                    exception);
        }
        return service.statusCode() >= SERVER_ERROR
                ? new UnavailableException(failure + "try again later", context, exception)
                : new AccessEntriesException(failure + "this version does not know the error code", context, exception);
    }

    private static String code(AwsServiceException service) {
        return Optional.ofNullable(service.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    private static String text(AwsServiceException service) {
        return Optional.ofNullable(service.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .orElse("there is no reason in the answer");
    }
}
