package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.custompolicy.PolicyOnCluster;
import java.util.List;

/**
 * That an entry is to have a custom policy somewhere.
 *
 * @param policy the name of the policy
 * @param rules its rules
 * @param scope where the entry is to have it
 */
record PolicyUse(String policy, List<Rule> rules, AccessScope scope) {

    static PolicyUse of(CustomPolicy policy, AccessScope scope) {
        return new PolicyUse(policy.in(scope).policy(), policy.rules(), scope);
    }

    static PolicyUse of(PolicyOnCluster policy, AccessScope scope) {
        return new PolicyUse(policy.name(), policy.rules(), scope);
    }
}
