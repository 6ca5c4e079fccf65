package io.github.accessentries.testkit.internal.service.role;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import java.util.Map;

/** Refusals of IAM in the words of real answers, as far as they are remembered: a row of {@code docs/unverified-answers.md}. */
final class IamFaults {

    private IamFaults() {}

    static ServiceFault roleNotFound(String name) {
        return noSuchEntity("The role with name " + name + " cannot be found.");
    }

    static ServiceFault userNotFound(String name) {
        return noSuchEntity("The user with name " + name + " cannot be found.");
    }

    static ServiceFault providerNotFound(String arn) {
        return noSuchEntity("OpenIDConnect Provider not found for arn " + arn);
    }

    static ServiceFault policyNotAttached(String arn) {
        return noSuchEntity("Policy " + arn + " was not found.");
    }

    private static ServiceFault noSuchEntity(String message) {
        return new ServiceFault("NoSuchEntity", 404, message, Map.of());
    }

    static ServiceFault roleExists(String name) {
        return new ServiceFault("EntityAlreadyExists", 409, "Role with name " + name + " already exists.", Map.of());
    }

    static ServiceFault providerExists(String url) {
        return new ServiceFault("EntityAlreadyExists", 409, "Provider with url " + url + " already exists.", Map.of());
    }

    static ServiceFault policiesAttached() {
        return new ServiceFault(
                "DeleteConflict", 409, "Cannot delete entity, must detach all policies first.", Map.of());
    }

    static ServiceFault userNameMissing() {
        return new ServiceFault(
                "ValidationError", 400, "Must specify userName when calling with non-User credentials", Map.of());
    }

    static ServiceFault invalid(String message) {
        return new ServiceFault("ValidationError", 400, message, Map.of());
    }
}
