package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a role by the resources that they name, to find those that are about a resource whatever their verbs and
 * objects. Immutable.
 */
final class RulesByResource {

    /** So few rules are as soon tried one after the other, and what names so many resources would take too much room. */
    private static final int FEW_RULES = 16;

    private static final int MAX_RESOURCES = RuleIndex.MAX_CELLS;
    private static final int[] NONE = {};

    private final List<Rule> rules;
    private final int[] ofPaths;
    /** The numbers of the rules by resource as they spell it, {@code null} if they are tried one after the other. */
    private final @Nullable Map<String, int[]> ofResources;

    RulesByResource(List<Rule> rules) {
        this.rules = rules;
        this.ofPaths = IntStream.range(0, rules.size())
                .filter(number -> !rules.get(number).paths().isEmpty())
                .toArray();
        long resources =
                rules.stream().mapToLong(rule -> rule.resources().size()).sum();
        this.ofResources = rules.size() <= FEW_RULES || resources > MAX_RESOURCES ? null : byResource(rules);
    }

    private static Map<String, int[]> byResource(List<Rule> rules) {
        Map<String, IntStream.Builder> builders = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            int number = i;
            rules.get(i).resources().stream()
                    .distinct()
                    .forEach(resource -> builders.computeIfAbsent(resource, each -> IntStream.builder())
                            .add(number));
        }
        Map<String, int[]> numbers = new HashMap<>();
        builders.forEach(
                (resource, builder) -> numbers.put(resource, builder.build().toArray()));
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
                if (RuleMatching.resource(rules.get(number).resources(), resource, part)) {
                    acceptIfOfGroup(number, request, action);
                }
            }
            return;
        }
        eachNaming(part.isEmpty() ? resource : resource + "/" + part, request, action);
        eachNaming(RuleMatching.ALL, request, action);
        if (!part.isEmpty()) {
            eachNaming(RuleMatching.ALL + "/" + part, request, action);
        }
    }

    private void eachNaming(String resource, AccessRequest request, IntConsumer action) {
        if (ofResources != null) {
            for (int number : ofResources.getOrDefault(resource, NONE)) {
                acceptIfOfGroup(number, request, action);
            }
        }
    }

    private void acceptIfOfGroup(int number, AccessRequest request, IntConsumer action) {
        if (RuleMatching.apiGroup(rules.get(number).apiGroups(), request.apiGroup())) {
            action.accept(number);
        }
    }
}
