package io.github.accessentries.internal.custompolicy;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.kubernetes.OwnMarks;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.name.ScopeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The objects that give a custom policy: one ClusterRole with the rules, in whose annotations are all scopes in which the policy
 * is granted, and for each scope the bindings of its group. So from the ClusterRole and the namespaces all else follows.
 */
public final class PolicyObjects {

    /** What stands before the short name of a scope in the annotations of a ClusterRole. */
    static final String SCOPE_KEY = "scope." + OwnMarks.DOMAIN;

    private PolicyObjects() {}

    /**
     * All objects of a policy.
     *
     * @param policy the policy
     * @param scopes where it is granted, each scope by itself
     * @param namespaces the existing namespaces
     * @return its ClusterRole, then the bindings
     * @throws IllegalArgumentException if the policy cannot be granted in one of the scopes
     */
    public static List<RbacObject> of(
            CustomPolicy policy, Collection<AccessScope> scopes, Collection<String> namespaces) {
        requireNonNull(policy, "policy");
        List<RbacObject> objects = new ArrayList<>();
        objects.add(role(policy, scopes));
        scopes.forEach(scope -> objects.addAll(bindings(policy.in(scope), namespaces)));
        return List.copyOf(objects);
    }

    /**
     * The ClusterRole of a policy.
     *
     * @param policy the policy
     * @param scopes where it is granted
     * @return the role
     */
    public static RbacRole role(CustomPolicy policy, Collection<AccessScope> scopes) {
        return role(policy.name(), policy.rules(), scopes);
    }

    /**
     * The ClusterRole of a policy.
     *
     * @param policy the name of the policy
     * @param rules its rules
     * @param scopes where it is granted
     * @return the role
     */
    public static RbacRole role(String policy, List<Rule> rules, Collection<AccessScope> scopes) {
        Map<String, String> annotations = new TreeMap<>();
        for (AccessScope scope : scopes) {
            ScopedPolicy scoped = ScopedPolicy.of(policy, scope);
            annotations.put(SCOPE_KEY + scoped.scopeId(), ScopeId.listed(scope.namespaces()));
        }
        return RbacRole.builder()
                .namespace(null)
                .name(ScopedPolicy.PREFIX + policy)
                .rules(rules)
                .labels(labels(policy))
                .annotations(annotations)
                .build();
    }

    private static Map<String, String> labels(String policy) {
        return Map.of(OwnMarks.MANAGED_BY, OwnMarks.THIS_LIBRARY, ScopedPolicy.POLICY_LABEL, policy);
    }

    /**
     * The bindings of one scope: a ClusterRoleBinding, or a RoleBinding in each namespace that is there and matches.
     *
     * @param scoped the policy in its scope
     * @param namespaces the existing namespaces
     * @return the bindings, sorted by namespace
     */
    public static List<RbacBinding> bindings(ScopedPolicy scoped, Collection<String> namespaces) {
        requireNonNull(namespaces, "namespaces");
        if (scoped.scope().isClusterWide()) {
            return List.of(binding(scoped, null));
        }
        List<NamePattern> patterns =
                scoped.scope().namespaces().stream().map(NamePattern::new).toList();
        Set<String> matching = new TreeSet<>();
        for (String namespace : namespaces) {
            if (patterns.stream().anyMatch(pattern -> pattern.matches(namespace))) {
                matching.add(namespace);
            }
        }
        return matching.stream().map(namespace -> binding(scoped, namespace)).toList();
    }

    private static RbacBinding binding(ScopedPolicy scoped, @Nullable String namespace) {
        return RbacBinding.builder()
                .namespace(namespace)
                .name(scoped.group())
                .roleKind(RbacBinding.CLUSTER_ROLE)
                .role(ScopedPolicy.PREFIX + scoped.policy())
                .addSubjects(RbacSubject.group(scoped.group()))
                .labels(labels(scoped.policy()))
                .annotations(Map.of(
                        ScopedPolicy.SCOPE_ANNOTATION,
                        ScopeId.listed(scoped.scope().namespaces())))
                .build();
    }
}
