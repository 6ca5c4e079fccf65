package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.rule.RuleMatching;
import io.github.accessentries.policy.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what of a rule is more than it looks: the one table behind risks and paths. Remembers what it found, since many have the same
 * rules; for one thread.
 */
final class RiskyRights {

    private static final String ALL = RuleMatching.ALL;
    private static final String EXTRAS = "userextras/";

    /** Of one kind on one resource, the first is enough. */
    private record About(RiskKind kind, String apiGroup, String resource, Optional<String> subresource) {

        static About of(TabledRight tabled) {
            AccessRequest request = tabled.request();
            return new About(tabled.kind(), request.apiGroup(), request.resource(), request.subresource());
        }
    }

    private final List<TabledRight> table;
    private final Optional<KubernetesVersion> version;
    private final Map<Rule, List<RiskyRight>> inCluster = new HashMap<>();
    private final Map<Rule, List<RiskyRight>> inNamespaces = new HashMap<>();

    private RiskyRights(Optional<KubernetesVersion> version) {
        this.version = version;
        this.table = RightsTable.all().stream()
                .filter(each -> each.holdsUnder(version))
                .toList();
    }

    /** For a cluster of a version; of one that is unknown, whatever may be a risk in one counts. */
    static RiskyRights forVersion(Optional<KubernetesVersion> version) {
        return new RiskyRights(version);
    }

    /**
     * At most one of each kind on each resource; full control stands for all that it includes. One whose request has a namespace
     * holds only where the rule includes that namespace.
     */
    List<RiskyRight> of(Rule rule, boolean clusterWide) {
        return (clusterWide ? inCluster : inNamespaces).computeIfAbsent(rule, each -> find(each, clusterWide));
    }

    private List<RiskyRight> find(Rule rule, boolean clusterWide) {
        Set<String> names = namesOf(rule);
        Rule forAnyName = rule.resourceNames().isEmpty()
                ? rule
                : Rule.asReceived().from(rule).resourceNames(List.of()).build();
        Map<About, RiskyRight> rights = new LinkedHashMap<>();
        Stream.concat(table.stream(), extrasOf(rule))
                .filter(tabled -> clusterWide || tabled.inNamespaces())
                // Most rules have nothing of the table, and there may be thousands of them.
                .filter(tabled -> forAnyName.allows(tabled.request()))
                .filter(tabled -> !rights.containsKey(About.of(tabled)))
                .forEach(tabled -> {
                    RiskyRight right = right(rule, names, tabled);
                    if (right != null) {
                        rights.put(About.of(tabled), right);
                    }
                });
        for (RiskyRight right : rights.values()) {
            if (right.kind() == RiskKind.FULL_CONTROL) {
                return List.of(right);
            }
        }
        List<RiskyRight> all = new ArrayList<>(rights.values());
        wildcard(rule, names).ifPresent(all::add);
        return List.copyOf(all);
    }

    private static @Nullable RiskyRight right(Rule rule, Set<String> names, TabledRight tabled) {
        AccessRequest request = tabled.request();
        if (AskedNames.allowsAsItStands(rule, request)) {
            return new RiskyRight(tabled.kind(), request, Set.of());
        }
        if (tabled.kind() == RiskKind.FULL_CONTROL
                || request.name().isPresent()
                || names.isEmpty()
                || !AskedNames.isNamed(request)) {
            return null;
        }
        AccessRequest named = AccessRequest.asReceived()
                .from(request)
                .name(names.iterator().next())
                .build();
        return rule.allows(named) ? new RiskyRight(tabled.kind(), named, names) : null;
    }

    /** The empty name is of requests without one. */
    private static Set<String> namesOf(Rule rule) {
        Set<String> names = new TreeSet<>(rule.resourceNames());
        names.remove("");
        return names;
    }

    private Stream<TabledRight> extrasOf(Rule rule) {
        return rule.resources().stream()
                .filter(resource -> resource.startsWith(EXTRAS) && resource.length() > EXTRAS.length())
                .flatMap(resource -> RightsTable.forExtra(resource.substring(EXTRAS.length())).stream())
                .filter(tabled -> tabled.holdsUnder(version));
    }

    private static Optional<RiskyRight> wildcard(Rule rule, Set<String> names) {
        boolean stars = rule.verbs().contains(ALL)
                || rule.apiGroups().contains(ALL)
                || rule.resources().contains(ALL);
        return stars
                ? RuleSet.requests(rule)
                        .filter(AccessRequest::isForResource)
                        .findFirst()
                        .map(request -> new RiskyRight(RiskKind.WILDCARD, request, names))
                : Optional.empty();
    }
}
