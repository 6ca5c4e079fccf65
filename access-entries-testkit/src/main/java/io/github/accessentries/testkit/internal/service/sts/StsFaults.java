package io.github.accessentries.testkit.internal.service.sts;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import java.util.List;
import java.util.Map;

/** Refusals of STS in the words of real answers. */
final class StsFaults {

    private StsFaults() {}

    /** All constraints that a request breaks, in one refusal. */
    static ServiceFault constraints(List<String> broken) {
        return validation(broken.size() + (broken.size() == 1 ? " validation error" : " validation errors")
                + " detected: " + String.join("; ", broken));
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
