package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import java.util.List;
import java.util.Set;

/** A rule made ready for matching, by the semantics of Kubernetes RBAC. */
final class CompiledRule {

    private static final String ALL = "*";

    private final Rule rule;
    private final Set<String> verbs;
    private final Set<String> apiGroups;
    private final Set<String> resources;
    private final Set<String> names;
    private final List<String> paths;

    CompiledRule(Rule rule) {
        this.rule = rule;
        this.verbs = Set.copyOf(rule.verbs());
        this.apiGroups = Set.copyOf(rule.apiGroups());
        this.resources = Set.copyOf(rule.resources());
        this.names = Set.copyOf(rule.resourceNames());
        this.paths = List.copyOf(rule.paths());
    }

    Rule rule() {
        return rule;
    }

    boolean allows(AccessRequest request) {
        return has(verbs, request.verb())
                && (request.isForResource()
                        ? has(apiGroups, request.apiGroup()) && allowsResource(request) && allowsName(request)
                        : allowsPath(request.path().orElseThrow()));
    }

    private static boolean has(Set<String> allowed, String wanted) {
        return allowed.contains(wanted) || allowed.contains(ALL);
    }

    /** A resource does not include its subresources; {@code *}{@code /scale} is that subresource of any resource. */
    private boolean allowsResource(AccessRequest request) {
        if (resources.contains(ALL)) {
            return true;
        }
        if (request.subresource().isEmpty()) {
            return resources.contains(request.resource());
        }
        String subresource = "/" + request.subresource().get();
        return resources.contains(request.resource() + subresource) || resources.contains(ALL + subresource);
    }

    /** A request for no single object, such as a list, is not covered by a rule for single objects. */
    private boolean allowsName(AccessRequest request) {
        return names.isEmpty()
                || (request.name().isPresent() && names.contains(request.name().get()));
    }

    /** A star counts only at the end. */
    private boolean allowsPath(String path) {
        for (String allowed : paths) {
            if (allowed.equals(path)
                    || (allowed.endsWith(ALL) && path.startsWith(allowed.substring(0, allowed.length() - 1)))) {
                return true;
            }
        }
        return false;
    }
}
