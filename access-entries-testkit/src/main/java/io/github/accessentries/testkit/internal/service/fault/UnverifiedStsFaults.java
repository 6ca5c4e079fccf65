package io.github.accessentries.testkit.internal.service.fault;

import java.util.Map;

/**
 * Refusals of STS whose text or code is a guess. Each is in a row of {@code docs/unverified-answers.md}; tests should not
 * match on these texts.
 */
public final class UnverifiedStsFaults {

    private UnverifiedStsFaults() {}

    /** A malformed ARN of a role to assume, of sufficient length. */
    public static ServiceFault roleInvalid(String roleArn) {
        return new ServiceFault("ValidationError", 400, roleArn + " is invalid", Map.of());
    }

    /** A parameter that has to be a number. */
    public static ServiceFault notANumber(String name) {
        return new ServiceFault("MalformedInput", 400, name + " must be an integer", Map.of());
    }

    /** An access key that nobody has. */
    public static ServiceFault accessKeyUnknown(String accessKeyId) {
        return new ServiceFault("ValidationError", 400, "The access key " + accessKeyId + " does not exist", Map.of());
    }

    /** A tag that is to be handed on and that the session does not have. */
    public static ServiceFault transitiveTagMissing(String key) {
        return new ServiceFault(
                "InvalidParameterValue",
                400,
                "The transitive tag key " + key + " is not among the tags of the session",
                Map.of());
    }
}
