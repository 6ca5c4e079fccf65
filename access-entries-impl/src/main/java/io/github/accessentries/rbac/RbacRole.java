package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Role or ClusterRole of Kubernetes. Immutable.
 *
 * @param namespace the namespace of a Role, {@code null} for a ClusterRole
 * @param name the name
 * @param rules what it allows; those of an aggregated ClusterRole are the ones that the cluster has filled in
 */
public record RbacRole(@Nullable String namespace, String name, List<Rule> rules) {

    /**
     * Keeps a copy of the rules.
     *
     * @param namespace the namespace of a Role, {@code null} for a ClusterRole
     * @param name the name
     * @param rules what it allows
     */
    public RbacRole {
        rules = List.copyOf(rules);
    }
}
