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
}
