package io.github.accessentries.audit;

import io.github.accessentries.AccessScope;
import io.github.accessentries.audit.UsedAccess.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Divides what was used by where it was used, so that no rule holds in a place where nobody needs it. */
final class ProposalParts {

    /** No namespace has such a name. */
    private static final String TOGETHER = "/";

    private ProposalParts() {}

    /**
     * One thing that was used, wherever.
     *
     * @param kind what, without its place
     * @param name the object, {@code null} for all of them
     */
    record Use(Kind kind, @Nullable String name) {}

    /**
     * The parts, that of the whole cluster first.
     *
     * @param used what was used
     * @param together whether all namespaces have the same rules
     */
    static List<ProposedPart> of(UsedAccess used, boolean together) {
        TreeSet<String> namespaces = new TreeSet<>();
        used.kinds(null).keySet().stream().map(Kind::place).forEach(namespaces::add);
        namespaces.remove(UsedAccess.NONE);

        Map<Use, UseTally> everywhere = new LinkedHashMap<>();
        Map<Use, SortedMap<String, UseTally>> byPlace = new LinkedHashMap<>();
        used.kinds(together ? TOGETHER : null).forEach((kind, names) -> {
            Kind what = kind.at(UsedAccess.NONE);
            Map<@Nullable String, UseTally> tallies = new LinkedHashMap<>(names.named());
            UseTally all = names.all();
            if (all != null) {
                tallies.put(null, all);
            }
            tallies.forEach((name, tally) -> {
                Use use = new Use(what, name);
                if (kind.place().equals(UsedAccess.NONE)) {
                    everywhere.put(use, tally);
                } else {
                    byPlace.computeIfAbsent(use, each -> new TreeMap<>()).put(kind.place(), tally);
                }
            });
        });
        giveWhatIsAllowedEverywhere(everywhere, byPlace);
        return parts(everywhere, byPlace, namespaces);
    }

    /** A rule for the whole cluster is for each of its namespaces, too. */
    private static void giveWhatIsAllowedEverywhere(
            Map<Use, UseTally> everywhere, Map<Use, SortedMap<String, UseTally>> byPlace) {
        byPlace.entrySet().removeIf(each -> {
            Use use = each.getKey();
            UseTally wider = everywhere.getOrDefault(new Use(use.kind(), null), everywhere.get(use));
            if (wider != null) {
                each.getValue().values().forEach(wider::addAll);
            }
            return wider != null;
        });
    }

    private static List<ProposedPart> parts(
            Map<Use, UseTally> everywhere,
            Map<Use, SortedMap<String, UseTally>> byPlace,
            SortedSet<String> namespaces) {
        List<ProposedPart> parts = new ArrayList<>();
        if (!everywhere.isEmpty()) {
            parts.add(part(AccessScope.clusterWide(), everywhere));
        }
        SortedMap<List<String>, Map<Use, UseTally>> bySamePlaces =
                new TreeMap<>(Comparator.comparing((List<String> places) -> String.join(",", places)));
        byPlace.forEach((use, places) -> {
            UseTally sum = new UseTally();
            places.values().forEach(sum::addAll);
            boolean isTogether = places.containsKey(TOGETHER);
            bySamePlaces
                    .computeIfAbsent(
                            List.copyOf(isTogether ? namespaces : places.keySet()), each -> new LinkedHashMap<>())
                    .put(use, sum);
        });
        bySamePlaces.forEach((places, uses) -> parts.add(part(AccessScope.namespaces(places), uses)));
        return List.copyOf(parts);
    }

    private static ProposedPart part(AccessScope scope, Map<Use, UseTally> uses) {
        return ProposedPart.builder()
                .scope(scope)
                .addAllRules(RuleMerging.rules(uses))
                .build();
    }
}
