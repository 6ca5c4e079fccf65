package io.github.accessentries.rbac;

import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules as something gives them to somebody, in some places. */
sealed interface GrantedRules permits BindingGrant, MastersGrant, PolicyGrant {

    RuleIndex rules();

    /** The places, each the whole cluster, or a namespace or pattern. */
    List<Where> places();

    /** Whether one of the places is the whole cluster. */
    boolean isClusterWide();

    /** The names of single namespaces among the places. */
    Collection<String> namespaces();

    /** The patterns of namespaces among the places. */
    Collection<NamePattern> patterns();

    /** Whether requests in a namespace, or with {@code null} those in none, are reached. */
    boolean reaches(@Nullable String namespace);

    Reason reason(Rule rule, @Nullable String namespace, String principalId);

    /** Who gives it to whom, for sentences. */
    String inWords();
}
