package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.HashedOnce;
import io.github.accessentries.internal.name.ScopeId;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CustomPolicy} by its name, where it is granted. On a cluster this is one Kubernetes group: access entries have the
 * group, and the bindings of that name give it the rules. Immutable.
 *
 * <pre>{@code
 * ScopedPolicy.of("team-operator", AccessScope.clusterWide()).group();   // access-entries:team-operator:cluster
 * }</pre>
 */
@CheckReturnValue
@Value.Immutable
@HashedOnce
public abstract class ScopedPolicy {

    /** What the names of all groups, roles and bindings of custom policies begin with. */
    public static final String PREFIX = "access-entries:";

    /** The label of the objects of a policy, whose value is the name of the policy. */
    public static final String POLICY_LABEL = "access-entries.github.io/policy";

    /** The annotation of a binding that has the namespaces and patterns of the scope as a JSON list, empty for the cluster. */
    public static final String SCOPE_ANNOTATION = "access-entries.github.io/scope";

    ScopedPolicy() {}

    /**
     * A policy in a scope.
     *
     * @param policy the name of the policy
     * @param scope where it is granted
     * @return the policy in that scope
     * @throws IllegalArgumentException if the name is not one of a {@link CustomPolicy}, or the scope is neither the whole cluster
     *     nor of namespaces that can exist
     */
    public static ScopedPolicy of(String policy, AccessScope scope) {
        return ImmutableScopedPolicy.of(policy, scope);
    }

    /** {@return the name of the policy} */
    @Value.Parameter
    public abstract String policy();

    /** {@return where it is granted} */
    @Value.Parameter
    public abstract AccessScope scope();

    @Value.Check
    void check() {
        CustomPolicy.requireName(policy());
        if (!scope().equals(
                        scope().isClusterWide()
                                ? AccessScope.clusterWide()
                                : AccessScope.namespaces(scope().namespaces()))) {
            throw new IllegalArgumentException("Policy " + PlainText.quoted(policy()) + " cannot be granted " + scope()
                    + "; grant it cluster-wide or in namespaces");
        }
    }

    /** {@return the short name of the scope: {@code cluster}, or ten hexadecimal digits that stand for its namespaces} */
    public final String scopeId() {
        return ScopeId.of(scope().namespaces());
    }

    /** {@return the Kubernetes group that stands for it, which is also the name of the bindings} */
    public final String group() {
        return role(policy()) + ":" + scopeId();
    }

    /** The name of the ClusterRole that has the rules of a policy. */
    static String role(String policy) {
        return PREFIX + policy;
    }

    /**
     * The policy and scope for which a binding stands. Only if its name, labels, annotations, role and place say the same
     * exactly, so that nobody takes something else for it; it gives to whoever is in the group, and may name other subjects.
     *
     * @param binding any binding, as it was read or as it is to be written
     * @return what it is a part of, empty if it is no binding of a custom policy
     */
    public static Optional<ScopedPolicy> of(RbacBinding binding) {
        requireNonNull(binding, "binding");
        // Of most bindings nothing more than this is looked at.
        if (!binding.name().startsWith(PREFIX)) {
            return Optional.empty();
        }
        @Nullable String policy = binding.labels().get(POLICY_LABEL);
        @Nullable String written = binding.annotations().get(SCOPE_ANNOTATION);
        return policy == null || written == null
                ? Optional.empty()
                : ScopeId.read(written).flatMap(names -> read(policy, names)).filter(read -> read.isOf(binding));
    }

    /**
     * What was written down by its parts.
     *
     * @return empty if nobody can grant that
     */
    private static Optional<ScopedPolicy> read(String policy, List<String> namespaces) {
        try {
            return Optional.of(
                    of(policy, namespaces.isEmpty() ? AccessScope.clusterWide() : AccessScope.namespaces(namespaces)));
        } catch (IllegalArgumentException nobodyWroteThat) {
            return Optional.empty();
        }
    }

    private boolean isOf(RbacBinding binding) {
        @Nullable String namespace = binding.namespace();
        return binding.name().equals(group())
                && binding.roleKind().equals(RbacBinding.CLUSTER_ROLE)
                && binding.role().equals(role(policy()))
                && (namespace == null
                        ? scope().isClusterWide()
                        : !scope().isClusterWide() && scope().includes(namespace));
    }

    /** Where a policy is granted, in fewer words than the scope has of its own. */
    static String shortly(AccessScope scope) {
        return scope.isKnown() && !scope.isClusterWide()
                ? "in " + PlainText.names(scope.namespaces())
                : scope.toString();
    }

    /**
     * The policy and where it is granted.
     *
     * @return for example {@code team-operator in namespaces team-a, team-a-*}
     */
    @Override
    public final String toString() {
        return policy() + " " + scope();
    }
}
