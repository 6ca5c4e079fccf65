package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.HashSet;
import java.util.Set;

/**
 * A right in somebody's hands.
 *
 * @param where where it is held
 * @param grants all that the holder is given, since some rights are worth something only beside others
 */
record Holding(Where where, Grants grants) {

    /** Whether the holder may do something for all objects, or for one of some names, where it holds the right or in a part of that. */
    boolean hasToo(AccessRequest request) {
        return grants.allowing(request).stream().anyMatch(grant -> meets(grant.where()));
    }

    /** The names for which the holder may do something; empty if it may not, with {@code *} if for all. */
    Set<String> namesOf(AccessRequest request) {
        Set<String> names = new HashSet<>();
        for (Permission grant : grants.allowing(request)) {
            if (meets(grant.where())) {
                grant.rule().resourceNames().stream()
                        .filter(name -> !name.isBlank())
                        .forEach(names::add);
                if (AskedNames.allowsAsItStands(grant.rule(), request)) {
                    names.add(RuleMatching.ALL);
                }
            }
        }
        return names;
    }

    /** Two patterns are taken to meet, since each may have a name in common with the other. */
    private boolean meets(Where other) {
        if (where.isClusterWide() || other.isClusterWide()) {
            return true;
        }
        String here = where.namespaces().get(0);
        String there = other.namespaces().get(0);
        if (NamePattern.isPlain(here)) {
            return other.includes(here);
        }
        return !NamePattern.isPlain(there) || where.includes(there);
    }
}
