package io.github.accessentries.policy;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.rule.PathPattern;
import io.github.accessentries.internal.rule.ResourcePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Rules that apply together, to be compared with others: what do these allow that those do not? Immutable.
 *
 * <p>The answer is exact for every cluster, whatever resources it has: a {@code *} is only covered by a {@code *}, since there
 * is always something that nobody listed, and a rule for all objects is not covered by rules for some by name.
 */
public final class RuleSet {

    /**
     * What Kubernetes allows every user by default: discover APIs, read health and version, and review one's own
     * access.
     */
    public static final List<Rule> DISCOVERY = List.of(
            Rule.builder()
                    .addVerbs("get")
                    .addPaths("/api", "/api/*", "/apis", "/apis/*", "/openapi", "/openapi/*", "/version", "/version/")
                    .addPaths("/healthz", "/livez", "/livez/*", "/readyz", "/readyz/*")
                    .build(),
            Rule.builder()
                    .addVerbs("create")
                    .addApiGroups("authorization.k8s.io")
                    .addResources("selfsubjectaccessreviews", "selfsubjectrulesreviews")
                    .build(),
            Rule.builder()
                    .addVerbs("create")
                    .addApiGroups("authentication.k8s.io")
                    .addResources("selfsubjectreviews")
                    .build());

    private final List<Rule> rules;

    private RuleSet(Collection<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * These rules.
     *
     * @param rules any rules
     * @return the set
     */
    public static RuleSet of(Collection<Rule> rules) {
        requireNonNull(rules, "rules");
        return new RuleSet(rules);
    }

    /**
     * Whether everything that some other rules allow is allowed by these.
     *
     * @param others the other rules
     * @return {@code true} if nothing of the others is missing here
     */
    public boolean covers(Collection<Rule> others) {
        requireNonNull(others, "others");
        return others.stream().allMatch(this::covers);
    }

    private boolean covers(Rule other) {
        return requests(other).allMatch(request -> allows(request, other));
    }

    /**
     * What these rules allow beyond others, grouped as these rules are.
     *
     * @param others the other rules
     * @return what is left of each of these rules; where the others have a part of a {@code *}, still all of it
     */
    public List<Rule> beyond(Collection<Rule> others) {
        requireNonNull(others, "others");
        RuleSet base = new RuleSet(others);
        return rules.stream()
                .flatMap(rule -> base.missing(rule).stream())
                .distinct()
                .toList();
    }

    /** A rule for requests without a name has those that stand for all objects too, but not what they stand for. */
    private boolean allows(AccessRequest request, Rule of) {
        boolean forAllObjects = request.isForResource() && of.resourceNames().isEmpty();
        return rules.stream()
                .anyMatch(rule -> rule.allows(request)
                        && (!forAllObjects || rule.resourceNames().isEmpty()));
    }

    private List<Rule> missing(Rule rule) {
        List<Rule> missing = new ArrayList<>();
        byMissingVerbs(rule, rule.paths(), RuleSet::pathRequests)
                .forEach((verbs, paths) ->
                        missing.add(Rule.asReceived().verbs(verbs).paths(paths).build()));
        for (String group : rule.apiGroups()) {
            byMissingVerbs(rule, rule.resources(), (verb, resource) -> resourceRequests(verb, group, resource, rule))
                    .forEach((verbs, resources) -> missing.add(Rule.asReceived()
                            .verbs(verbs)
                            .addApiGroups(group)
                            .resources(resources)
                            .resourceNames(rule.resourceNames())
                            .build()));
        }
        return missing;
    }

    /** What lacks the same verbs stays together. */
    private Map<List<String>, List<String>> byMissingVerbs(
            Rule rule, List<String> targets, BiFunction<String, String, Stream<AccessRequest>> requests) {
        Map<List<String>, List<String>> byVerbs = new LinkedHashMap<>();
        for (String target : targets) {
            List<String> missing = rule.verbs().stream()
                    .filter(verb -> !requests.apply(verb, target).allMatch(request -> allows(request, rule)))
                    .toList();
            if (!missing.isEmpty()) {
                byVerbs.computeIfAbsent(missing, each -> new ArrayList<>()).add(target);
            }
        }
        return byVerbs;
    }

    /**
     * Requests that stand for all that a rule allows: whoever is allowed these is allowed all of it. A {@code *} stands for
     * itself, as a verb or resource that only a star matches.
     *
     * @param rule the rule
     * @return requests in no namespace, lazily; none if the rule matches nothing
     */
    public static Stream<AccessRequest> requests(Rule rule) {
        requireNonNull(rule, "rule");
        return rule.verbs().stream().flatMap(verb -> requests(verb, rule));
    }

    private static Stream<AccessRequest> requests(String verb, Rule rule) {
        return Stream.concat(
                rule.paths().stream().flatMap(path -> pathRequests(verb, path)),
                rule.apiGroups().stream()
                        .flatMap(group -> rule.resources().stream()
                                .flatMap(resource -> resourceRequests(verb, group, resource, rule))));
    }

    private static Stream<AccessRequest> resourceRequests(String verb, String group, String resource, Rule rule) {
        int slash = ResourcePattern.slash(resource);
        AccessRequest.Builder request = AccessRequest.asReceived().verb(verb).apiGroup(group);
        AccessRequest unnamed = slash < 0
                ? request.resource(resource).build()
                : request.resource(resource.substring(0, slash))
                        .subresource(resource.substring(slash + 1))
                        .build();
        return rule.resourceNames().isEmpty()
                ? Stream.of(unnamed)
                : rule.resourceNames().stream()
                        .map(name -> AccessRequest.asReceived()
                                .from(unnamed)
                                .name(name)
                                .build());
    }

    /** Over the API paths begin with a slash or are empty; a star alone has both. */
    private static Stream<AccessRequest> pathRequests(String verb, String path) {
        return PathPattern.normal(path).equals(RuleMatching.ALL)
                ? Stream.of(pathRequest(verb, ""), pathRequest(verb, "/" + RuleMatching.ALL))
                : Stream.of(pathRequest(verb, path));
    }

    private static AccessRequest pathRequest(String verb, String path) {
        return AccessRequest.asReceived().verb(verb).path(path).build();
    }
}
