package io.github.accessentries.internal.iac;

import static java.util.stream.Collectors.joining;

import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The places of the clusters of a document, since a cluster of one name may be in each region of each account. Access is told by the
 * name of its cluster, so at most one of them is carried over: the one in the region that was given. Not thread-safe.
 */
public final class ClustersOfOneName {

    /** The name of the value that says which region is meant. */
    private static final String REGION = "region";

    private final Optional<String> wanted;
    private final Map<String, Set<PlaceOfCluster>> places = new LinkedHashMap<>();

    /**
     * Starts with no cluster.
     *
     * @param values what was given; the value of {@code region} says which clusters are meant
     */
    public ClustersOfOneName(Map<String, String> values) {
        this.wanted = Optional.ofNullable(values.get(REGION));
    }

    /**
     * Notes that something is on a cluster there.
     *
     * @param cluster the name of the cluster
     * @param place where it is
     */
    public void note(String cluster, PlaceOfCluster place) {
        places.computeIfAbsent(cluster, each -> new LinkedHashSet<>()).add(place);
    }

    /**
     * Whether a place is known to be in another region than the one that was given.
     *
     * @param place the place
     * @return whether nothing there can be on a cluster that is meant
     */
    public boolean isElsewhere(PlaceOfCluster place) {
        return place.isKnown()
                && wanted.filter(region -> !region.equals(place.region())).isPresent();
    }

    /**
     * Lets only pass what is on the one cluster of its name that is meant, once all places are noted.
     *
     * @param cluster the name of its cluster
     * @param place where that is
     * @throws Unanswered if it is on another one, or nobody can say on which
     */
    public void refuseOthers(String cluster, PlaceOfCluster place) throws Unanswered {
        if (isElsewhere(place)) {
            throw new Unanswered(
                    "is in " + PlainText.of(place.region()) + ", and not in " + PlainText.of(wanted.orElse("")));
        }
        if (wanted.isPresent() && place.isOpen()) {
            throw new Unanswered("is in " + PlainText.of(place.region()) + ", and nothing says whether that is "
                    + PlainText.of(wanted.get()) + "; give a value for it");
        }
        Set<PlaceOfCluster> all = places.getOrDefault(cluster, Set.of());
        refuseOtherRegions(cluster, place, all);
        Set<String> accounts = all.stream()
                .filter(each -> each.region().equals(place.region()))
                .map(each -> each.account().isEmpty() ? "an account that is not said" : each.account())
                .collect(Collectors.toCollection(TreeSet::new));
        if (accounts.size() > 1) {
            throw new Unanswered("is on a cluster " + oneOfThatName(cluster, accounts)
                    + ", which may be of several accounts; read each from a file of its own");
        }
    }

    /** What says no region is where its tool looks of itself, so what says one is elsewhere. */
    private void refuseOtherRegions(String cluster, PlaceOfCluster place, Set<PlaceOfCluster> all) throws Unanswered {
        Set<String> regions = all.stream()
                .filter(PlaceOfCluster::saysRegion)
                .map(PlaceOfCluster::region)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean anyIsKnown = all.stream().anyMatch(PlaceOfCluster::isKnown);
        boolean anyIsUnsaid = all.stream().anyMatch(each -> !each.saysRegion());
        boolean areSeveral = regions.size() > 1 || (anyIsKnown && anyIsUnsaid);
        if (areSeveral && !place.saysRegion()) {
            throw new Unanswered(
                    "says no region, and is on a cluster " + oneOfThatName(cluster, regions) + "; write its region");
        }
        if (areSeveral && wanted.isEmpty()) {
            throw new Unanswered("is on a cluster " + oneOfThatName(cluster, regions)
                    + (anyIsUnsaid ? ", and one whose region is not said" : "")
                    + (regions.size() > 1 ? "; give one of them as" : "; give that as") + " the value of " + REGION);
        }
    }

    private static String oneOfThatName(String cluster, Collection<String> places) {
        return PlainText.name(cluster) + ", and there is one of that name in " + (places.size() > 1 ? "each of " : "")
                + places.stream().map(PlainText::of).collect(joining(", "));
    }
}
