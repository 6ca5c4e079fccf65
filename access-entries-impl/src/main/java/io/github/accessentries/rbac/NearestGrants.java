package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** The grants of a user that come nearest to a denied request, and what they lack. */
final class NearestGrants {

    private static final int AT_MOST = 3;
    private static final int NONE = Integer.MAX_VALUE;

    /** A rule that is given and about the resource, with what is missing of it; the less important, the nearer. */
    private record Miss(GrantedRules grant, Rule rule, boolean place, boolean verb, boolean object) {

        int distance() {
            return (object ? 1 : 0) + (verb ? 2 : 0) + (place ? 4 : 0);
        }
    }

    private final ClusterAuthorizer authorizer;
    private final KubernetesUser user;
    private final AccessRequest request;

    NearestGrants(ClusterAuthorizer authorizer, KubernetesUser user, AccessRequest request) {
        this.authorizer = authorizer;
        this.user = user;
        this.request = request;
    }

    /** What is certainly a mistake in the question comes first, since then nothing could allow it. */
    List<String> inWords() {
        List<String> words = new ArrayList<>(nearest());
        authorizer.misspellings().in(request).ifPresent(mistake -> words.add(0, mistake));
        return words;
    }

    private List<String> nearest() {
        List<GrantedRules> grants = new ArrayList<>();
        authorizer.eachGrantOf(user, grants::add);
        if (grants.isEmpty()) {
            return List.of("no binding and no access policy grants anything to user \"" + user.username() + "\" or"
                    + " its groups " + user.groups());
        }
        List<Miss> misses = new ArrayList<>();
        for (GrantedRules grant : grants) {
            Nearest nearest = new Nearest(grant);
            grant.rules().byResource().eachAbout(request, nearest);
            nearest.miss().ifPresent(misses::add);
        }
        if (misses.isEmpty()) {
            return List.of("no grant of user \"" + user.username() + "\" and its groups " + user.groups() + " covers "
                    + what());
        }
        Set<String> told = new HashSet<>();
        return misses.stream()
                .sorted(Comparator.comparingInt(Miss::distance))
                // A custom policy has a grant in each of its namespaces, all of which say the same.
                .filter(miss -> told.add(miss.grant().inWords()))
                .limit(AT_MOST)
                .map(this::sentence)
                .toList();
    }

    private String what() {
        return request.path()
                .orElseGet(() -> request.resource()
                        + (request.apiGroup().isEmpty() ? "" : "." + request.apiGroup())
                        + request.subresource().map(part -> "/" + part).orElse(""));
    }

    /** Finds the nearest rule of one grant, of several that are as near the first. */
    private final class Nearest implements IntConsumer {

        private final GrantedRules grant;
        private final boolean place;
        private int number = NONE;
        private int distance = NONE;

        Nearest(GrantedRules grant) {
            this.grant = grant;
            this.place = !grant.reaches(request.namespace().orElse(null));
        }

        @Override
        public void accept(int rule) {
            int found = miss(rule).distance();
            if (found < distance || (found == distance && rule < number)) {
                distance = found;
                number = rule;
            }
        }

        Optional<Miss> miss() {
            return number == NONE ? Optional.empty() : Optional.of(miss(number));
        }

        private Miss miss(int number) {
            Rule rule = grant.rules().rules().get(number);
            return new Miss(
                    grant,
                    rule,
                    place,
                    !RuleMatching.verb(rule.verbs(), request.verb()),
                    request.isForResource()
                            && !RuleMatching.name(
                                    rule.resourceNames(), request.name().orElse("")));
        }
    }

    private String sentence(Miss miss) {
        List<String> lacking = new ArrayList<>();
        if (miss.object()) {
            lacking.add(request.name()
                    .map(name -> "the object \"" + name + "\"")
                    .orElse("objects without a name, as for a list"));
        }
        if (miss.verb()) {
            lacking.add("the verb " + request.verb());
        }
        if (miss.place()) {
            lacking.add(request.namespace()
                    .map(namespace -> "namespace " + namespace)
                    .orElse("requests that are in no namespace"));
        }
        List<Where> where = miss.grant().places();
        String places = where.isEmpty()
                ? "in a scope that this version does not know"
                : where.stream().map(Where::toString).collect(Collectors.joining(", "));
        return miss.grant().inWords() + " allows " + miss.rule() + ", " + places + "; it lacks "
                + String.join(", and ", lacking);
    }
}
