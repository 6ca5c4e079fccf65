package io.github.accessentries.rbac;

import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedByPolicy;

/**
 * One policy of one entry, ready to decide.
 *
 * @param principal whose entry it is
 * @param association the policy, and where it holds
 * @param policy what it allows
 */
record PolicyGrant(PrincipalArn principal, PolicyAssociation association, CompiledPolicy policy) {

    /** A scope of namespaces speaks only for requests in one of them: not for lists over all, nor for paths. */
    boolean holdsFor(AccessRequest request) {
        AccessScope scope = association.scope();
        return scope.isClusterWide()
                || (request.namespace().isPresent()
                        && scope.includes(request.namespace().get()));
    }

    String doubt() {
        return "the rules of " + association.policy()
                + " are not published in full, so it may allow more than is known";
    }

    GrantedByPolicy reason(CompiledRule rule, AccessRequest request, String principalId) {
        return new GrantedByPolicy(
                principal,
                association.policy(),
                association.scope(),
                rule.rule(),
                principalId,
                request.namespace().orElse(null));
    }
}
