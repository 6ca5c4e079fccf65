package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.policy.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what one reaches has more than one has already. For one subject, and for one thread. */
final class PowerGains {

    private final AccessModel model;
    private final Map<Where, List<Rule>> own;

    PowerGains(AccessModel model, PowerHolder holder) {
        this.model = model;
        this.own = byPlace(model.grantsOf(holder.user()));
    }

    boolean gainsBy(Optional<PowerHolder> other) {
        return other.map(holder -> !covers(byPlace(model.grantsOf(holder.user()))))
                .orElse(false);
    }

    boolean gainsBy(RbacRole role, Where where) {
        return !covers(Map.of(where, role.rules()));
    }

    private boolean covers(Map<Where, List<Rule>> others) {
        return others.entrySet().stream().allMatch(each -> covers(each.getKey(), each.getValue()));
    }

    private boolean covers(Where where, List<Rule> rules) {
        List<Rule> here = new ArrayList<>();
        own.forEach((place, ofPlace) -> {
            if (CommonPlaces.covers(place, where)) {
                here.addAll(ofPlace);
            }
        });
        return RuleSet.of(here).covers(where.isClusterWide() ? rules : forResources(rules));
    }

    /** From a namespace, no path is reached. */
    private static List<Rule> forResources(List<Rule> rules) {
        return rules.stream()
                .map(rule -> rule.paths().isEmpty()
                        ? rule
                        : Rule.asReceived().from(rule).paths(List.of()).build())
                .toList();
    }

    private static Map<Where, List<Rule>> byPlace(List<Permission> permissions) {
        Map<Where, List<Rule>> rules = new LinkedHashMap<>();
        permissions.forEach(each ->
                rules.computeIfAbsent(each.where(), where -> new ArrayList<>()).add(each.rule()));
        return rules;
    }
}
