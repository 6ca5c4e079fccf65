package io.github.accessentries.testkit.wire;

import io.github.accessentries.testkit.service.ServiceFault;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** The refusals of unsigned and wrongly signed requests, which the two services call by different names. */
enum AuthenticationErrors {
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

    /** Whether a request that was refused by this code has not shown who sent it. */
    static boolean isOne(String code) {
        return Arrays.stream(values())
                .flatMap(errors -> Stream.of(
                        errors.missing, errors.incomplete, errors.unknownKey, errors.wrongSignature, errors.ended))
                .anyMatch(code::equals);
    }

    /** The name that the service has in signatures. */
    String service() {
        return service;
    }

    ServiceFault missing() {
        return fault(missing, "Missing Authentication Token");
    }

    ServiceFault incomplete(String reason) {
        return fault(incomplete, reason);
    }

    ServiceFault unknownKey() {
        return fault(unknownKey, "The security token included in the request is invalid.");
    }

    ServiceFault ended() {
        return fault(ended, "The security token included in the request is expired");
    }

    ServiceFault wrongSignature() {
        return wrongSignature("The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    ServiceFault wrongSignature(String reason) {
        return fault(wrongSignature, reason);
    }

    private static ServiceFault fault(String code, String message) {
        return new ServiceFault(code, 403, message, Map.of());
    }
}
