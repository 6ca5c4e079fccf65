package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.rule.ResourcePattern;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a role or policy, ready for look-up: whatever their number, a question costs one look-up for each way in
 * which the rules use {@code *}, of which there are mostly one or two. Shared by all that have equal rules. Immutable.
 */
final class RuleIndex {

    static final RuleIndex NOTHING = new RuleIndex(List.of());

    /** Rules that name more combinations than this are tried one after the other. */
    private static final int MAX_CELLS_OF_A_RULE = 1 << 12;

    /**
     * So are those that come after this many of all rules, since a combination takes more room than its text does. One that
     * several rules name counts for each of them.
     */
    static final int MAX_CELLS = 1 << 16;

    /** And those whose combinations crowd at one place, which only happens to texts that somebody made for it. */
    private static final int MAX_PROBES = 128;

    /** Rules for resources with more slashes than any resource has are too; each makes one more combination. */
    private static final int MAX_SLASHES = 8;

    private static final String ALL = RuleMatching.ALL;
    private static final String NO_SUBRESOURCE = "";
    private static final int NONE = Integer.MAX_VALUE;

    /** What a rule names: {@code *} stands for itself in each part, and a resource is split at one of its slashes. */
    private record Cell(String verb, String apiGroup, String resource, String subresource) implements Comparable<Cell> {

        private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::resource)
                .thenComparing(Cell::verb)
                .thenComparing(Cell::apiGroup)
                .thenComparing(Cell::subresource);

        /** A map can find one among many of equal hash if they have an order. */
        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }

        @Override
        public int hashCode() {
            return hash(verb, apiGroup, resource, subresource);
        }

        /** The texts keep their hashes, so this costs no more than reading them. */
        static int hash(String verb, String apiGroup, String resource, String subresource) {
            int hash = mixed(mixed(mixed(verb.hashCode()) + apiGroup.hashCode()) + resource.hashCode());
            return mixed(hash + subresource.hashCode());
        }

        /** So that sums and differences of the parts' hashes do not add up to the same. */
        private static int mixed(int hash) {
            int product = hash * 0x9E3779B1;
            return product ^ (product >>> 15);
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
    /** The rules that are tried one after the other: for paths, the widest ones, and those that found no place. */
    private final int[] others;
    /** An open hash table: the cell in one array, the rules that have it in the other. */
    private final @Nullable Cell[] cells;

    private final int[][] rulesOfCells;
    private final int shapes;
    private final int size;
    private volatile @Nullable RulesByResource byResource;
    private volatile @Nullable BitSet wide;

    RuleIndex(List<Rule> rules) {
        this(rules, MAX_CELLS);
    }

    /** With no more combinations than allowed, whatever the rules. */
    RuleIndex(List<Rule> rules, int allowance) {
        this.rules = List.copyOf(rules);
        this.hash = this.rules.hashCode();
        this.names = this.rules.stream()
                .map(rule -> rule.resourceNames().isEmpty()
                        ? Set.<String>of()
                        // Unlike Set.copyOf, it stands many texts of equal hash.
                        : Collections.unmodifiableSet(new HashSet<>(rule.resourceNames())))
                .toList();
        Map<Cell, List<Integer>> byCell = new HashMap<>();
        NavigableSet<Integer> apart = new TreeSet<>();
        int used = 0;
        for (int i = 0; i < this.rules.size(); i++) {
            Rule rule = this.rules.get(i);
            long needed = cellsOf(rule);
            boolean isIndexed = needed <= Math.min(MAX_CELLS_OF_A_RULE, Math.min(MAX_CELLS, allowance) - used);
            if (isIndexed) {
                addCells(rule, i, byCell);
                used += (int) needed;
            }
            if (!isIndexed || !rule.paths().isEmpty()) {
                apart.add(i);
            }
        }
        this.size = used;
        int capacity = Integer.highestOneBit(Math.max(1, byCell.size())) * 4;
        this.cells = new @Nullable Cell[capacity];
        this.rulesOfCells = new int[capacity][];
        int allShapes = 0;
        for (Map.Entry<Cell, List<Integer>> entry : byCell.entrySet()) {
            int at = free(entry.getKey());
            if (at < 0) {
                apart.addAll(entry.getValue());
            } else {
                cells[at] = entry.getKey();
                rulesOfCells[at] = toArray(entry.getValue());
                allShapes |= entry.getKey().shape();
            }
        }
        this.shapes = allShapes;
        this.others = toArray(apart);
    }

    /** The place for a cell, -1 if all are taken where it would be looked for. */
    private int free(Cell cell) {
        int first = cell.hashCode();
        for (int i = 0; i < MAX_PROBES; i++) {
            int at = (first + i) & (cells.length - 1);
            if (cells[at] == null) {
                return at;
            }
        }
        return -1;
    }

    /** How many combinations a rule names, more than any rule may if one of its resources is too odd. */
    private static long cellsOf(Rule rule) {
        long resources = 0;
        for (String resource : rule.resources()) {
            long slashes = resource.chars()
                    .filter(letter -> letter == '/')
                    .limit(MAX_SLASHES + 1L)
                    .count();
            resources += slashes > MAX_SLASHES ? MAX_CELLS : 1 + slashes;
        }
        // Three numbers of what fits into a text of some megabytes can be too much even for a long number.
        return Math.min(resources, MAX_CELLS)
                * Math.min(rule.verbs().size(), MAX_CELLS)
                * Math.min(rule.apiGroups().size(), MAX_CELLS);
    }

    private static int[] toArray(Collection<Integer> numbers) {
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
                // They come in order, so it can only be the last one.
                if (numbers.isEmpty() || numbers.get(numbers.size() - 1) != number) {
                    numbers.add(number);
                }
            }
        }
    }

    List<Rule> rules() {
        return rules;
    }

    /** The numbers of the rules that are too wide to be taken apart; not to be changed. */
    BitSet wide() {
        BitSet found = wide;
        if (found == null) {
            found = RuleWidth.whole(rules);
            wide = found;
        }
        return found;
    }

    /** The same by resource; made when it is first asked for, since most roles never are. */
    RulesByResource byResource() {
        RulesByResource made = byResource;
        if (made == null) {
            made = new RulesByResource(rules);
            byResource = made;
        }
        return made;
    }

    /** How many combinations are indexed. */
    int size() {
        return size;
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
        int home = Cell.hash(verb, apiGroup, resource, part);
        for (int i = 0; i < MAX_PROBES; i++) {
            int at = (home + i) & (cells.length - 1);
            Cell cell = cells[at];
            if (cell == null) {
                return NONE;
            }
            if (cell.is(verb, apiGroup, resource, part)) {
                return firstWithName(rulesOfCells[at], request);
            }
        }
        return NONE;
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
