package io.github.accessentries.report;

import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules that hold at a place, found without trying every permission there. Does not change. */
final class PlacedRules {

    private final Map<String, List<Rule>> byName = new HashMap<>();
    private final List<Elsewhere> elsewhere = new ArrayList<>();

    PlacedRules(Stream<Permission> permissions) {
        Map<Where, List<Rule>> byPlace = new HashMap<>();
        permissions.forEach(each -> byPlace.computeIfAbsent(each.where(), where -> new ArrayList<>())
                .add(each.rule()));
        byPlace.forEach((where, rules) -> {
            if (where.namespaces().size() == 1
                    && where.except().isEmpty()
                    && NamePattern.isPlain(where.namespaces().get(0))) {
                byName.put(where.namespaces().get(0), rules);
            } else {
                elsewhere.add(Elsewhere.of(where, rules));
            }
        });
    }

    /** Adds what holds in a namespace, or outside of all where it is {@code null}. */
    void addTo(List<List<Rule>> all, @Nullable String namespace) {
        if (namespace != null && byName.containsKey(namespace)) {
            all.add(byName.get(namespace));
        }
        for (Elsewhere each : elsewhere) {
            if (each.includes(namespace)) {
                all.add(each.rules());
            }
        }
    }

    /** A place that is more than one name, as {@link Where#includes} has it. */
    private record Elsewhere(
            List<NamePattern> all, Set<String> exceptNames, List<NamePattern> exceptPatterns, List<Rule> rules) {

        static Elsewhere of(Where where, List<Rule> rules) {
            Set<String> names = new HashSet<>();
            List<NamePattern> patterns = new ArrayList<>();
            for (String excepted : where.except()) {
                if (NamePattern.isPlain(excepted)) {
                    names.add(excepted);
                } else {
                    patterns.add(new NamePattern(excepted));
                }
            }
            return new Elsewhere(
                    where.namespaces().stream().map(NamePattern::new).toList(), names, patterns, rules);
        }

        boolean includes(@Nullable String namespace) {
            if (namespace == null) {
                return all.isEmpty();
            }
            return all.stream().allMatch(pattern -> pattern.matches(namespace))
                    && !exceptNames.contains(namespace)
                    && exceptPatterns.stream().noneMatch(pattern -> pattern.matches(namespace));
        }
    }
}
