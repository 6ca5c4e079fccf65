package io.github.accessentries.testkit.internal.service.sts;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Refusals of STS in the words of real answers, as far as they are remembered; those about second factors, sessions and web
 * identities are in rows of {@code docs/unverified-answers.md}.
 */
final class StsFaults {

    private StsFaults() {}

    /** All constraints that a request breaks, in one refusal. */
    static ServiceFault constraints(List<String> broken) {
        return validation(broken.size() + (broken.size() == 1 ? " validation error" : " validation errors")
                + " detected: " + String.join("; ", broken));
    }

    static ServiceFault notAuthorized(Caller caller, String action, String roleArn) {
        return denied(
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + roleArn);
    }

    static ServiceFault mfaIncomplete() {
        return denied("MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
    }

    static ServiceFault mfaInvalid() {
        return denied("MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial"
                + " number is valid and associated with this user.");
    }

    static ServiceFault sessionForASession() {
        return denied("Cannot call GetSessionToken with session credentials");
    }

    static ServiceFault webIdentityNotAuthorized() {
        return denied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    private static ServiceFault denied(String message) {
        return new ServiceFault("AccessDenied", 403, message, Map.of());
    }

    static ServiceFault longerThanTheRoleAllows() {
        return validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    static ServiceFault noProvider(String issuer) {
        return identity("No OpenIDConnect provider found in your account for " + issuer);
    }

    static ServiceFault wrongAudience() {
        return identity("Incorrect token audience");
    }

    static ServiceFault webIdentityUnknown() {
        return identity("Couldn't retrieve verification key from your identity provider,  please reference"
                + " AssumeRoleWithWebIdentity documentation for requirements");
    }

    private static ServiceFault identity(String message) {
        return new ServiceFault("InvalidIdentityToken", 400, message, Map.of());
    }

    static ServiceFault webIdentityExpired(Instant now, Instant end) {
        return new ServiceFault(
                "ExpiredTokenException",
                400,
                "Token expired: current date/time " + now.getEpochSecond() + " must be before the expiration date/time "
                        + end.getEpochSecond(),
                Map.of());
    }

    private static ServiceFault validation(String message) {
        return new ServiceFault("ValidationError", 400, message, Map.of());
    }
}
