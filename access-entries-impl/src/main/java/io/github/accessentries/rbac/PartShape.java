package io.github.accessentries.rbac;

import io.github.accessentries.internal.name.NamePattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a comparison depends on beside the names of namespaces and what gives something: parts of one shape have the same
 * differences, in places that stand for one another.
 *
 * @param before what is given on the earlier model, in its order
 * @param after what is given on the later one
 * @param relations how the places lie to each other, in the order of their names
 * @param onlyInNamespaces whether only those are looked at
 */
record PartShape(List<Piece> before, List<Piece> after, String relations, boolean onlyInNamespaces) {

    /** For what is given for the whole cluster. */
    private static final int NOWHERE = -1;

    /**
     * Rules that are given somewhere.
     *
     * @param place the number of the place
     * @param rules the rules
     */
    record Piece(int place, RuleIndex rules) {}

    /** The names and patterns of a part, sorted: those of two parts of one shape stand for one another. */
    static List<String> names(ComparedPart part) {
        TreeSet<String> names = new TreeSet<>();
        part.before().forEach(given -> names.addAll(Places.normal(given.where()).namespaces()));
        part.after().forEach(given -> names.addAll(Places.normal(given.where()).namespaces()));
        return List.copyOf(names);
    }

    static PartShape of(ComparedPart part, List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : names) {
            numbers.put(name, numbers.size());
        }
        return new PartShape(
                pieces(part.before(), numbers),
                pieces(part.after(), numbers),
                relations(names),
                part.onlyInNamespaces());
    }

    private static List<Piece> pieces(List<Given> given, Map<String, Integer> numbers) {
        return given.stream()
                .map(each -> new Piece(
                        Places.normal(each.where()).namespaces().stream()
                                .findFirst()
                                .map(numbers::get)
                                .orElse(NOWHERE),
                        each.grant().rules()))
                .toList();
    }

    /** Two names that are no patterns have nothing in common, so only patterns have to be looked at. */
    private static String relations(List<String> names) {
        if (names.stream().allMatch(Places::isOneName)) {
            return "";
        }
        List<NamePattern> patterns = names.stream().map(NamePattern::new).toList();
        StringBuilder relations = new StringBuilder();
        for (NamePattern one : patterns) {
            for (NamePattern other : patterns) {
                relations.append((char) ('0' + (one.covers(other) ? 1 : 0) + (one.overlaps(other) ? 2 : 0)));
            }
        }
        return relations.toString();
    }
}
