package io.github.accessentries.rbac;

import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.policy.CataloguedPolicy;
import java.util.List;
import java.util.Optional;

/** One policy of one entry, ready to decide. */
final class PolicyGrant {

    private final PrincipalArn principal;
    private final PolicyAssociation association;
    private final List<CompiledRule> rules;
    private final boolean complete;

    PolicyGrant(PrincipalArn principal, PolicyAssociation association, Optional<CataloguedPolicy> known) {
        this.principal = principal;
        this.association = association;
        this.rules = known.map(CataloguedPolicy::rules).orElse(List.of()).stream()
                .map(CompiledRule::new)
                .toList();
        this.complete = known.map(CataloguedPolicy::complete).orElse(false);
    }

    /** A scope of namespaces speaks only for requests in one of them: not for lists over all, nor for paths. */
    boolean holdsFor(AccessRequest request) {
        AccessScope scope = association.scope();
        return scope.isClusterWide()
                || (request.namespace().isPresent()
                        && scope.includes(request.namespace().get()));
    }

    Optional<CompiledRule> ruleFor(AccessRequest request) {
        for (CompiledRule rule : rules) {
            if (rule.allows(request)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    boolean complete() {
        return complete;
    }

    String doubt() {
        return "the rules of " + association.policy()
                + " are not published in full, so it may allow more than is known";
    }

    /** The text is what real clusters write to their audit logs, where an association shows as a binding. */
    GrantedByPolicy reason(CompiledRule rule, AccessRequest request, String principalId) {
        String policyArn = association.policy().arnIn(principal.partition());
        boolean clusterWide = association.scope().isClusterWide();
        String place = clusterWide ? "" : "/" + request.namespace().orElseThrow();
        String text = "EKS Access Policy: allowed by " + (clusterWide ? "ClusterRoleBinding" : "RoleBinding") + " \""
                + principal + "+" + policyArn + place + "\" of ClusterRole \"" + policyArn + "\" to User \""
                + principalId
                + "\"";
        return new GrantedByPolicy(principal, association.policy(), association.scope(), rule.rule(), text);
    }
}
