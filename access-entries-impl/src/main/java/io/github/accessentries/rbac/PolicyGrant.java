package io.github.accessentries.rbac;

import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One policy of one entry, ready to decide. Immutable. */
final class PolicyGrant implements GrantedRules {

    private final PrincipalArn principal;
    private final PolicyAssociation association;
    private final RuleIndex rules;
    private final boolean complete;
    private final boolean clusterWide;
    /** The names among the scope's namespaces, and the patterns. */
    private final Set<String> names;

    private final List<NamePattern> patterns;

    PolicyGrant(PrincipalArn principal, PolicyAssociation association, RuleIndex rules, boolean complete) {
        this.principal = principal;
        this.association = association;
        this.rules = rules;
        this.complete = complete;
        AccessScope scope = association.scope();
        this.clusterWide = scope.isClusterWide();
        this.names = scope.namespaces().stream()
                .filter(name -> !NamePattern.isPattern(name))
                .collect(Collectors.toUnmodifiableSet());
        this.patterns = scope.namespaces().stream()
                .filter(NamePattern::isPattern)
                .map(NamePattern::new)
                .toList();
    }

    @Override
    public RuleIndex rules() {
        return rules;
    }

    /** Whether the rules are all that the policy allows. */
    boolean complete() {
        return complete;
    }

    @Override
    public List<Where> places() {
        return clusterWide
                ? List.of(Where.cluster())
                : association.scope().namespaces().stream()
                        .map(Where::namespace)
                        .toList();
    }

    /** A scope of namespaces speaks only for requests in one of them: not for lists over all, nor for paths. */
    @Override
    public boolean reaches(@Nullable String namespace) {
        return clusterWide || (namespace != null && (names.contains(namespace) || isOfAPattern(namespace)));
    }

    private boolean isOfAPattern(String namespace) {
        for (NamePattern pattern : patterns) {
            if (pattern.matches(namespace)) {
                return true;
            }
        }
        return false;
    }

    String doubt() {
        return "the rules of " + association.policy() + " are not fully published, so it may allow more than is known";
    }

    @Override
    public GrantedByPolicy reason(Rule rule, @Nullable String namespace, String principalId) {
        return new GrantedByPolicy(principal, association.policy(), association.scope(), rule, principalId, namespace);
    }

    @Override
    public String inWords() {
        return association.policy() + " of the access entry of " + principal;
    }
}
