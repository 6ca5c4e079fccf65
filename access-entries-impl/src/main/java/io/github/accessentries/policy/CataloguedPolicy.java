package io.github.accessentries.policy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.Rule;
import java.util.List;
import org.immutables.value.Value;

/** What is published about one access policy. Immutable. */
@Value.Immutable
public abstract class CataloguedPolicy {

    CataloguedPolicy() {}

    /**
     * The policy.
     *
     * @return its name and ARN
     */
    public abstract AccessPolicy policy();

    /**
     * What the policy is meant for.
     *
     * @return a sentence or two
     */
    public abstract String intendedFor();

    /**
     * What the policy is known to allow.
     *
     * @return the published rules, empty if AWS publishes none
     */
    public abstract List<Rule> rules();

    /**
     * Whether {@link #rules()} is all that the policy allows. If not, the policy may allow more than is known.
     *
     * @return {@code true} if AWS publishes every rule
     */
    public abstract boolean complete();

    /**
     * Whether only roles of AWS services can have the policy.
     *
     * @return {@code true} if EKS refuses to associate it with other principals
     */
    public abstract boolean serviceLinkedOnly();

    static final class Builder extends ImmutableCataloguedPolicy.Builder {}
}
