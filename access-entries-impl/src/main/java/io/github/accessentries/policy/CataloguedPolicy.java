package io.github.accessentries.policy;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.Rule;
import java.util.List;

/**
 * What is known about one access policy. Immutable.
 *
 * @param policy the policy
 * @param intendedFor what the policy is meant for, in a sentence or two; empty if nobody says
 * @param rules what the policy is known to allow; empty unless the knowledge is exact or partial
 * @param knowledge how well the rules are known
 * @param serviceLinkedOnly whether only roles of AWS services can have the policy
 * @param source where the rules are from, for people; empty if nobody says
 */
public record CataloguedPolicy(
        AccessPolicy policy,
        String intendedFor,
        List<Rule> rules,
        Knowledge knowledge,
        boolean serviceLinkedOnly,
        String source) {

    /**
     * Checks that rules and knowledge fit, and keeps a copy of the rules.
     *
     * @param policy the policy
     * @param intendedFor what the policy is meant for
     * @param rules what the policy is known to allow
     * @param knowledge how well the rules are known
     * @param serviceLinkedOnly whether only roles of AWS services can have the policy
     * @param source where the rules are from
     * @throws IllegalArgumentException if there are rules although none are known, or none although some are
     */
    public CataloguedPolicy {
        requireNonNull(policy, "policy");
        rules = List.copyOf(rules);
        boolean someKnown = knowledge == Knowledge.EXACT || knowledge == Knowledge.PARTIAL;
        if (rules.isEmpty() == someKnown) {
            throw new IllegalArgumentException(
                    "Policy " + policy + " is known as " + knowledge + " but has " + rules.size()
                            + " rules; EXACT and PARTIAL need rules, DESCRIBED and UNKNOWN mean that there are none");
        }
    }

    /**
     * Whether the rules are all that the policy allows.
     *
     * @return {@code false} if the policy may allow more than is known
     */
    public boolean complete() {
        return knowledge == Knowledge.EXACT;
    }
}
