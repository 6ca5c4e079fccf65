package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.rule.ResourcePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a role or policy, ready for look-up: whatever their number, a question costs one look-up for each way in
 * which the rules use {@code *}, of which there are mostly one or two. Shared by all that have equal rules. Immutable.
 */
final class RuleIndex {

    static final RuleIndex NOTHING = new RuleIndex(List.of());

    /** Rules that name more combinations than this are tried one after the other. */
    private static final int MAX_CELLS_OF_A_RULE = 1 << 14;

    /** Rules for resources with more slashes than any resource has are too; each makes one more combination. */
    private static final int MAX_SLASHES = 8;

    private static final String ALL = RuleMatching.ALL;
    private static final String NO_SUBRESOURCE = "";
    private static final int NONE = Integer.MAX_VALUE;

    /** What a rule names: {@code *} stands for itself in each part, and a resource is split at one of its slashes. */
    private record Cell(String verb, String apiGroup, String resource, String subresource) {

        int hash() {
            return hash(verb, apiGroup, resource, subresource);
        }

        /** The texts keep their hashes, so this costs no more than reading them. */
        static int hash(String verb, String apiGroup, String resource, String subresource) {
            int hash = ((verb.hashCode() * 31 + apiGroup.hashCode()) * 31 + resource.hashCode()) * 31
                    + subresource.hashCode();
            return hash ^ (hash >>> 15);
        }

        boolean is(String aVerb, String anApiGroup, String aResource, String aSubresource) {
            return resource.equals(aResource)
                    && verb.equals(aVerb)
                    && apiGroup.equals(anApiGroup)
                    && subresource.equals(aSubresource);
        }

        /** A bit for the way in which this uses {@code *}. */
        int shape() {
            int shape = (verb.equals(ALL) ? ANY_VERB : 0) + (apiGroup.equals(ALL) ? ANY_GROUP : 0);
            if (resource.equals(ALL)) {
                shape += subresource.isEmpty() ? ANY_RESOURCE : ANY_WITH_SUBRESOURCE;
            }
            return 1 << shape;
        }
    }

    private static final int ANY_VERB = 1;
    private static final int ANY_GROUP = 2;
    private static final int ANY_WITH_SUBRESOURCE = 4;
    private static final int ANY_RESOURCE = 8;

    private final List<Rule> rules;
    private final int hash;
    private final List<Set<String>> names;
    /** The rules that are tried one after the other: for paths, and the widest ones. */
    private final int[] others;
    /** An open hash table: the cell in one array, the rules that have it in the other. */
    private final @Nullable Cell[] cells;

    private final int[][] rulesOfCells;
    private final int shapes;

    RuleIndex(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.hash = this.rules.hashCode();
        this.names = this.rules.stream()
                .map(rule -> Set.copyOf(rule.resourceNames()))
                .toList();
        Map<Cell, List<Integer>> byCell = new HashMap<>();
        List<Integer> apart = new ArrayList<>();
        for (int i = 0; i < this.rules.size(); i++) {
            Rule rule = this.rules.get(i);
            boolean isTooWide = isTooWide(rule);
            if (!isTooWide) {
                addCells(rule, i, byCell);
            }
            if (isTooWide || !rule.paths().isEmpty()) {
                apart.add(i);
            }
        }
        this.others = toArray(apart);
        int capacity = Integer.highestOneBit(Math.max(1, byCell.size())) * 4;
        this.cells = new @Nullable Cell[capacity];
        this.rulesOfCells = new int[capacity][];
        int allShapes = 0;
        for (Map.Entry<Cell, List<Integer>> entry : byCell.entrySet()) {
            int at = entry.getKey().hash() & (capacity - 1);
            while (cells[at] != null) {
                at = (at + 1) & (capacity - 1);
            }
            cells[at] = entry.getKey();
            rulesOfCells[at] = toArray(entry.getValue());
            allShapes |= entry.getKey().shape();
        }
        this.shapes = allShapes;
    }

    private static boolean isTooWide(Rule rule) {
        long size = (long) rule.verbs().size()
                * rule.apiGroups().size()
                * rule.resources().size();
        return size > MAX_CELLS_OF_A_RULE
                || rule.resources().stream()
                        .anyMatch(resource -> resource.chars()
                                        .filter(letter -> letter == '/')
                                        .limit(MAX_SLASHES + 1L)
                                        .count()
                                > MAX_SLASHES);
    }

    private static int[] toArray(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void addCells(Rule rule, int number, Map<Cell, List<Integer>> byCell) {
        for (String resource : rule.resources()) {
            ResourcePattern.eachPair(resource, (main, part) -> addCells(rule, main, part, number, byCell));
        }
    }

    private static void addCells(
            Rule rule, String resource, String subresource, int number, Map<Cell, List<Integer>> byCell) {
        for (String verb : rule.verbs()) {
            for (String apiGroup : rule.apiGroups()) {
                List<Integer> numbers = byCell.computeIfAbsent(
                        new Cell(verb, apiGroup, resource, subresource), each -> new ArrayList<>(1));
                if (!numbers.contains(number)) {
                    numbers.add(number);
                }
            }
        }
    }

    List<Rule> rules() {
        return rules;
    }

    /** By the rules, in their order; the order tells which rule is named as the reason. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof RuleIndex that && hash == that.hash && rules.equals(that.rules));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The first rule that allows the request, if any does. */
    @Nullable
    Rule first(AccessRequest request) {
        int first = NONE;
        for (int other : others) {
            if (rules.get(other).allows(request)) {
                first = other;
                break;
            }
        }
        if (request.isForResource()) {
            String subresource = request.subresource().orElse(NO_SUBRESOURCE);
            for (int left = shapes; left != 0; left &= left - 1) {
                first = Math.min(first, first(Integer.numberOfTrailingZeros(left), request, subresource));
            }
        }
        return first == NONE ? null : rules.get(first);
    }

    private int first(int shape, AccessRequest request, String subresource) {
        String verb = (shape & ANY_VERB) == 0 ? request.verb() : ALL;
        String apiGroup = (shape & ANY_GROUP) == 0 ? request.apiGroup() : ALL;
        String resource = shape < ANY_WITH_SUBRESOURCE ? request.resource() : ALL;
        String part = shape < ANY_RESOURCE ? subresource : NO_SUBRESOURCE;
        int at = Cell.hash(verb, apiGroup, resource, part);
        while (true) {
            at &= cells.length - 1;
            Cell cell = cells[at];
            if (cell == null) {
                return NONE;
            }
            if (cell.is(verb, apiGroup, resource, part)) {
                return firstWithName(rulesOfCells[at], request);
            }
            at++;
        }
    }

    private int firstWithName(int[] numbers, AccessRequest request) {
        for (int number : numbers) {
            if (RuleMatching.name(names.get(number), request.name().orElse(""))) {
                return number;
            }
        }
        return NONE;
    }
}
