package io.github.accessentries.risk;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByCustomPolicy;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody and the grants that count for it.
 *
 * @param subject who
 * @param user the user that it is
 * @param grants the grants, each with a reason for one of its rules, in a fixed order
 */
record PowerHolder(Subject subject, KubernetesUser user, Map<PowerGrant, Reason> grants) {

    /** Why the holder has a right, at a namespace or without one; empty if none of its grants gives it. */
    Optional<Reason> reasonFor(PowerRight right, Optional<String> namespace) {
        return Optional.ofNullable(grants.get(right.grant())).map(reason -> {
            if (reason instanceof GrantedByBinding binding) {
                return ofRule(binding, right);
            }
            if (reason instanceof GrantedByCustomPolicy custom) {
                return new GrantedByCustomPolicy(custom.policy(), ofRule(custom.binding(), right));
            }
            return reason instanceof GrantedByPolicy policy
                    ? new GrantedByPolicy(
                            policy.principal(),
                            policy.policy(),
                            policy.scope(),
                            right.rule(),
                            policy.principalId(),
                            namespace.orElse(null))
                    : reason;
        });
    }

    private static GrantedByBinding ofRule(GrantedByBinding binding, PowerRight right) {
        return new GrantedByBinding(
                binding.binding(),
                binding.bindingNamespace(),
                binding.roleKind(),
                binding.role(),
                binding.subjectKind(),
                binding.subject(),
                right.rule());
    }
}
