package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A right in somebody's hands.
 *
 * @param where where it is held
 * @param grants all that the holder is given, since some rights are worth something only beside others
 */
record Holding(Where where, List<Permission> grants) {

    Holding {
        grants = List.copyOf(grants);
    }

    /** Whether the holder may do something for all objects, or for one of some names, where it holds the right or in a part of that. */
    boolean hasToo(AccessRequest request) {
        return grants.stream().anyMatch(grant -> meets(grant.where()) && forSomeName(grant.rule(), request));
    }

    /** The names for which the holder may do something; empty if it may not, with {@code *} if for all. */
    Set<String> namesOf(AccessRequest request) {
        Set<String> names = new HashSet<>();
        for (Permission grant : grants) {
            if (meets(grant.where()) && forSomeName(grant.rule(), request)) {
                names.addAll(
                        grant.rule().resourceNames().isEmpty()
                                ? Set.of("*")
                                : Set.copyOf(grant.rule().resourceNames()));
            }
        }
        return names;
    }

    private static boolean forSomeName(Rule rule, AccessRequest request) {
        return rule.resourceNames().isEmpty()
                ? rule.allows(request)
                : rule.resourceNames().stream()
                        .filter(name -> !name.isBlank())
                        .findFirst()
                        .map(name -> rule.allows(request.named(name)))
                        .orElse(false);
    }

    /** Two patterns are taken to meet unless one is a name that the other does not match. */
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
