package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that somebody is given, to be asked what is held beside a right. Remembers its answers, since a holder may have thousands of grants. */
final class Grants {

    private final List<Permission> all;
    private final Map<AccessRequest, List<Permission>> allowing = new HashMap<>();

    Grants(List<Permission> all) {
        this.all = all;
    }

    /** Those whose rule allows a request, if it has no name for all objects or for at least one. */
    List<Permission> allowing(AccessRequest request) {
        return allowing.computeIfAbsent(
                request,
                key -> all.stream().filter(grant -> allows(grant.rule(), key)).toList());
    }

    private static boolean allows(Rule rule, AccessRequest request) {
        if (AskedNames.allowsAsItStands(rule, request)) {
            return true;
        }
        if (request.name().isPresent() || !AskedNames.isNamed(request)) {
            return false;
        }
        return rule.resourceNames().stream()
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(name -> rule.allows(request.named(name)))
                .orElse(false);
    }
}
