package io.github.accessentries.testkit.internal.service.trust;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether somebody may do something with a role.
 *
 * @param action for example {@code sts:AssumeRole}
 * @param callers every name under which a policy may mean the caller: ARNs and the account; none for a web identity
 * @param federatedBy the ARN of the provider of a web identity
 * @param context values by the names of condition keys, in lower case
 */
public record TrustQuestion(
        String action, Set<String> callers, Optional<String> federatedBy, Map<String, String> context) {

    /** The same question for another action. */
    TrustQuestion of(String otherAction) {
        return new TrustQuestion(otherAction, callers, federatedBy, context);
    }
}
