package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.rule.ResourcePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a rule has of a question; all parts sorted.
 *
 * @param verbs the verbs of both
 * @param apiGroups the groups of both
 * @param resources the resources of both
 * @param names the names of both, empty for all
 * @param of the rule
 */
record RuleShare(Set<String> verbs, Set<String> apiGroups, Set<String> resources, Set<String> names, Rule of) {

    private static final int MOST_COMPARED = 64;

    /** Sorts, and leaves out what {@code *} has already. */
    static RuleShare of(
            Collection<String> verbs,
            Collection<String> apiGroups,
            Collection<String> resources,
            Collection<String> names,
            Rule of) {
        return new RuleShare(
                withoutNeedless(verbs),
                withoutNeedless(apiGroups),
                withoutNeedless(resources),
                new TreeSet<>(names),
                of);
    }

    private static Set<String> withoutNeedless(Collection<String> texts) {
        return texts.contains(RuleMatching.ALL) ? Set.of(RuleMatching.ALL) : new TreeSet<>(texts);
    }

    private Joined toJoined() {
        Rule rule = Rule.asReceived()
                .verbs(verbs)
                .apiGroups(apiGroups)
                .resources(resources)
                .resourceNames(names)
                .build();
        return new Joined(rule, of);
    }

    /**
     * What one role or policy has of a question, as a rule.
     *
     * @param rule what it has
     * @param of the first rule of the role of which this is
     */
    record Joined(Rule rule, Rule of) {}

    /** Whether one rule for resources allows all that another one does. */
    static boolean covers(Rule wide, Rule narrow) {
        return narrow.verbs().stream().allMatch(verb -> RuleMatching.verb(wide.verbs(), verb))
                && narrow.apiGroups().stream().allMatch(group -> RuleMatching.apiGroup(wide.apiGroups(), group))
                && narrow.resources().stream()
                        .allMatch(each ->
                                wide.resources().stream().anyMatch(other -> ResourcePattern.covers(other, each)))
                && (wide.resourceNames().isEmpty()
                        || (!narrow.resourceNames().isEmpty()
                                && wide.resourceNames().containsAll(narrow.resourceNames())));
    }

    /** All but one of the sets, by which those that differ in that one only are found. */
    private record Rest(Set<String> one, Set<String> another, Set<String> third) {}

    /**
     * Brings together what differs only in its verbs, then only in its names, then only in its resources, and leaves out what another
     * one has too. Of those that become one, the first tells the rule.
     */
    static List<Joined> joined(List<RuleShare> shares) {
        List<Joined> all = alike(shares).stream()
                .map(RuleShare::toJoined)
                .sorted(Comparator.comparing(joined -> joined.rule().toString()))
                .toList();
        // Of so many, nobody sees that one is in another, and comparing each with each takes long.
        return all.size() > MOST_COMPARED
                ? all
                : all.stream()
                        .filter(each -> all.stream()
                                .noneMatch(other ->
                                        !other.rule().equals(each.rule()) && covers(other.rule(), each.rule())))
                        .toList();
    }

    private static List<RuleShare> alike(List<RuleShare> shares) {
        if (shares.size() < 2) {
            return shares;
        }
        List<RuleShare> joined = joined(
                shares,
                share -> new Rest(share.apiGroups, share.resources, share.names),
                (one, other) -> of(both(one.verbs, other.verbs), one.apiGroups, one.resources, one.names, one.of));
        joined = joined(
                joined,
                share -> new Rest(share.verbs, share.apiGroups, share.resources),
                (one, other) -> of(
                        one.verbs,
                        one.apiGroups,
                        one.resources,
                        // No names are all of them.
                        one.names.isEmpty() || other.names.isEmpty() ? Set.of() : both(one.names, other.names),
                        one.names.isEmpty() || !other.names.isEmpty() ? one.of : other.of));
        return joined(
                joined,
                share -> new Rest(share.verbs, share.apiGroups, share.names),
                (one, other) -> of(one.verbs, one.apiGroups, both(one.resources, other.resources), one.names, one.of));
    }

    private static List<RuleShare> joined(
            List<RuleShare> shares, Function<RuleShare, Rest> rest, BinaryOperator<RuleShare> join) {
        Map<Rest, List<RuleShare>> alike = new LinkedHashMap<>();
        shares.forEach(share -> alike.computeIfAbsent(rest.apply(share), each -> new ArrayList<>(1))
                .add(share));
        return alike.values().stream().map(all -> joined(all, join)).collect(Collectors.toCollection(ArrayList::new));
    }

    /** By halves, since joining one after the other copies what is joined already each time. */
    private static RuleShare joined(List<RuleShare> alike, BinaryOperator<RuleShare> join) {
        int half = alike.size() / 2;
        return half == 0
                ? alike.get(0)
                : join.apply(joined(alike.subList(0, half), join), joined(alike.subList(half, alike.size()), join));
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> both = new TreeSet<>(some);
        both.addAll(others);
        return both;
    }
}
