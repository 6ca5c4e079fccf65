package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

/**
 * A rule of a {@link CustomPolicy} that the user has through its group. The policy only names what its binding gives: without
 * the policy's labels the binding would give the same.
 *
 * @param policy the policy, and where it is granted
 * @param binding what gives it on the cluster, with the rule
 */
public record GrantedByCustomPolicy(ScopedPolicy policy, GrantedByBinding binding) implements Reason {

    /**
     * Requires both.
     *
     * @param policy the policy
     * @param binding what gives it
     */
    public GrantedByCustomPolicy {
        requireNonNull(policy, "policy");
        requireNonNull(binding, "binding");
    }

    /**
     * The first rule that allows the request.
     *
     * @return the rule, which is one of the policy's ClusterRole
     */
    public Rule rule() {
        return binding.rule();
    }

    /** The ground in the words of kube-apiserver, which knows only the binding. */
    @Override
    public String text() {
        return binding.text();
    }

    @Override
    public String summary() {
        return policy.policy() + " " + ScopedPolicy.shortly(policy.scope());
    }

    /**
     * The ground.
     *
     * @return policy, scope and group, for example {@code custom policy team-operator cluster-wide, by group
     *     access-entries:team-operator:cluster}
     */
    @Override
    public String toString() {
        return "custom policy " + policy + ", by group " + policy.group();
    }
}
