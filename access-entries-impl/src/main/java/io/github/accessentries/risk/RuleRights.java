package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rights in rules that steps can use: those that are more than they look, and their companions. Looks at each rule once,
 * however many have it; for one thread.
 */
final class RuleRights {

    /** A right of a rule, whoever has it. */
    private record Found(
            @Nullable RiskKind kind, @Nullable CompanionRight companion, AccessRequest request, Set<String> names) {}

    private final RiskyRights risky;
    private final Map<Rule, List<Found>> inCluster = new HashMap<>();
    private final Map<Rule, List<Found>> inNamespaces = new HashMap<>();

    /** For a cluster of a version, if that is known. */
    RuleRights(Optional<KubernetesVersion> version) {
        risky = RiskyRights.forVersion(version);
    }

    /** How many rules were looked at. */
    int examined() {
        return inCluster.size() + inNamespaces.size();
    }

    void addTo(PowerGrant grant, Where where, Rule rule) {
        Map<Rule, List<Found>> known = where.isClusterWide() ? inCluster : inNamespaces;
        for (Found found : known.computeIfAbsent(rule, each -> find(each, where.isClusterWide()))) {
            if (found.request.namespace().map(where::includes).orElse(true)) {
                grant.add(new PowerRight(found.kind, found.companion, found.request, found.names, where, rule, grant));
            }
        }
    }

    private List<Found> find(Rule rule, boolean clusterWide) {
        List<Found> all = new ArrayList<>();
        for (RiskyRight right : risky.of(rule, clusterWide)) {
            AccessRequest request = right.holdsForAll() ? right.shownBy() : withoutName(right.shownBy());
            all.add(new Found(right.kind(), null, request, right.names()));
        }
        Set<String> names = new TreeSet<>(rule.resourceNames());
        names.removeIf(String::isBlank);
        for (CompanionRight companion : CompanionRight.values()) {
            companion.requests().forEach(request -> add(all, companion, request, rule, names));
        }
        return List.copyOf(all);
    }

    private static void add(
            List<Found> all, CompanionRight companion, AccessRequest request, Rule rule, Set<String> names) {
        if (AskedNames.allowsAsItStands(rule, request)) {
            all.add(new Found(null, companion, request, Set.of()));
        } else if (!names.isEmpty()
                && request.name().isEmpty()
                && AskedNames.isNamed(request)
                && rule.allows(request.named(names.iterator().next()))) {
            all.add(new Found(null, companion, request, Set.copyOf(names)));
        }
    }

    private static AccessRequest withoutName(AccessRequest request) {
        return AccessRequest.asReceived().from(request).name(Optional.empty()).build();
    }
}
