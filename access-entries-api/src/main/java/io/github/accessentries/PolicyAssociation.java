package io.github.accessentries;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** An access policy with its scope, as part of an access entry. */
@CheckReturnValue
@Value.Immutable
public abstract class PolicyAssociation {

    PolicyAssociation() {}

    /**
     * An association without times, for use in a desired entry.
     *
     * @param policy the policy
     * @param scope the scope
     * @return the association
     */
    public static PolicyAssociation of(AccessPolicy policy, AccessScope scope) {
        return builder().policy(policy).scope(scope).build();
    }

    /**
     * Starts an association.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The access policy.
     *
     * @return the policy
     */
    public abstract AccessPolicy policy();

    /**
     * The access scope.
     *
     * @return the scope
     */
    public abstract AccessScope scope();

    /**
     * When the policy was first associated; a change of the scope does not change this.
     *
     * @return the time that EKS reports, empty if the association was not read from EKS
     */
    public abstract Optional<Instant> associatedAt();

    /**
     * When the scope last changed.
     *
     * @return the time that EKS reports, empty if the association was not read from EKS
     */
    public abstract Optional<Instant> modifiedAt();

    /**
     * The policy and the scope as text.
     *
     * @return for example {@code AmazonEKSEditPolicy in namespace team-a}
     */
    @Override
    public final String toString() {
        return policy() + " " + scope();
    }

    /** Builds associations. Not thread-safe. */
    public static final class Builder extends ImmutablePolicyAssociation.Builder {
        Builder() {}
    }
}
