package io.github.accessentries.rbac;

import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role as one binding gives it to one subject.
 *
 * @param binding the binding
 * @param subjectKind the kind of the subject
 * @param subject its name as audit logs have it
 * @param rules the rules of the role
 */
record BindingGrant(RbacBinding binding, String subjectKind, String subject, RuleIndex rules) implements GrantedRules {

    @Override
    public List<Where> places() {
        return List.of(
                binding.namespace() == null
                        ? Where.cluster()
                        : Where.namespace(NamePattern.ofName(binding.namespace())));
    }

    @Override
    public boolean reaches(@Nullable String namespace) {
        return binding.namespace() == null || binding.namespace().equals(namespace);
    }

    @Override
    public GrantedByBinding reason(Rule rule, @Nullable String namespace, String principalId) {
        return reason(rule);
    }

    GrantedByBinding reason(Rule rule) {
        return new GrantedByBinding(
                binding.name(), binding.namespace(), binding.roleKind(), binding.role(), subjectKind, subject, rule);
    }

    @Override
    public String inWords() {
        return (binding.namespace() == null
                        ? "ClusterRoleBinding \"" + binding.name()
                        : "RoleBinding \"" + binding.name() + "/" + binding.namespace())
                + "\" of " + binding.roleKind() + " \"" + binding.role() + "\" to " + subjectKind + " \"" + subject
                + "\"";
    }
}
