package io.github.accessentries;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** An access policy together with where it holds, as part of an access entry. */
@CheckReturnValue
@Value.Immutable
public abstract class PolicyAssociation {

    PolicyAssociation() {}

    /**
     * An association without times, as one wishes for it.
     *
     * @param policy the policy
     * @param scope where it holds
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
     * What is allowed.
     *
     * @return the policy
     */
    public abstract AccessPolicy policy();

    /**
     * Where it is allowed.
     *
     * @return the scope
     */
    public abstract AccessScope scope();

    /**
     * When the policy was first given; giving it again with another scope leaves this as it was.
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
     * Policy and scope in words.
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
