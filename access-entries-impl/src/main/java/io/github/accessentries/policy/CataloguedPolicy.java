package io.github.accessentries.policy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.Rule;
import java.util.List;

/**
 * What is published about one access policy. Immutable.
 *
 * @param policy the policy
 * @param intendedFor what the policy is meant for, in a sentence or two
 * @param rules what the policy is known to allow, empty if AWS publishes nothing
 * @param complete whether the rules are all that the policy allows; if not, it may allow more than is known
 * @param serviceLinkedOnly whether only roles of AWS services can have the policy
 */
public record CataloguedPolicy(
        AccessPolicy policy, String intendedFor, List<Rule> rules, boolean complete, boolean serviceLinkedOnly) {

    /**
     * Keeps a copy of the rules.
     *
     * @param policy the policy
     * @param intendedFor what the policy is meant for
     * @param rules what the policy is known to allow
     * @param complete whether the rules are all that the policy allows
     * @param serviceLinkedOnly whether only roles of AWS services can have the policy
     */
    public CataloguedPolicy {
        rules = List.copyOf(rules);
    }
}
