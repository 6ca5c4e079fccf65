package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.question.Misspellings;
import io.github.accessentries.internal.question.NamespacedRequests;
import io.github.accessentries.internal.rule.ResourcePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question that leaves something open, taken apart into what it asks at each place. Whatever it leaves open is {@code *} here,
 * but for names, of which none are all. Immutable.
 */
final class WholeQuestion {

    private static final String ALL = RuleMatching.ALL;
    private static final String NAMESPACES = "namespaces";
    private static final String DELETE_COLLECTION = "deletecollection";

    /** A resource that is asked about, with its names; a subresource stands after a slash. */
    private record Asked(String apiGroup, String resource, Set<String> names) {

        static Asked of(String resource, Set<String> names) {
            AccessRequest read = AccessRequest.of("get", resource);
            return new Asked(
                    read.apiGroup(),
                    read.resource() + read.subresource().map(part -> "/" + part).orElse(""),
                    names);
        }

        boolean isNamespace() {
            return apiGroup.isEmpty() && resource.equals(NAMESPACES);
        }
    }

    /**
     * What rules have of what is asked at a place.
     *
     * @param asked the place
     * @param anywhere what they have if they hold everywhere
     * @param inNamespaces what they have if they hold only in namespaces, where nobody asks for some things
     */
    record Share(Where asked, List<RuleShare.Joined> anywhere, List<RuleShare.Joined> inNamespaces) {}

    private final AccessQuestion question;
    private final Set<String> verbs;
    private final Map<Where, List<Asked>> byPlace = new LinkedHashMap<>();

    WholeQuestion(AccessQuestion question) {
        this.question = question;
        this.verbs = orAll(question.verbs());
        List<Asked> resources = question.resources().isEmpty()
                ? List.of(new Asked(ALL, ALL, question.names()))
                : question.resources().stream()
                        .map(resource -> Asked.of(resource, question.names()))
                        .toList();
        for (Asked each : resources) {
            if (question.namespaces().isEmpty()) {
                askAnywhere(each);
            } else {
                question.namespaces().forEach(name -> ask(Where.namespace(name), each));
            }
        }
    }

    private static Set<String> orAll(Set<String> texts) {
        return texts.isEmpty() ? Set.of(ALL) : texts;
    }

    /** A request for one Namespace is in that namespace. */
    private void askAnywhere(Asked each) {
        if (each.isNamespace()) {
            each.names()
                    .forEach(name ->
                            ask(Where.namespace(NamePattern.ofName(name)), new Asked("", NAMESPACES, Set.of(name))));
        }
        if (!each.isNamespace() || each.names().isEmpty()) {
            ask(Where.cluster(), each);
        }
    }

    private void ask(Where where, Asked what) {
        byPlace.computeIfAbsent(Places.normal(where), each -> new ArrayList<>()).add(what);
    }

    /** What rules have of it; places of which they have nothing are left out. */
    List<Share> shareOf(Collection<Rule> rules) {
        List<Share> shares = new ArrayList<>();
        byPlace.forEach((where, asked) -> {
            List<RuleShare> found = new ArrayList<>();
            for (Rule rule : rules) {
                List<String> common = commonVerbs(rule);
                if (!common.isEmpty()) {
                    asked.forEach(each -> addShare(rule, common, each, found));
                }
            }
            if (!found.isEmpty()) {
                shares.add(new Share(where, RuleShare.joined(found), RuleShare.joined(askedInNamespaces(found))));
            }
        });
        return shares;
    }

    private List<String> commonVerbs(Rule rule) {
        List<String> common = common(verbs, rule.verbs());
        // No API server asks for this with a name.
        return rule.resourceNames().isEmpty() || rule.resourceNames().contains("")
                ? common
                : common.stream()
                        .filter(verb -> !verb.equals(DELETE_COLLECTION))
                        .toList();
    }

    private static List<String> common(Collection<String> some, Collection<String> others) {
        return some.contains(ALL)
                ? List.copyOf(others)
                : some.stream()
                        .filter(each -> others.contains(ALL) || others.contains(each))
                        .toList();
    }

    private static void addShare(Rule rule, List<String> common, Asked asked, List<RuleShare> found) {
        List<String> groups = common(Set.of(asked.apiGroup()), rule.apiGroups());
        if (groups.isEmpty()) {
            return;
        }
        Set<String> resources = new LinkedHashSet<>();
        for (String resource : rule.resources()) {
            if (ResourcePattern.covers(resource, asked.resource())) {
                resources.add(asked.resource());
            } else if (ResourcePattern.covers(asked.resource(), resource)) {
                resources.add(resource);
            }
        }
        boolean allNames = rule.resourceNames().isEmpty();
        Set<String> names = new LinkedHashSet<>(allNames ? asked.names() : rule.resourceNames());
        if (!allNames && !asked.names().isEmpty()) {
            names.retainAll(asked.names());
        }
        if (!resources.isEmpty() && (allNames || !names.isEmpty())) {
            found.add(RuleShare.of(common, groups, resources, names, rule));
        }
    }

    private static List<RuleShare> askedInNamespaces(List<RuleShare> shares) {
        List<RuleShare> there = new ArrayList<>();
        for (RuleShare share : shares) {
            Set<String> left = new LinkedHashSet<>();
            for (String resource : share.resources()) {
                if (share.apiGroups().stream().allMatch(group -> NamespacedRequests.isClusterScoped(group, resource))) {
                    Set<String> verbs = new LinkedHashSet<>();
                    share.apiGroups()
                            .forEach(group -> verbs.addAll(NamespacedRequests.verbs(group, resource, share.verbs())));
                    if (!verbs.isEmpty()) {
                        there.add(RuleShare.of(verbs, share.apiGroups(), Set.of(resource), share.names(), share.of()));
                    }
                } else {
                    left.add(resource);
                }
            }
            if (!left.isEmpty()) {
                there.add(RuleShare.of(share.verbs(), share.apiGroups(), left, share.names(), share.of()));
            }
        }
        return there;
    }

    /** Whether a place is asked about, at least in part. */
    boolean touches(Where place) {
        return byPlace.keySet().stream().anyMatch(asked -> Places.intersection(asked, Places.normal(place)) != null);
    }

    /** Whether permissions are all of it: one wildcard is covered by others only if one of them covers it alone. */
    boolean isIn(List<Permission> parts) {
        return byPlace.entrySet().stream()
                .allMatch(entry -> entry.getValue().stream().allMatch(asked -> isIn(parts, entry.getKey(), asked)));
    }

    private boolean isIn(List<Permission> parts, Where where, Asked asked) {
        List<Rule> rules = parts.stream()
                .filter(part -> Places.covers(part.where(), where))
                .map(Permission::rule)
                .filter(rule -> RuleMatching.apiGroup(rule.apiGroups(), asked.apiGroup()))
                .filter(rule -> rule.resources().stream()
                        .anyMatch(resource -> ResourcePattern.covers(resource, asked.resource())))
                .toList();
        return verbs.stream()
                .allMatch(verb -> asked.names().isEmpty()
                        ? rules.stream()
                                .anyMatch(
                                        rule -> rule.resourceNames().isEmpty() && RuleMatching.verb(rule.verbs(), verb))
                        : asked.names().stream()
                                .allMatch(name -> rules.stream()
                                        .anyMatch(rule -> RuleMatching.name(rule.resourceNames(), name)
                                                && RuleMatching.verb(rule.verbs(), verb))));
    }

    /** What is misspelt in it, so that it asks for nothing that there is. */
    Set<String> mistakes(Misspellings misspellings) {
        Set<String> mistakes = new LinkedHashSet<>();
        List<@Nullable String> namespaces = new ArrayList<>(question.namespaces());
        if (namespaces.isEmpty()) {
            namespaces.add(null);
        }
        byPlace.values().stream().flatMap(List::stream).distinct().forEach(asked -> {
            int slash = ResourcePattern.slash(asked.resource());
            AccessRequest.Builder request = AccessRequest.asReceived()
                    .apiGroup(asked.apiGroup())
                    .resource(slash < 0 ? asked.resource() : asked.resource().substring(0, slash))
                    .subresource(slash < 0 ? "" : asked.resource().substring(slash + 1));
            for (String verb : verbs) {
                for (@Nullable String namespace : namespaces) {
                    AccessRequest one = request.verb(verb)
                            .namespace(namespace == null ? "" : namespace)
                            .build();
                    (namespace != null && NamePattern.isPattern(namespace)
                                    ? misspellings.inAnyNamespace(one)
                                    : misspellings.in(one))
                            .ifPresent(mistakes::add);
                }
            }
        });
        return mistakes;
    }
}
