package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a role by the resources and groups that they name, to find those that are about a resource whatever their verbs and
 * objects. Immutable.
 */
final class RulesByResource {

    /** So few rules are as soon tried one after the other, and what names so many of both would take too much room. */
    private static final int FEW_RULES = 16;

    private static final int MAX_PAIRS = RuleIndex.MAX_CELLS;
    private static final int[] NONE = {};

    private final List<Rule> rules;
    private final int[] ofPaths;
    /**
     * The numbers of the rules by resource and group as they spell them, {@code null} if they are tried one after the other.
     */
    private final @Nullable Map<String, Map<String, int[]>> ofResources;

    RulesByResource(List<Rule> rules) {
        this.rules = rules;
        this.ofPaths = IntStream.range(0, rules.size())
                .filter(number -> !rules.get(number).paths().isEmpty())
                .toArray();
        long pairs = rules.stream()
                .mapToLong(rule ->
                        (long) rule.resources().size() * rule.apiGroups().size())
                .sum();
        this.ofResources = rules.size() <= FEW_RULES || pairs > MAX_PAIRS ? null : byResource(rules);
    }

    private static Map<String, Map<String, int[]>> byResource(List<Rule> rules) {
        Map<String, Map<String, IntStream.Builder>> builders = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            for (String resource : Set.copyOf(rule.resources())) {
                Map<String, IntStream.Builder> byGroup = builders.computeIfAbsent(resource, each -> new HashMap<>());
                for (String group : Set.copyOf(rule.apiGroups())) {
                    byGroup.computeIfAbsent(group, each -> IntStream.builder()).add(i);
                }
            }
        }
        Map<String, Map<String, int[]>> numbers = new HashMap<>();
        builders.forEach((resource, byGroup) -> {
            Map<String, int[]> ofResource = new HashMap<>();
            byGroup.forEach(
                    (group, builder) -> ofResource.put(group, builder.build().toArray()));
            numbers.put(resource, ofResource);
        });
        return numbers;
    }

    /** Calls for the number of each rule that would do for another verb and object, perhaps twice, in no order. */
    void eachAbout(AccessRequest request, IntConsumer action) {
        if (!request.isForResource()) {
            for (int number : ofPaths) {
                if (RuleMatching.path(rules.get(number).paths(), request.path().orElseThrow())) {
                    action.accept(number);
                }
            }
            return;
        }
        String resource = request.resource();
        String part = request.subresource().orElse("");
        if (ofResources == null) {
            for (int number = 0; number < rules.size(); number++) {
                Rule rule = rules.get(number);
                if (RuleMatching.resource(rule.resources(), resource, part)
                        && RuleMatching.apiGroup(rule.apiGroups(), request.apiGroup())) {
                    action.accept(number);
                }
            }
            return;
        }
        eachNaming(ofResources, part.isEmpty() ? resource : resource + "/" + part, request, action);
        eachNaming(ofResources, RuleMatching.ALL, request, action);
        if (!part.isEmpty()) {
            eachNaming(ofResources, RuleMatching.ALL + "/" + part, request, action);
        }
    }

    private void eachNaming(
            Map<String, Map<String, int[]>> all, String resource, AccessRequest request, IntConsumer action) {
        Map<String, int[]> byGroup = all.getOrDefault(resource, Map.of());
        each(byGroup.getOrDefault(request.apiGroup(), NONE), action);
        each(byGroup.getOrDefault(RuleMatching.ALL, NONE), action);
    }

    private static void each(int[] numbers, IntConsumer action) {
        for (int number : numbers) {
            action.accept(number);
        }
    }
}
