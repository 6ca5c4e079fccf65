package io.github.accessentries.testkit.internal.kubernetes.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What RBAC gives to a user, and nothing else: what kube-apiserver compares with what somebody wants to give. */
public final class HeldRules {

    private HeldRules() {}

    /**
     * The rules of all roles that a user has.
     *
     * @param objects the RBAC objects of the cluster
     * @param user whose rules
     * @param namespace where; empty counts only what holds in the whole cluster
     * @return the rules, in the order of the bindings
     */
    public static List<Rule> of(RbacObjects objects, KubernetesUser user, String namespace) {
        List<Rule> rules = new ArrayList<>();
        for (RbacBinding binding : objects.bindings()) {
            String place = binding.namespace();
            if ((place == null || place.equals(namespace)) && gives(binding, user)) {
                roleOf(objects, binding.roleKind(), binding.role(), place == null ? "" : place)
                        .ifPresent(role -> rules.addAll(role.rules()));
            }
        }
        return rules;
    }

    /**
     * The role that a binding refers to.
     *
     * @param objects the RBAC objects of the cluster
     * @param kind of the role
     * @param name its name
     * @param namespace that of the binding, empty for a ClusterRoleBinding
     */
    public static Optional<RbacRole> roleOf(RbacObjects objects, String kind, String name, String namespace) {
        boolean ofCluster = kind.equals(RbacKind.CLUSTER_ROLE.kind());
        if (!ofCluster && (!kind.equals(RbacKind.ROLE.kind()) || namespace.isEmpty())) {
            return Optional.empty();
        }
        return objects.roles().stream()
                .filter(role ->
                        role.name().equals(name) && Objects.equals(role.namespace(), ofCluster ? null : namespace))
                .findFirst();
    }

    private static boolean gives(RbacBinding binding, KubernetesUser user) {
        return binding.subjects().stream().anyMatch(subject -> is(subject, binding, user));
    }

    private static boolean is(RbacSubject subject, RbacBinding binding, KubernetesUser user) {
        return switch (subject.kind()) {
            case "User" -> user.username().equals(subject.name());
            case "Group" -> user.groups().contains(subject.name());
            case "ServiceAccount" -> {
                String namespace = subject.namespace() == null ? binding.namespace() : subject.namespace();
                yield namespace != null
                        && user.username().equals("system:serviceaccount:" + namespace + ":" + subject.name());
            }
            default -> false;
        };
    }
}
