package io.github.accessentries.risk;

import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacSubject;
import org.jspecify.annotations.Nullable;

/**
 * A role that a binding gives to one subject, by their names.
 *
 * @param namespace the namespace of the binding, {@code null} for a ClusterRoleBinding
 * @param binding the binding
 * @param roleKind {@code Role} or {@code ClusterRole}
 * @param role the role
 * @param subjectKind {@code User}, {@code Group} or {@code ServiceAccount}
 * @param subject the subject; that of a service account with its namespace, {@code name/namespace}
 */
record BoundRole(
        @Nullable String namespace, String binding, String roleKind, String role, String subjectKind, String subject) {

    static BoundRole of(GrantedByBinding reason) {
        return new BoundRole(
                reason.bindingNamespace(),
                reason.binding(),
                reason.roleKind(),
                reason.role(),
                reason.subjectKind(),
                reason.subject());
    }

    static BoundRole of(RbacBinding binding, RbacSubject subject) {
        return new BoundRole(
                binding.namespace(),
                binding.name(),
                binding.roleKind(),
                binding.role(),
                subject.kind(),
                subject.namespace() == null ? subject.name() : subject.name() + "/" + subject.namespace());
    }
}
