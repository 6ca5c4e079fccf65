package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The custom policies of a file, by name, with the rules in the words of Kubernetes. */
final class CustomPolicies {

    private CustomPolicies() {}

    /** Reads all of them; a policy with a fault is left out, and so is never taken for one of AWS's by mistake. */
    static Map<String, Optional<CustomPolicy>> read(Field policies, Variables variables) {
        Map<String, Optional<CustomPolicy>> byName = new LinkedHashMap<>();
        policies.members()
                .forEach((name, policy) ->
                        byName.put(name, variables.fill(policy).flatMap(filled -> read(name, filled))));
        return byName;
    }

    private static Optional<CustomPolicy> read(String name, Field at) {
        List<Rule> rules = RuleReader.rules(Members.of(at, "rules"));
        return new Text(name, at)
                .as(any -> CustomPolicy.builder().name(name).rules(rules).build());
    }

    /** Writes one policy. */
    static Map<String, Object> written(CustomPolicy policy, ObjectsWriter writer) {
        return Map.of("rules", writer.rules(policy.rules()));
    }
}
