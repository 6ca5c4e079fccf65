package io.github.accessentries.testkit.internal.wire.message;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** The refusals of unsigned and wrongly signed requests, for which the services have different codes. */
public enum AuthenticationErrors {
    EKS(
            "eks",
            "MissingAuthenticationTokenException",
            "IncompleteSignatureException",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "ExpiredTokenException"),
    STS(
            "sts",
            "MissingAuthenticationToken",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "ExpiredToken"),
    IAM(
            "iam",
            "MissingAuthenticationToken",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "ExpiredToken");

    private final String service;
    private final String missing;
    private final String incomplete;
    private final String unknownKey;
    private final String wrongSignature;
    private final String ended;

    AuthenticationErrors(
            String service, String missing, String incomplete, String unknownKey, String wrongSignature, String ended) {
        this.service = service;
        this.missing = missing;
        this.incomplete = incomplete;
        this.unknownKey = unknownKey;
        this.wrongSignature = wrongSignature;
        this.ended = ended;
    }

    /** Whether this code refuses a request because its sender is not established. */
    public static boolean isOne(String code) {
        return Arrays.stream(values())
                .flatMap(errors -> Stream.of(
                        errors.missing, errors.incomplete, errors.unknownKey, errors.wrongSignature, errors.ended))
                .anyMatch(code::equals);
    }

    /** The name that the service has in signatures. */
    public String service() {
        return service;
    }

    /** A request that is not signed. */
    public ServiceFault missing() {
        return fault(missing, "Missing Authentication Token");
    }

    /** A signature that cannot be read. */
    public ServiceFault incomplete(String reason) {
        return fault(incomplete, reason);
    }

    /** An access key or session token that was never issued. */
    public ServiceFault unknownKey() {
        return fault(unknownKey, "The security token included in the request is invalid.");
    }

    /** A session that has ended. */
    public ServiceFault ended() {
        return fault(ended, "The security token included in the request is expired");
    }

    /** A signature that is not that of the request. */
    public ServiceFault wrongSignature() {
        return wrongSignature("The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    /** A signature that is not that of the request. */
    public ServiceFault wrongSignature(String reason) {
        return fault(wrongSignature, reason);
    }

    private static ServiceFault fault(String code, String message) {
        return new ServiceFault(code, 403, message, Map.of());
    }
}
