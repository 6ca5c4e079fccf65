package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a user has that comes nearest to a request that is denied, and what it lacks. */
final class NearestGrants {

    private static final int AT_MOST = 3;

    /** Something that is given, what of it is missing (less is nearer), and the sentence about it. */
    private record Miss(int distance, String sentence) {}

    private final ClusterAuthorizer authorizer;
    private final KubernetesUser user;
    private final AccessRequest request;

    NearestGrants(ClusterAuthorizer authorizer, KubernetesUser user, AccessRequest request) {
        this.authorizer = authorizer;
        this.user = user;
        this.request = request;
    }

    List<String> inWords() {
        List<Grant> grants = new ArrayList<>();
        authorizer.eachGrantOf(user, grants::add);
        if (grants.isEmpty()) {
            return List.of("nothing is given to user \"" + user.username() + "\" or its groups " + user.groups()
                    + ", neither by a binding nor by an access policy");
        }
        List<Miss> misses = new ArrayList<>();
        for (Grant grant : grants) {
            grant.rules().rules().stream()
                    .map(rule -> miss(grant, rule))
                    .min(Comparator.comparingInt(Miss::distance))
                    .filter(miss -> miss.distance() < Integer.MAX_VALUE)
                    .ifPresent(misses::add);
        }
        if (misses.isEmpty()) {
            return List.of("nothing that is given to user \"" + user.username() + "\" and its groups " + user.groups()
                    + " is about " + what());
        }
        return misses.stream()
                .sorted(Comparator.comparingInt(Miss::distance))
                .limit(AT_MOST)
                .map(Miss::sentence)
                .toList();
    }

    private String what() {
        return request.path()
                .orElseGet(() -> request.resource()
                        + (request.apiGroup().isEmpty() ? "" : "." + request.apiGroup())
                        + request.subresource().map(part -> "/" + part).orElse(""));
    }

    /** A rule for another resource is no miss at all; then the object is nearest, then the verb, then the place. */
    private Miss miss(Grant grant, Rule rule) {
        boolean verb = rule.verbs().contains("*") || rule.verbs().contains(request.verb());
        boolean place = grant.reaches(request.namespace().orElse(null));
        boolean object = objectMatches(rule);
        if (!resourceMatches(rule)) {
            return new Miss(Integer.MAX_VALUE, "");
        }
        List<String> lacking = new ArrayList<>();
        if (!object) {
            lacking.add(
                    request.name().isPresent()
                            ? "the object \"" + request.name().get() + "\""
                            : "objects without a name, as for a list");
        }
        if (!verb) {
            lacking.add("the verb " + request.verb());
        }
        if (!place) {
            lacking.add(request.namespace()
                    .map(namespace -> "namespace " + namespace)
                    .orElse("requests that are in no namespace"));
        }
        String places = grant.places().stream().map(Where::toString).collect(Collectors.joining(", "));
        return new Miss(
                (object ? 0 : 1) + (verb ? 0 : 2) + (place ? 0 : 4),
                grant.inWords() + " allows " + rule + ", " + places + "; it lacks " + String.join(", and ", lacking));
    }

    private boolean objectMatches(Rule rule) {
        return rule.resourceNames().isEmpty()
                || request.name().map(rule.resourceNames()::contains).orElse(false);
    }

    /** Whether the rule would do for another verb and object. */
    private boolean resourceMatches(Rule rule) {
        return Rule.builder()
                .addVerbs("*")
                .apiGroups(rule.apiGroups())
                .resources(rule.resources())
                .paths(rule.paths())
                .build()
                .allows(request);
    }
}
