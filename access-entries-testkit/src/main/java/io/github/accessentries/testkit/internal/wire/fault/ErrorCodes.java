package io.github.accessentries.testkit.internal.wire.fault;

import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.testkit.internal.wire.message.Operations;
import java.util.List;
import java.util.stream.Stream;

/**
 * The error codes that services have: those of their models, and those that any service of the same protocol can send. A code
 * that none has is a slip, and a test that scripts it would show how a program takes an error that never comes.
 */
final class ErrorCodes {

    private static final List<String> EKS = List.of(
            "AccessDeniedException",
            "BadRequestException",
            "ClientException",
            "InvalidParameterException",
            "InvalidRequestException",
            "InvalidStateException",
            "NotFoundException",
            "ResourceInUseException",
            "ResourceLimitExceededException",
            "ResourceNotFoundException",
            "ResourcePropagationDelayException",
            "ServerException",
            "ServiceUnavailableException",
            "ThrottlingException",
            "UnsupportedAvailabilityZoneException",
            // What stands before every service of this protocol.
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "InternalFailure",
            "InternalServerError",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestEntityTooLargeException",
            "RequestExpired",
            "RequestTimeout",
            "RequestTimeoutException",
            "SerializationException",
            "ServiceUnavailable",
            "TooManyRequestsException",
            "UnknownOperationException",
            "UnrecognizedClientException",
            "ValidationException");

    private static final List<String> QUERY = List.of(
            // STS.
            "ExpiredTokenException",
            "ExpiredTradeInTokenException",
            "IDPCommunicationError",
            "IDPRejectedClaim",
            "InvalidAuthorizationMessageException",
            "InvalidIdentityToken",
            "JWTPayloadSizeExceededException",
            "MalformedPolicyDocument",
            "OutboundWebIdentityFederationDisabledException",
            "PackedPolicyTooLarge",
            "RegionDisabledException",
            "SessionDurationEscalationException",
            // IAM.
            "ConcurrentModification",
            "DeleteConflict",
            "EntityAlreadyExists",
            "EntityTemporarilyUnmodifiable",
            "InvalidInput",
            "LimitExceeded",
            "NoSuchEntity",
            "PolicyNotAttachable",
            "ServiceFailure",
            "ServiceNotSupported",
            "UnmodifiableEntity",
            // What stands before every service of this protocol.
            "AccessDenied",
            "ExpiredToken",
            "IncompleteSignature",
            "InternalError",
            "InternalFailure",
            "InvalidAction",
            "InvalidClientTokenId",
            "InvalidParameterCombination",
            "InvalidParameterValue",
            "MalformedInput",
            "MalformedQueryString",
            "MissingAction",
            "MissingAuthenticationToken",
            "MissingParameter",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "RequestLimitExceeded",
            "ServiceUnavailable",
            "SignatureDoesNotMatch",
            "Throttling",
            "ThrottlingException",
            "ValidationError");

    private ErrorCodes() {}

    /** Makes sure that the service of an operation, or any if it is {@code *}, has a code. */
    static void require(String operation, String code) {
        List<String> known = known(operation);
        if (!known.contains(code)) {
            String service = operation.equals(Fault.ANY)
                    ? "EKS, STS and IAM, which have "
                    : "the service of " + operation + ", which has ";
            throw new IllegalArgumentException(PlainText.quoted(code) + " is not an error code of " + service
                    + String.join(", ", known) + Likeness.didYouMean(code, known.stream()));
        }
    }

    private static List<String> known(String operation) {
        if (!operation.equals(Fault.ANY)) {
            return Operations.isOfEks(operation) ? EKS : QUERY;
        }
        return Stream.of(EKS, QUERY).flatMap(List::stream).distinct().sorted().toList();
    }
}
