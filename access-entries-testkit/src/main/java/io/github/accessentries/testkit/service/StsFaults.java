package io.github.accessentries.testkit.service;

import java.util.List;
import java.util.Map;

/** The refusals of STS. What of them is a guess stands in the table of this package's description. */
final class StsFaults {

    private StsFaults() {}

    /** All constraints that a request breaks, in one refusal. */
    static ServiceFault constraints(List<String> broken) {
        return validation(broken.size() + (broken.size() == 1 ? " validation error" : " validation errors")
                + " detected: " + String.join("; ", broken));
    }

    static ServiceFault roleInvalid(String roleArn) {
        return validation(roleArn + " is invalid");
    }

    static ServiceFault notANumber(String name) {
        return new ServiceFault("MalformedInput", 400, name + " must be an integer", Map.of());
    }

    static ServiceFault notAuthorized(Caller caller, String roleArn) {
        return new ServiceFault(
                "AccessDenied",
                403,
                "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn,
                Map.of());
    }

    private static ServiceFault validation(String message) {
        return new ServiceFault("ValidationError", 400, message, Map.of());
    }
}
