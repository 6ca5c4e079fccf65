package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes single verbs on single targets of one place as few rules: first the verbs of a target come together, then its
 * objects, then the resources of a group that have the same verbs, then the groups that have the same resources.
 */
final class PermissionMerge {

    private static final List<String> USUAL_VERBS =
            List.of("*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
    private static final Comparator<String> VERB_ORDER = Comparator.<String>comparingInt(
                    verb -> USUAL_VERBS.contains(verb) ? USUAL_VERBS.indexOf(verb) : USUAL_VERBS.size())
            .thenComparing(Comparator.naturalOrder());

    /** A rule under way; all parts sorted, without repetitions. */
    private record Part(
            List<String> verbs, Set<String> groups, Set<String> resources, Set<String> names, Set<String> paths) {

        Rule toRule() {
            return Rule.asReceived()
                    .verbs(verbs)
                    .apiGroups(groups)
                    .resources(resources)
                    .resourceNames(names)
                    .paths(paths)
                    .build();
        }

        Part withNames(Set<String> others) {
            return new Part(verbs, groups, resources, others, paths);
        }

        Part withResources(Set<String> others) {
            return new Part(verbs, groups, others, names, paths);
        }

        Part withGroups(Set<String> others) {
            return new Part(verbs, others, resources, names, paths);
        }

        Part withPaths(Set<String> others) {
            return new Part(verbs, groups, resources, names, others);
        }
    }

    private PermissionMerge() {}

    /** The rules of one place, sorted by their texts. */
    static <R> List<MergedRule<R>> merge(
            Where where, Map<Target, Map<String, Set<R>>> targets, List<MergedRule<R>> except) {
        Map<Part, Set<R>> parts = new LinkedHashMap<>();
        targets.forEach((target, verbs) -> {
            Part part = new Part(
                    verbs.keySet().stream().sorted(VERB_ORDER).toList(),
                    target.path() == null ? Set.of(target.apiGroup()) : Set.of(),
                    target.path() == null ? Set.of(target.resource()) : Set.of(),
                    target.name() == null ? Set.of() : Set.of(target.name()),
                    target.path() == null ? Set.of() : Set.of(target.path()));
            Set<R> reasons = parts.computeIfAbsent(part, each -> new LinkedHashSet<>());
            verbs.values().forEach(reasons::addAll);
        });
        Map<Part, Set<R>> merged = mergeNames(parts);
        merged = merge(merged, Part::resources, Part::withResources);
        merged = merge(merged, Part::groups, Part::withGroups);
        merged = merge(merged, Part::paths, Part::withPaths);
        List<MergedRule<R>> sorted = new ArrayList<>();
        merged.forEach((part, reasons) -> {
            Rule rule = part.toRule();
            sorted.add(new MergedRule<>(where, rule, text(rule), except, List.copyOf(reasons)));
        });
        sorted.sort(Comparator.comparing(MergedRule::text));
        return sorted;
    }

    /** No names stand for all objects, so those do not merge with some. */
    private static <R> Map<Part, Set<R>> mergeNames(Map<Part, Set<R>> parts) {
        Map<Part, Set<R>> named = new LinkedHashMap<>(parts);
        named.keySet().removeIf(part -> part.names().isEmpty());
        Map<Part, Set<R>> merged = new LinkedHashMap<>(parts);
        merged.keySet().removeIf(part -> !part.names().isEmpty());
        merged.putAll(merge(named, Part::names, Part::withNames));
        return merged;
    }

    private interface With {
        Part apply(Part part, Set<String> values);
    }

    /** Brings together what differs only in one aspect. */
    private static <R> Map<Part, Set<R>> merge(Map<Part, Set<R>> parts, Function<Part, Set<String>> aspect, With with) {
        Map<Part, Set<String>> values = new LinkedHashMap<>();
        Map<Part, Set<R>> reasons = new LinkedHashMap<>();
        parts.forEach((part, why) -> {
            Part rest = with.apply(part, Set.of());
            values.computeIfAbsent(rest, each -> new TreeSet<>()).addAll(aspect.apply(part));
            reasons.computeIfAbsent(rest, each -> new LinkedHashSet<>()).addAll(why);
        });
        Map<Part, Set<R>> merged = new LinkedHashMap<>();
        values.forEach((rest, all) -> merged.put(with.apply(rest, all), reasons.getOrDefault(rest, Set.of())));
        return merged;
    }

    /** The rule as rules of one place are sorted. */
    static String text(Rule rule) {
        return (rule.paths().isEmpty() ? "" : "~")
                + rule.apiGroups()
                + rule.resources()
                + rule.resourceNames()
                + rule.paths()
                + rule.verbs();
    }
}
