package io.github.accessentries.rbac;

import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one user is given in one place.
 *
 * @param grant what gives it
 * @param where one of its places
 * @param principalId of the user, for reasons
 */
record Given(GrantedRules grant, Where where, String principalId) {

    /** Rules, and a place where they hold: what is given, whoever gives it. */
    record Piece(Where where, RuleIndex rules) {}

    Piece piece() {
        return new Piece(where, grant.rules());
    }

    List<Rule> rules() {
        return grant.rules().rules();
    }

    Reason reason(Rule rule) {
        @Nullable
        String namespace = where.isClusterWide() ? null : where.namespaces().get(0);
        return grant.reason(rule, namespace, principalId);
    }
}
