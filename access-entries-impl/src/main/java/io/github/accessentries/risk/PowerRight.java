package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A right that a step of a path can use, as a grant gives it.
 *
 * @param kind what it amounts to, {@code null} for one that matters only beside others
 * @param companion what it is beside others, {@code null} for one with a kind
 * @param request the request that shows it, without a place and a name unless only one matters
 * @param names the only objects for which it holds; empty if it holds for all
 * @param where where it holds
 * @param rule the rule that has it
 * @param grant what gives it
 */
record PowerRight(
        @Nullable RiskKind kind,
        @Nullable CompanionRight companion,
        AccessRequest request,
        Set<String> names,
        Where where,
        Rule rule,
        PowerGrant grant) {

    boolean holdsForAll() {
        return names.isEmpty();
    }

    boolean holdsFor(String name) {
        return names.isEmpty() || names.contains(name);
    }

    boolean is(RiskKind other) {
        return kind == other;
    }

    boolean is(CompanionRight other) {
        return companion == other;
    }

    boolean isFor(String resource) {
        return request.resource().equals(resource);
    }

    /** Making something new has no name yet, and needs nothing that is there. */
    boolean makesNew() {
        return request.verb().equals("create");
    }
}
