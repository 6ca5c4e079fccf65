package io.github.accessentries.internal.iac.terraform;

import static java.util.stream.Collectors.joining;

import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where the clusters of a document are: those of one name in two places are two, of which somebody may want one. */
final class ClusterPlaces {

    private final Optional<String> wanted;

    /** All regions with a cluster of a name, also those that were not asked for. */
    private final Map<String, Set<String>> named = new LinkedHashMap<>();

    private final Map<String, Set<String>> regions = new LinkedHashMap<>();
    private final Map<String, Set<String>> accounts = new LinkedHashMap<>();

    /**
     * Knows of none yet.
     *
     * @param wanted the only region whose clusters are asked for; empty for all of them
     */
    ClusterPlaces(Optional<String> wanted) {
        this.wanted = wanted;
    }

    /** Why a place is none that is asked for; empty if it is one. */
    Optional<String> elsewhere(Home home) {
        return wanted.filter(region -> home.hasRegion() && !region.equals(home.region()))
                .map(region -> home.isOpen()
                        ? "is in " + PlainText.of(home.region()) + ", and nothing says whether that is "
                                + PlainText.of(region) + "; give a value for it"
                        : "is in " + PlainText.of(home.region()) + ", and not in " + PlainText.of(region));
    }

    /** Whether a place is certainly none that is asked for. */
    boolean isElsewhere(Home home) {
        return !home.isOpen() && elsewhere(home).isPresent();
    }

    /** Notes where a cluster is. */
    void note(String cluster, Home home) {
        if (home.hasRegion()) {
            add(named, cluster, home.region());
        }
        if (elsewhere(home).isEmpty()) {
            add(regions, cluster, home.region());
            add(accounts, cluster, home.account());
        }
    }

    private static void add(Map<String, Set<String>> places, String cluster, String place) {
        if (!place.isEmpty()) {
            places.computeIfAbsent(cluster, each -> new TreeSet<>()).add(place);
        }
    }

    /** Whether what says no region may be of one cluster or another. */
    boolean areSeveralNamed(String cluster) {
        return sizeOf(named.get(cluster)) > 1;
    }

    /** Why a name is not that of one cluster; empty if it is. */
    Optional<String> several(String cluster) {
        if (sizeOf(regions.get(cluster)) > 1) {
            return Optional.of(PlainText.name(cluster) + " is the name of clusters in "
                    + regions.getOrDefault(cluster, Set.of()).stream()
                            .map(PlainText::of)
                            .collect(joining(" and "))
                    + " here; give one of them as the value of region");
        }
        return sizeOf(accounts.get(cluster)) > 1
                ? Optional.of(PlainText.name(cluster)
                        + " is the name of clusters in several accounts here; read them from documents of their own")
                : Optional.empty();
    }

    private static int sizeOf(@Nullable Set<String> places) {
        return places == null ? 0 : places.size();
    }
}
