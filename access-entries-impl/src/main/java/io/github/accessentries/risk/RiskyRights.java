package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.rule.RuleMatching;
import io.github.accessentries.policy.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what of a rule is more than it looks: the one table behind risks and paths. Remembers what it found, since many have the same
 * rules; for one thread.
 */
final class RiskyRights {

    private static final String ALL = RuleMatching.ALL;

    private final Map<Rule, List<RiskyRight>> inCluster = new HashMap<>();
    private final Map<Rule, List<RiskyRight>> inNamespaces = new HashMap<>();

    /** At most one of each kind; full control stands for all that it includes. */
    List<RiskyRight> of(Rule rule, boolean clusterWide) {
        return (clusterWide ? inCluster : inNamespaces).computeIfAbsent(rule, each -> find(each, clusterWide));
    }

    boolean isFullControl(Rule rule) {
        return of(rule, true).stream().anyMatch(right -> right.kind() == RiskKind.FULL_CONTROL);
    }

    private static List<RiskyRight> find(Rule rule, boolean clusterWide) {
        List<RiskyRight> rights = new ArrayList<>();
        for (RiskKind kind : RiskKind.values()) {
            kind.probes(clusterWide).stream()
                    .filter(rule::allows)
                    .findFirst()
                    .ifPresent(request -> rights.add(new RiskyRight(kind, request, Set.of())));
        }
        for (RiskyRight right : rights) {
            if (right.kind() == RiskKind.FULL_CONTROL) {
                return List.of(right);
            }
        }
        boolean stars = rule.verbs().contains(ALL)
                || rule.apiGroups().contains(ALL)
                || rule.resources().contains(ALL);
        if (stars) {
            RuleSet.requests(rule)
                    .filter(AccessRequest::isForResource)
                    .findFirst()
                    .ifPresent(request -> rights.add(new RiskyRight(RiskKind.WILDCARD, request, Set.of())));
        }
        return List.copyOf(rights);
    }
}
