package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A Role or ClusterRole of Kubernetes. Immutable.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/">RBAC, in the documentation of Kubernetes</a>
 */
@CheckReturnValue
@Value.Immutable
public abstract non-sealed class RbacRole implements RbacObject {

    RbacRole() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the namespace of a Role, {@code null} for a ClusterRole} */
    @Override
    public abstract @Nullable String namespace();

    /** {@return the name} */
    @Override
    public abstract String name();

    /**
     * {@return its rules; those of an aggregated ClusterRole are the ones that the cluster has filled in, or, in a text, those of
     * the roles there that it selects}
     */
    public abstract List<Rule> rules();

    @Override
    public abstract Map<String, String> labels();

    @Override
    public abstract Map<String, String> annotations();

    /**
     * A ClusterRole.
     *
     * @param name its name
     * @param rules what it allows, in the whole cluster or wherever it is bound
     * @return the role
     */
    public static RbacRole clusterRole(String name, Rule... rules) {
        return builder().name(name).addRules(requireNonNull(rules, "rules")).build();
    }

    /**
     * A Role.
     *
     * @param namespace its namespace
     * @param name its name
     * @param rules what it allows in that namespace
     * @return the role
     */
    public static RbacRole role(String namespace, String name, Rule... rules) {
        return builder()
                .namespace(requireNonNull(namespace, "namespace"))
                .name(name)
                .addRules(requireNonNull(rules, "rules"))
                .build();
    }

    /**
     * The role as text.
     *
     * @return name and rules on one line
     */
    @Override
    public final String toString() {
        return reference() + " " + rules();
    }

    @Override
    public final List<String> faults() {
        List<String> faults = new ArrayList<>();
        ObjectNames.check("a role", name(), faults);
        ObjectNames.checkNamespace(namespace(), faults);
        faults.addAll(WrittenRules.faults(rules(), namespace() == null));
        return List.copyOf(faults);
    }

    @Override
    public final String kind() {
        return namespace() == null ? RbacBinding.CLUSTER_ROLE : RbacBinding.ROLE;
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRbacRole.Builder {
        Builder() {}
    }
}
