package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;

/** With which requests the API server names an object when it asks whether they are allowed. */
final class AskedNames {

    private AskedNames() {}

    /**
     * Whether a request can name one: not for making an object, unless that is part of one which is there, and not for deleting a
     * collection, of which no selector is looked at.
     */
    static boolean isNamed(AccessRequest request) {
        return switch (request.verb()) {
            case "create" -> request.subresource().isPresent();
            case "deletecollection" -> false;
            default -> true;
        };
    }

    /** Whether a request can name none: a list is of all objects, unless it selects one by name. */
    static boolean isNameless(AccessRequest request) {
        return switch (request.verb()) {
            case "list", "watch" -> true;
            default -> !isNamed(request);
        };
    }

    /** Whether a rule allows a request as it stands, for all objects if it names none. */
    static boolean allowsAsItStands(Rule rule, AccessRequest request) {
        boolean canBeAsked = request.name().isPresent() || rule.resourceNames().isEmpty() || isNameless(request);
        return canBeAsked && rule.allows(request);
    }
}
