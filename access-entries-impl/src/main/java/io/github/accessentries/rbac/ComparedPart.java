package io.github.accessentries.rbac;

import io.github.accessentries.internal.name.NamePattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of what one subject is given on two models, which can be compared by itself, since nothing that is given in
 * other places has to do with it.
 *
 * @param before what is given on the earlier model, in its order
 * @param after what is given on the later one
 * @param onlyInNamespaces whether what is given for the whole cluster is only there because it reaches into the
 *     namespace of this part, and is told by another part
 */
record ComparedPart(List<Given> before, List<Given> after, boolean onlyInNamespaces) {

    /** All parts of what a subject is given. */
    static List<ComparedPart> of(List<Given> before, List<Given> after) {
        // What is gained or lost on the whole cluster has exceptions in all namespaces.
        if (!clusterWide(before).equals(clusterWide(after))) {
            return List.of(new ComparedPart(before, after, false));
        }
        Set<String> apart = namespacesOfNoPattern(before, after);
        Map<String, ComparedPart> parts = new LinkedHashMap<>();
        apart.forEach(namespace -> parts.put(namespace, new ComparedPart(new ArrayList<>(), new ArrayList<>(), true)));
        ComparedPart rest = new ComparedPart(new ArrayList<>(), new ArrayList<>(), false);
        share(before, parts, rest, ComparedPart::before);
        share(after, parts, rest, ComparedPart::after);
        List<ComparedPart> all = new ArrayList<>(parts.values());
        if (!rest.before.isEmpty() || !rest.after.isEmpty()) {
            all.add(rest);
        }
        return all;
    }

    private static void share(
            List<Given> all,
            Map<String, ComparedPart> parts,
            ComparedPart rest,
            Function<ComparedPart, List<Given>> side) {
        for (Given given : all) {
            if (given.where().isClusterWide()) {
                parts.values().forEach(part -> side.apply(part).add(given));
                side.apply(rest).add(given);
            } else {
                side.apply(parts.getOrDefault(given.where().namespaces().get(0), rest))
                        .add(given);
            }
        }
    }

    private static Set<RuleIndex> clusterWide(List<Given> given) {
        Set<RuleIndex> rules = new HashSet<>();
        for (Given each : given) {
            if (each.where().isClusterWide()) {
                rules.add(each.grant().rules());
            }
        }
        return rules;
    }

    private static Set<String> namespacesOfNoPattern(List<Given> before, List<Given> after) {
        Set<String> names = new HashSet<>();
        before.forEach(given -> names.addAll(given.where().namespaces()));
        after.forEach(given -> names.addAll(given.where().namespaces()));
        List<NamePattern> patterns = names.stream()
                .filter(name -> !Places.isOneName(name))
                .map(NamePattern::new)
                .toList();
        names.removeIf(name -> !Places.isOneName(name) || patterns.stream().anyMatch(each -> each.matches(name)));
        return names;
    }
}
