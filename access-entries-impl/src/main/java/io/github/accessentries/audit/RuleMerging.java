package io.github.accessentries.audit;

import io.github.accessentries.audit.ProposalParts.Use;
import io.github.accessentries.authz.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes few rules of many uses. A rule allows each of its verbs on each of its resources in each of its groups by each of its
 * names; so two of them become one only if they differ in one of the four. What allows more than both never comes out.
 *
 * <p>Which rules remain depends on what is joined first. All orders are tried, and the one that leaves the fewest is taken; of
 * any two of its rules, none could be joined.
 */
final class RuleMerging {

    private static final int VERBS = 0;
    private static final int GROUPS = 1;
    private static final int WHAT = 2;
    private static final int NAMES = 3;

    /** Of several that leave as few, the first one counts: it keeps together what is done to one resource. */
    private static final List<List<Integer>> ORDERS = orders(List.of(NAMES, VERBS, WHAT, GROUPS));

    /** In place of names, for all objects; no object has it. */
    private static final String ALL = "";

    /** Some uses, as the product of four sets. */
    private record Product(List<SortedSet<String>> sides, List<UseTally> tallies) {

        static Product of(Use use, UseTally tally) {
            return new Product(
                    List.of(
                            one(use.kind().verb()),
                            one(use.kind().apiGroup()),
                            one(use.kind().what()),
                            one(use.name() == null ? ALL : use.name())),
                    List.of(tally));
        }

        private static SortedSet<String> one(String text) {
            return new TreeSet<>(List.of(text));
        }

        List<SortedSet<String>> without(int side) {
            List<SortedSet<String>> others = new ArrayList<>(sides);
            others.remove(side);
            return others;
        }

        /** Sorts rules for one group and resource before those for more. */
        String text() {
            return Stream.of(GROUPS, WHAT, NAMES, VERBS)
                    .map(side -> String.join(" ", sides.get(side)))
                    .collect(Collectors.joining("\n"));
        }
    }

    private RuleMerging() {}

    private static List<List<Integer>> orders(List<Integer> sides) {
        if (sides.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> orders = new ArrayList<>();
        for (Integer first : sides) {
            List<Integer> others = new ArrayList<>(sides);
            others.remove(first);
            for (List<Integer> rest : orders(others)) {
                List<Integer> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    static List<ProposedRule> rules(Map<Use, UseTally> uses) {
        List<Product> ofResources = new ArrayList<>();
        List<Product> ofPaths = new ArrayList<>();
        uses.forEach((use, tally) -> (use.kind().isPath() ? ofPaths : ofResources).add(Product.of(use, tally)));
        List<ProposedRule> rules = new ArrayList<>();
        fewest(ofResources).forEach(product -> rules.add(rule(product, false)));
        fewest(ofPaths).forEach(product -> rules.add(rule(product, true)));
        return rules;
    }

    private static List<Product> fewest(List<Product> products) {
        List<Product> fewest = products;
        for (List<Integer> order : ORDERS) {
            List<Product> joined = joined(products, order);
            if (joined.size() < fewest.size()) {
                fewest = joined;
            }
            if (fewest.size() == 1) {
                break;
            }
        }
        return fewest.stream().sorted(Comparator.comparing(Product::text)).toList();
    }

    private static List<Product> joined(List<Product> products, List<Integer> order) {
        List<Product> joined = products;
        int before;
        do {
            before = joined.size();
            for (int side : order) {
                joined = joinedAlong(joined, side);
            }
        } while (joined.size() < before);
        return joined;
    }

    /** Joins those that differ in one side only. */
    private static List<Product> joinedAlong(List<Product> products, int side) {
        Map<List<SortedSet<String>>, List<Product>> alike = new LinkedHashMap<>();
        products.forEach(product -> alike.computeIfAbsent(product.without(side), each -> new ArrayList<>())
                .add(product));
        return alike.values().stream()
                .map(each -> each.size() == 1 ? each.get(0) : sum(each, side))
                .toList();
    }

    private static Product sum(List<Product> products, int side) {
        SortedSet<String> all = new TreeSet<>();
        products.forEach(product -> all.addAll(product.sides().get(side)));
        List<SortedSet<String>> sides = new ArrayList<>(products.get(0).sides());
        sides.set(side, all);
        return new Product(
                sides,
                products.stream()
                        .map(Product::tallies)
                        .flatMap(Collection::stream)
                        .toList());
    }

    private static ProposedRule rule(Product product, boolean isPath) {
        Rule.Builder rule = Rule.builder()
                .verbs(product.sides().get(VERBS).stream()
                        .sorted(KindOrder.BY_VERB)
                        .toList());
        if (isPath) {
            rule.paths(product.sides().get(WHAT));
        } else {
            rule.apiGroups(product.sides().get(GROUPS))
                    .resources(product.sides().get(WHAT));
            if (!product.sides().get(NAMES).contains(ALL)) {
                rule.resourceNames(product.sides().get(NAMES));
            }
        }
        return ProposedRule.builder()
                .rule(rule.build())
                .evidence(UseTally.evidence(product.tallies()))
                .build();
    }
}
