package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what Kubernetes RBAC allows, by the rules of kube-apiserver: a ClusterRoleBinding speaks for every request, a
 * RoleBinding for requests in its namespace. Bindings are kept by subject and namespace, so that a question meets only
 * those that concern it.
 */
final class RbacAuthorizer {

    /** Neither can be the name of a namespace. */
    private static final String OF_THE_CLUSTER = "";

    private static final String NOWHERE = "/";

    /** A role as one binding gives it to one subject. */
    private record Grant(RbacBinding binding, String subjectKind, String subject, List<CompiledRule> rules) {

        Optional<Reason> reasonFor(AccessRequest request) {
            for (CompiledRule rule : rules) {
                if (rule.allows(request)) {
                    return Optional.of(new GrantedByBinding(
                            binding.name(),
                            binding.namespace(),
                            binding.roleKind(),
                            binding.role(),
                            subjectKind,
                            subject,
                            rule.rule()));
                }
            }
            return Optional.empty();
        }
    }

    /** All grants of one subject. */
    private record Grants(List<Grant> clusterWide, Map<String, List<Grant>> byNamespace) {

        Grants() {
            this(new ArrayList<>(), new HashMap<>());
        }

        void add(Grant grant) {
            String namespace = grant.binding().namespace();
            (namespace == null ? clusterWide : byNamespace.computeIfAbsent(namespace, each -> new ArrayList<>()))
                    .add(grant);
        }
    }

    private final Map<String, Grants> users = new HashMap<>();
    private final Map<String, Grants> groups = new HashMap<>();

    RbacAuthorizer(RbacObjects objects) {
        Map<String, Map<String, List<CompiledRule>>> roles = new HashMap<>();
        for (RbacRole role : objects.roles()) {
            roles.computeIfAbsent(role.namespace() == null ? OF_THE_CLUSTER : role.namespace(), each -> new HashMap<>())
                    .put(
                            role.name(),
                            role.rules().stream().map(CompiledRule::new).toList());
        }
        for (RbacBinding binding : objects.bindings()) {
            List<CompiledRule> rules = rulesOf(binding, roles);
            binding.subjects().forEach(subject -> add(binding, subject, rules));
        }
    }

    /** A ClusterRoleBinding cannot give a Role, and what is not there gives nothing. */
    private static List<CompiledRule> rulesOf(
            RbacBinding binding, Map<String, Map<String, List<CompiledRule>>> rolesByNamespace) {
        String place = switch (binding.roleKind()) {
            case RbacBinding.CLUSTER_ROLE -> OF_THE_CLUSTER;
            case RbacBinding.ROLE -> binding.namespace() == null ? NOWHERE : binding.namespace();
            default -> NOWHERE;
        };
        return rolesByNamespace.getOrDefault(place, Map.of()).getOrDefault(binding.role(), List.of());
    }

    private void add(RbacBinding binding, RbacSubject subject, List<CompiledRule> rules) {
        switch (subject.kind()) {
            case RbacSubject.USER -> add(users, subject.name(), subject.name(), binding, subject, rules);
            case RbacSubject.GROUP -> add(groups, subject.name(), subject.name(), binding, subject, rules);
            case RbacSubject.SERVICE_ACCOUNT -> {
                String namespace = subject.namespace() == null ? binding.namespace() : subject.namespace();
                if (namespace != null) {
                    String username = "system:serviceaccount:" + namespace + ":" + subject.name();
                    add(users, username, subject.name() + "/" + namespace, binding, subject, rules);
                }
            }
            default -> {
                // Kubernetes knows no other subjects; they match nobody.
            }
        }
    }

    private static void add(
            Map<String, Grants> grants,
            String key,
            String shown,
            RbacBinding binding,
            RbacSubject subject,
            List<CompiledRule> rules) {
        grants.computeIfAbsent(key, each -> new Grants()).add(new Grant(binding, subject.kind(), shown, rules));
    }

    /** Adds everything that allows the request. */
    void addReasons(String username, Collection<String> userGroups, AccessRequest request, List<Reason> reasons) {
        addReasons(users.get(username), request, reasons);
        for (String group : userGroups) {
            addReasons(groups.get(group), request, reasons);
        }
    }

    private static void addReasons(@Nullable Grants grants, AccessRequest request, List<Reason> reasons) {
        if (grants == null) {
            return;
        }
        addReasons(grants.clusterWide(), request, reasons);
        if (request.namespace().isPresent()) {
            addReasons(grants.byNamespace().getOrDefault(request.namespace().get(), List.of()), request, reasons);
        }
    }

    private static void addReasons(List<Grant> grants, AccessRequest request, List<Reason> reasons) {
        for (Grant grant : grants) {
            grant.reasonFor(request).ifPresent(reasons::add);
        }
    }
}
