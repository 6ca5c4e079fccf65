package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a role that a binding of Kubernetes RBAC gives to the user.
 *
 * @param binding the name of the binding
 * @param bindingNamespace the namespace of a RoleBinding, {@code null} for a ClusterRoleBinding
 * @param roleKind {@code Role} or {@code ClusterRole}
 * @param role the name of the role
 * @param subjectKind {@code User}, {@code Group} or {@code ServiceAccount}
 * @param subject the name of the subject; that of a service account with its namespace, {@code name/namespace}
 * @param rule the first rule of the role that allows the request
 */
public record GrantedByBinding(
        String binding,
        @Nullable String bindingNamespace,
        String roleKind,
        String role,
        String subjectKind,
        String subject,
        Rule rule)
        implements Reason {

    /**
     * Requires every part but those that may be {@code null}.
     *
     * @param binding the name of the binding
     * @param bindingNamespace the namespace of a RoleBinding
     * @param roleKind {@code Role} or {@code ClusterRole}
     * @param role the name of the role
     * @param subjectKind {@code User}
     * @param subject the name of the subject
     * @param rule the first rule of the role that allows the request
     */
    public GrantedByBinding {
        requireNonNull(binding, "binding");
        requireNonNull(roleKind, "roleKind");
        requireNonNull(role, "role");
        requireNonNull(subjectKind, "subjectKind");
        requireNonNull(subject, "subject");
        requireNonNull(rule, "rule");
    }

    /** The ground in the words of kube-apiserver. */
    @Override
    public String text() {
        String bound = bindingNamespace == null
                ? "ClusterRoleBinding " + PlainText.quoted(binding)
                : "RoleBinding " + PlainText.quoted(binding + "/" + bindingNamespace);
        return "RBAC: allowed by " + bound + " of " + PlainText.name(roleKind) + " " + PlainText.quoted(role) + " to "
                + PlainText.name(subjectKind) + " " + PlainText.quoted(subject);
    }

    @Override
    public String summary() {
        String kind = subjectKind.equals(RbacSubject.SERVICE_ACCOUNT)
                ? "service account"
                : PlainText.name(subjectKind.toLowerCase(Locale.ROOT));
        return kind + " " + PlainText.name(subject)
                + (bindingNamespace == null
                        ? " by ClusterRoleBinding " + PlainText.name(binding)
                        : " by RoleBinding " + PlainText.name(binding) + " in " + PlainText.name(bindingNamespace));
    }

    /**
     * The ground.
     *
     * @return the same as {@link #text()}
     */
    @Override
    public String toString() {
        return text();
    }
}
