package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.policy.CataloguedPolicy;
import java.util.List;
import java.util.Optional;

/**
 * What one access policy is known to allow, ready to decide; shared by all entries that have the policy.
 *
 * @param rules the published rules
 * @param complete whether there are no others
 */
record CompiledPolicy(List<CompiledRule> rules, boolean complete) {

    static CompiledPolicy of(Optional<CataloguedPolicy> known) {
        return new CompiledPolicy(
                known.map(CataloguedPolicy::rules).orElse(List.of()).stream()
                        .map(CompiledRule::new)
                        .toList(),
                known.map(CataloguedPolicy::complete).orElse(false));
    }

    Optional<CompiledRule> ruleFor(AccessRequest request) {
        for (CompiledRule rule : rules) {
            if (rule.allows(request)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
