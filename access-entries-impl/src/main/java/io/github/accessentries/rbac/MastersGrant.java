package io.github.accessentries.rbac;

import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the group of the masters has, which no binding gives it: everything. */
record MastersGrant() implements GrantedRules {

    private static final RuleIndex EVERYTHING = new RuleIndex(List.of(
            Rule.builder().addVerbs("*").addApiGroups("*").addResources("*").build(),
            Rule.builder().addVerbs("*").addPaths("*").build()));

    @Override
    public RuleIndex rules() {
        return EVERYTHING;
    }

    @Override
    public List<Where> places() {
        return List.of(Where.cluster());
    }

    @Override
    public boolean isClusterWide() {
        return true;
    }

    @Override
    public Collection<String> namespaces() {
        return List.of();
    }

    @Override
    public Collection<NamePattern> patterns() {
        return List.of();
    }

    @Override
    public boolean reaches(@Nullable String namespace) {
        return true;
    }

    @Override
    public GrantedToMasters reason(Rule rule, @Nullable String namespace, String principalId) {
        return new GrantedToMasters();
    }

    @Override
    public String inWords() {
        return "Group \"" + GrantedToMasters.GROUP + "\"";
    }
}
