package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ClusterNotFoundException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.QuotaExceededException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates exceptions of the SDK into the library's own.
 *
 * <p>Uses the error code rather than the SDK's class, because errors that an operation does not declare arrive as the
 * service's base exception. Where one code stands for several situations, the service's text tells them apart.
 */
public final class EksErrors {

    private interface Constructor {
        AccessEntriesException make(String message, ErrorContext context, Throwable cause);
    }

    /**
     * One situation.
     *
     * @param mayPass whether the same call may succeed a little later: the entry was created or deleted between our
     *     read and our change, or a new entry or IAM principal has not yet propagated everywhere in EKS
     */
    private record Row(String code, String textPart, Constructor constructor, boolean mayPass, String remedy) {
        boolean fits(String errorCode, String text) {
            return code.equals(errorCode) && text.contains(textPart);
        }
    }

    private static final String CALLER = "check which identity the client runs as and what IAM allows it";
    private static final String LATER = "try again later";
    private static final String SLOWER = "call less often, or try again later";
    private static final String MEND = "correct the value that EKS names";

    /** The first row that matches wins. */
    private static final List<Row> BY_CODE = List.of(
            lasting(
                    "ResourceNotFoundException",
                    "No cluster found",
                    ClusterNotFoundException::new,
                    "check the name, and the account and region that the client runs in"),
            lasting(
                    "ResourceNotFoundException",
                    "policyArn",
                    InvalidAccessRequestException::new,
                    "policies() lists the available access policies"),
            passing(
                    "ResourceNotFoundException",
                    "",
                    AccessEntryNotFoundException::new,
                    "principals() lists the existing entries, grant() creates one"),
            passing(
                    "NotFoundException",
                    "",
                    AccessEntryNotFoundException::new,
                    "it has been deleted; apply the grant again"),
            passing(
                    "ResourceInUseException",
                    "",
                    AccessConflictException::new,
                    "it was created or is being changed by another caller; read it again before retrying"),
            lasting(
                    "InvalidRequestException",
                    "authentication mode",
                    AuthenticationModeException::new,
                    "the cluster uses only the aws-auth ConfigMap; change its authentication mode to"
                            + " API_AND_CONFIG_MAP first, which cannot be undone"),
            passing(
                    "InvalidParameterException",
                    "invalid principal",
                    InvalidAccessRequestException::new,
                    "check the principal's name and path; if it was created just now, EKS may need more time to see"
                            + " it than propagationPatience allows"),
            lasting("InvalidParameterException", "", InvalidAccessRequestException::new, MEND),
            lasting("InvalidRequestException", "", InvalidAccessRequestException::new, MEND),
            lasting("BadRequestException", "", InvalidAccessRequestException::new, MEND),
            lasting("ClientException", "", InvalidAccessRequestException::new, MEND),
            lasting(
                    "ResourceLimitExceededException",
                    "",
                    QuotaExceededException::new,
                    "revoke entries that are no longer used, or grant to roles that several people can assume"),
            lasting("AccessDeniedException", "", AccessDeniedException::new, CALLER),
            lasting("UnrecognizedClientException", "", AccessDeniedException::new, CALLER),
            lasting("InvalidSignatureException", "", AccessDeniedException::new, CALLER),
            lasting("ExpiredTokenException", "", AccessDeniedException::new, "renew the credentials of the client"),
            lasting("MissingAuthenticationTokenException", "", AccessDeniedException::new, CALLER),
            lasting("ThrottlingException", "", ThrottledException::new, SLOWER),
            lasting("ResourcePropagationDelayException", "", UnavailableException::new, LATER),
            lasting("ServerException", "", UnavailableException::new, LATER),
            lasting("ServiceUnavailableException", "", UnavailableException::new, LATER));

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private EksErrors() {}

    /**
     * Translates an exception.
     *
     * @param action what was tried, phrased to follow "could not"
     * @param known the cluster and the principal of the call
     */
    static AccessEntriesException translate(String action, ErrorContext known, SdkException exception) {
        if (!(exception instanceof AwsServiceException service)) {
            return new UnavailableException(
                    "Could not " + action + ": no answer from EKS (" + exception.getMessage()
                            + "); check the client's network, region and credentials, or try again later",
                    known,
                    exception);
        }
        Row row = row(service);
        String code = code(service);
        String text = text(service);
        String requestId = service.requestId() == null ? "" : service.requestId();
        String message = "Could not " + action + ": " + (text.isEmpty() ? "EKS gave no reason" : text) + " ("
                + (code.isEmpty() ? "no error code" : code) + ", status " + service.statusCode() + ", request id "
                + (requestId.isEmpty() ? "unknown" : requestId) + "); " + row.remedy();
        ErrorContext.Builder context = ErrorContext.builder();
        context.from(known).statusCode(service.statusCode());
        if (!code.isEmpty()) {
            context.errorCode(code);
        }
        if (!requestId.isEmpty()) {
            context.requestId(requestId);
        }
        return row.constructor().make(message, context.build(), exception);
    }

    private static Row row(AwsServiceException service) {
        String code = code(service);
        String text = text(service);
        return BY_CODE.stream()
                .filter(row -> row.fits(code, text))
                .findFirst()
                .orElseGet(() -> byStatus(code, service.statusCode()));
    }

    private static String code(AwsServiceException service) {
        return Optional.ofNullable(service.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    private static String text(AwsServiceException service) {
        return Optional.ofNullable(service.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .orElse("");
    }

    /**
     * Whether the failed call may succeed a little later.
     *
     * @param exception the exception of the failed call
     * @return {@code true} after a concurrent change, or if something has not propagated yet
     */
    public static boolean mayPass(AccessEntriesException exception) {
        return exception.getCause() instanceof AwsServiceException service
                && row(service).mayPass();
    }

    /**
     * Adds a remark to the message of a failed call.
     *
     * @param exception the exception of the failed call
     * @param remark how the message goes on
     * @return an exception of the same class with the same context and cause; the exception itself if its class says that
     *     it did not come from a call
     */
    public static AccessEntriesException withRemark(AccessEntriesException exception, String remark) {
        String message = exception.getMessage() + remark;
        if (exception.getCause() instanceof AwsServiceException service) {
            return row(service).constructor().make(message, exception.context(), service);
        }
        if (exception.getClass() == UnavailableException.class) {
            return new UnavailableException(message, exception.context(), exception);
        }
        return exception.getClass() == AccessEntriesException.class
                ? new AccessEntriesException(message, exception.context(), exception)
                : exception;
    }

    private static Row lasting(String code, String textPart, Constructor constructor, String remedy) {
        return new Row(code, textPart, constructor, false, remedy);
    }

    private static Row passing(String code, String textPart, Constructor constructor, String remedy) {
        return new Row(code, textPart, constructor, true, remedy);
    }

    /** For error codes that this version does not know. */
    private static Row byStatus(String code, int status) {
        if (status == FORBIDDEN) {
            return lasting(code, "", AccessDeniedException::new, CALLER);
        }
        if (status == TOO_MANY_REQUESTS) {
            return lasting(code, "", ThrottledException::new, SLOWER);
        }
        if (status >= SERVER_ERROR) {
            return lasting(code, "", UnavailableException::new, LATER);
        }
        return lasting(code, "", AccessEntriesException::new, "this version does not know the error code");
    }
}
