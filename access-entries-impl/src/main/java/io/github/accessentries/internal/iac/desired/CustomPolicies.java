package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.iac.desired.RuleReader.PlacedRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The custom policies of a file, by name, with the rules in the words of Kubernetes. */
final class CustomPolicies {

    /** What every policy may have. */
    private static final Rule HARMLESS =
            Rule.builder().addVerbs("get").addApiGroups("").addResources("pods").build();

    private CustomPolicies() {}

    /** Reads all of them; a policy with a fault is left out, and so is never taken for one of AWS's by mistake. */
    static Map<String, Optional<CustomPolicy>> read(Field policies, Variables variables) {
        Map<String, Optional<CustomPolicy>> byName = new LinkedHashMap<>();
        policies.members()
                .forEach((name, policy) ->
                        byName.put(name, variables.fill(policy).flatMap(filled -> read(name, filled))));
        return byName;
    }

    /** A policy with one of its rules alone is refused for what is wrong with that rule. */
    private static Optional<CustomPolicy> read(String name, Field at) {
        Members policy = Members.of(at, "rules");
        List<PlacedRule> rules = RuleReader.rules(policy);
        if (new Text(name, at).as(any -> CustomPolicy.of(name, HARMLESS)).isEmpty()) {
            return Optional.empty();
        }
        if (rules.isEmpty()) {
            return new Text(name, policy.field("rules").orElse(at)).as(CustomPolicy::of);
        }
        boolean areAllRules = rules.stream()
                .map(rule -> new Text(name, rule.at())
                        .as(any -> CustomPolicy.of(name, rule.rule()))
                        .isPresent())
                .reduce(true, Boolean::logicalAnd);
        return areAllRules
                ? Optional.of(CustomPolicy.builder()
                        .name(name)
                        .rules(PlacedRule.rules(rules))
                        .build())
                : Optional.empty();
    }

    /** Writes one policy. */
    static Map<String, Object> written(CustomPolicy policy, ObjectsWriter writer) {
        return Map.of("rules", writer.rules(policy.rules()));
    }
}
