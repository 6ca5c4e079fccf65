package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Who holds which grants, asked of the model once for each subject. For one thread. */
final class PowerHolders {

    private final AccessModel model;
    private final RuleRights rules;
    private final Map<PowerGrant.Key, PowerGrant> grants = new LinkedHashMap<>();
    private final Map<Subject, Optional<PowerHolder>> holders = new HashMap<>();
    /** Grants whose rights are known, since somebody was found to hold them. */
    private final Set<PowerGrant> read = new HashSet<>();

    PowerHolders(AccessModel model, RuleRights rules) {
        this.model = model;
        this.rules = rules;
    }

    /** Empty for a principal that the cluster does not let in, or of which that is unknown. */
    Optional<PowerHolder> of(Subject subject) {
        Optional<PowerHolder> known = holders.get(subject);
        if (known == null) {
            known = read(subject);
            holders.put(subject, known);
        }
        return known;
    }

    /** The grants of those who were asked about, and the bindings that were named. */
    List<PowerGrant> grants() {
        return new ArrayList<>(grants.values());
    }

    /** A binding, whoever holds it. */
    PowerGrant ofBinding(RbacBinding binding) {
        return grants.computeIfAbsent(
                new PowerGrant.BindingKey(binding.namespace(), binding.name()),
                key -> PowerGrant.ofBinding(binding.namespace(), binding.name(), binding.roleKind(), binding.role()));
    }

    /** What a role would give if it were bound at a place. */
    PowerGrant ofRole(PowerTarget.BoundRole role, List<Rule> ofIt) {
        PowerGrant grant = PowerGrant.ofRole(role);
        ofIt.forEach(rule -> rules.addTo(grant, role.where(), rule));
        return grant;
    }

    private Optional<PowerHolder> read(Subject subject) {
        return model.userOf(subject).map(user -> {
            Map<PowerGrant, Reason> held = new LinkedHashMap<>();
            Set<PowerGrant> fresh = new HashSet<>();
            Reason last = null;
            PowerGrant grant = null;
            for (Permission permission : model.grantsOf(user)) {
                Reason reason = permission.reasons().get(0);
                if (grant == null || last == null || !isOfTheSame(last, reason)) {
                    grant = grants.computeIfAbsent(PowerGrant.key(reason), key -> PowerGrant.of(key, reason));
                    held.putIfAbsent(grant, reason);
                    if (read.add(grant)) {
                        fresh.add(grant);
                    }
                }
                last = reason;
                if (fresh.contains(grant)) {
                    rules.addTo(grant, permission.where(), permission.rule());
                }
            }
            return new PowerHolder(subject, user, held);
        });
    }

    /** Grants come one after the other, each with all of its rules, so that few need to be looked up. */
    private static boolean isOfTheSame(Reason one, Reason other) {
        if (one instanceof GrantedByPolicy policy) {
            return other instanceof GrantedByPolicy another
                    && policy.policy().equals(another.policy())
                    && policy.scope().equals(another.scope())
                    && policy.principal().equals(another.principal());
        }
        GrantedByBinding binding = PowerGrant.binding(one);
        GrantedByBinding another = PowerGrant.binding(other);
        return binding != null
                && another != null
                && binding.binding().equals(another.binding())
                && Objects.equals(binding.bindingNamespace(), another.bindingNamespace());
    }
}
