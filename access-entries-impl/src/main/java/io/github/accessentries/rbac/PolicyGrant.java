package io.github.accessentries.rbac;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One policy of one entry, ready to decide. Immutable. */
final class PolicyGrant implements GrantedRules {

    private final PrincipalArn principal;
    private final PolicyAssociation association;
    /** Policy and scope are those of the association, at hand for decisions. */
    private final AccessPolicy policy;

    private final AccessScope scope;
    private final RuleIndex rules;
    private final boolean clusterWide;
    /** Whether the scope is of a type that is known; if it is not, the policy grants nothing that is known. */
    private final boolean ofKnownScope;

    private final List<String> doubts;
    /** The one namespace of most scopes, {@code null} if there are others. */
    private final @Nullable String onlyName;
    /** The names among the scope's namespaces, and the patterns. */
    private final Set<String> names;

    private final List<NamePattern> patterns;

    PolicyGrant(PrincipalArn principal, PolicyAssociation association, RuleIndex rules, boolean complete) {
        this.principal = principal;
        this.association = association;
        this.rules = rules;
        this.policy = association.policy();
        this.scope = association.scope();
        this.clusterWide = scope.isClusterWide();
        this.ofKnownScope = scope.isKnown();
        List<String> namespaces = ofKnownScope ? scope.namespaces() : List.of();
        this.names = namespaces.stream().filter(NamePattern::isPlain).collect(Collectors.toUnmodifiableSet());
        this.patterns = namespaces.stream()
                .filter(name -> !NamePattern.isPlain(name))
                .map(NamePattern::new)
                .toList();
        this.onlyName =
                names.size() == 1 && patterns.isEmpty() ? names.iterator().next() : null;
        this.doubts = doubts(complete);
    }

    private List<String> doubts(boolean complete) {
        List<String> all = new ArrayList<>();
        if (!ofKnownScope) {
            all.add(inWords() + " has a scope of type " + PlainText.quoted(scope.type())
                    + ", which this version does not know, so it is unknown where the policy holds");
        }
        if (!complete) {
            all.add("the rules of " + policy + " are not fully published, so it may allow more than is known");
        }
        return List.copyOf(all);
    }

    @Override
    public RuleIndex rules() {
        return rules;
    }

    /** The policy with its scope. */
    PolicyAssociation association() {
        return association;
    }

    /** Why the policy may allow more than is known; empty if all is known. */
    List<String> doubts() {
        return doubts;
    }

    @Override
    public List<Where> places() {
        if (clusterWide) {
            return List.of(Where.cluster());
        }
        return ofKnownScope ? scope.namespaces().stream().map(Where::namespace).toList() : List.of();
    }

    @Override
    public boolean isClusterWide() {
        return clusterWide;
    }

    @Override
    public Collection<String> namespaces() {
        return names;
    }

    @Override
    public Collection<NamePattern> patterns() {
        return patterns;
    }

    /** Whether requests in a namespace, or with {@code null} those in none, are reached or may be. */
    boolean mayReach(@Nullable String namespace) {
        return !ofKnownScope || reaches(namespace);
    }

    /** A scope of namespaces speaks only for requests in one of them: not for lists over all, nor for paths. */
    @Override
    public boolean reaches(@Nullable String namespace) {
        return clusterWide
                || (namespace != null
                        && (onlyName == null
                                ? names.contains(namespace) || isOfAPattern(namespace)
                                : onlyName.equals(namespace)));
    }

    private boolean isOfAPattern(String namespace) {
        for (NamePattern pattern : patterns) {
            if (pattern.matches(namespace)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public GrantedByPolicy reason(Rule rule, @Nullable String namespace, String principalId) {
        return new GrantedByPolicy(principal, policy, scope, rule, principalId, namespace);
    }

    @Override
    public String inWords() {
        return policy + " of the access entry of " + principal;
    }
}
