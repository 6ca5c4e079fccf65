package io.github.accessentries.rbac;

import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByCustomPolicy;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role as one binding gives it to one subject.
 *
 * @param binding the binding
 * @param subjectKind the kind of the subject
 * @param subject its name as audit logs have it
 * @param rules the rules of the role
 * @param policy the custom policy of which the binding is a part, {@code null} if it is of none
 */
record BindingGrant(
        RbacBinding binding,
        String subjectKind,
        String subject,
        RuleIndex rules,
        @Nullable ScopedPolicy policy) implements GrantedRules {

    /** Of the subjects of a policy's binding, only the policy's own group stands for the policy. */
    BindingGrant {
        policy = policy != null && subjectKind.equals(RbacSubject.GROUP) && subject.equals(binding.name())
                ? policy
                : null;
    }

    @Override
    public List<Where> places() {
        return List.of(
                binding.namespace() == null
                        ? Where.cluster()
                        : Where.namespace(NamePattern.ofName(binding.namespace())));
    }

    @Override
    public boolean isClusterWide() {
        return binding.namespace() == null;
    }

    @Override
    public Collection<String> namespaces() {
        return binding.namespace() == null ? List.of() : List.of(binding.namespace());
    }

    @Override
    public Collection<NamePattern> patterns() {
        return List.of();
    }

    @Override
    public boolean reaches(@Nullable String namespace) {
        return binding.namespace() == null || binding.namespace().equals(namespace);
    }

    @Override
    public Reason reason(Rule rule, @Nullable String namespace, String principalId) {
        return reason(rule);
    }

    Reason reason(Rule rule) {
        GrantedByBinding bound = new GrantedByBinding(
                binding.name(), binding.namespace(), binding.roleKind(), binding.role(), subjectKind, subject, rule);
        return policy == null ? bound : new GrantedByCustomPolicy(policy, bound);
    }

    @Override
    public String inWords() {
        if (policy != null) {
            return "custom policy " + policy + " of group " + PlainText.quoted(subject);
        }
        return (binding.namespace() == null
                        ? "ClusterRoleBinding " + PlainText.quoted(binding.name())
                        : "RoleBinding " + PlainText.quoted(binding.name() + "/" + binding.namespace()))
                + " of " + binding.roleKind() + " " + PlainText.quoted(binding.role()) + " to " + subjectKind + " "
                + PlainText.quoted(subject);
    }
}
