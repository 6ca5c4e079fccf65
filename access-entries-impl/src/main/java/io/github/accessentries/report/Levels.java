package io.github.accessentries.report;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.policy.CataloguedPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.policy.RuleSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the level that rules reach. Remembers what it found, since many have the same rules; for one thread. */
final class Levels {

    private static final List<Rule> EVERYTHING = List.of(
            Rule.builder().addVerbs("*").addApiGroups("*").addResources("*").build());

    /** What the roles of Kubernetes have beyond the access policies of the same names; no reason to call it more. */
    private static final List<Rule> ONLY_IN_KUBERNETES = List.of(
            Rule.builder()
                    .addVerbs("create")
                    .addApiGroups("")
                    .addResources("pods/eviction", "serviceaccounts/token")
                    .build(),
            Rule.builder()
                    .addVerbs("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection")
                    .addApiGroups("coordination.k8s.io")
                    .addResources("leases")
                    .build());

    private static final Map<Level, AccessPolicy> POLICIES =
            Map.of(Level.VIEW, AccessPolicy.VIEW, Level.EDIT, AccessPolicy.EDIT, Level.ADMIN, AccessPolicy.ADMIN);

    private final Map<Level, List<Rule>> required = new EnumMap<>(Level.class);
    private final Map<Set<Rule>, Standing> known = new HashMap<>();

    Levels() {
        POLICIES.forEach((level, policy) -> required.put(
                level,
                PolicyCatalogue.published()
                        .find(policy)
                        .map(CataloguedPolicy::rules)
                        .orElseThrow()));
    }

    /** The standing by rules that hold at one place, cluster-wide ones included. */
    Standing of(Set<Rule> rules) {
        return known.computeIfAbsent(rules, this::find);
    }

    /** The standing in a namespace by all rules that hold there; who may do everything in it is not therefore lord of the cluster. */
    Standing inNamespace(Standing everywhere, Set<Rule> rules) {
        Standing there = of(rules);
        boolean lord = there.level() == Level.CLUSTER_ADMIN && everywhere.level() != Level.CLUSTER_ADMIN;
        return lord
                ? Standing.builder()
                        .level(Level.ADMIN)
                        .more(true)
                        .incomplete(false)
                        .build()
                : there;
    }

    /** The same standing, with perhaps more than is known. */
    static Standing incomplete(Standing standing) {
        return Standing.builder()
                .level(standing.level())
                .more(standing.more())
                .incomplete(true)
                .build();
    }

    private Standing find(Set<Rule> rules) {
        RuleSet set = RuleSet.of(rules);
        if (set.covers(EVERYTHING)) {
            return Standing.builder()
                    .level(Level.CLUSTER_ADMIN)
                    .more(false)
                    .incomplete(false)
                    .build();
        }
        Level reached = Level.NONE;
        for (Level level : List.of(Level.VIEW, Level.EDIT, Level.ADMIN)) {
            if (!set.covers(required.getOrDefault(level, List.of()))) {
                break;
            }
            reached = level;
        }
        List<Rule> expected = new ArrayList<>(RuleSet.DISCOVERY);
        expected.addAll(required.getOrDefault(reached, List.of()));
        expected.addAll(reached == Level.NONE ? List.of() : ONLY_IN_KUBERNETES);
        boolean more = !RuleSet.of(expected).covers(rules);
        return reached == Level.NONE
                ? Standing.builder()
                        .level(more ? Level.CUSTOM : Level.NONE)
                        .more(false)
                        .incomplete(false)
                        .build()
                : Standing.builder().level(reached).more(more).incomplete(false).build();
    }
}
