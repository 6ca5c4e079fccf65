package io.github.accessentries.iac;

import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The custom policies of a file, by name, with the rules in the words of Kubernetes. */
final class CustomPolicies {

    private CustomPolicies() {}

    /** Reads all of them; a policy with a fault is left out, and so is never taken for one of AWS's by mistake. */
    static Map<String, Optional<CustomPolicy>> read(Field policies, Texts texts) throws NotCarriedOver {
        Map<String, Optional<CustomPolicy>> byName = new LinkedHashMap<>();
        for (Map.Entry<String, Field> policy : policies.members().entrySet()) {
            byName.put(policy.getKey(), read(policy.getKey(), policy.getValue(), texts));
        }
        return byName;
    }

    private static Optional<CustomPolicy> read(String name, Field at, Texts texts) throws NotCarriedOver {
        List<Rule> rules = RuleReader.rules(Members.of(at, texts, "rules"));
        return new Text(name, at)
                .as(any -> CustomPolicy.builder().name(name).rules(rules).build());
    }

    /** What other tools do not make: they carry the group of an entry, but not what the group is given. */
    static List<Omission> omittedBy(String tool, DesiredAccess access) {
        return access.entries().stream()
                .filter(entry -> !entry.customPolicies().isEmpty())
                .map(entry -> Omission.builder()
                        .place(entry.principal().toString())
                        .reason(tool + " has no custom policies: the entry gets the groups for "
                                + PlainText.names(entry.customPolicies().keySet().stream()
                                        .map(CustomPolicy::name)
                                        .toList())
                                + ", but neither roles nor bindings")
                        .build())
                .toList();
    }

    /** Writes one policy. */
    static Map<String, Object> written(CustomPolicy policy, ObjectsWriter writer) {
        return Map.of("rules", writer.rules(policy.rules()));
    }
}
