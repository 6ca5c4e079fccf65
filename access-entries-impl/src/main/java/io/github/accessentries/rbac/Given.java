package io.github.accessentries.rbac;

import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** A rule with its number in the role. */
    interface NumberedRule {
        void accept(int number, Rule rule);
    }

    /** Each rule once: those that are taken apart, and those that stay whole since they are too wide for it. */
    void eachRule(NumberedRule takenApart, NumberedRule whole) {
        BitSet tooWide = grant.rules().wide();
        Set<Rule> met = new HashSet<>();
        for (int i = 0; i < rules().size(); i++) {
            Rule rule = rules().get(i);
            if (met.add(rule)) {
                (tooWide.get(i) ? whole : takenApart).accept(i, rule);
            }
        }
    }

    boolean hasRulesTooWide() {
        return !grant.rules().wide().isEmpty();
    }

    Reason reason(Rule rule) {
        @Nullable
        String namespace = where.isClusterWide() ? null : where.namespaces().get(0);
        return grant.reason(rule, namespace, principalId);
    }
}
