package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.ClustersOfOneName;
import io.github.accessentries.internal.iac.PlaceOfCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** In which regions and accounts the clusters of a document are, since a cluster of one name may be in each. */
final class PulumiRegions {

    private final PulumiDocument document;
    private final ClustersOfOneName clusters;
    private final PulumiAccounts accounts;

    /** Of providers that do not say it themselves. */
    private final Map<String, Set<String>> regionsOfProviders = new HashMap<>();

    private final Map<String, Set<String>> accountsOfClusters = new HashMap<>();

    /**
     * Looks where the clusters are.
     *
     * @param document where the resources stand
     * @param values what was given; the value of {@code region} says which clusters are meant
     */
    PulumiRegions(PulumiDocument document, Map<String, String> values) {
        this.document = document;
        this.clusters = new ClustersOfOneName(values);
        this.accounts = new PulumiAccounts(document);
        for (PulumiResource resource : document.resources()) {
            Optional<String> provider = resource.provider();
            if (provider.isPresent() && !resource.says("region")) {
                PulumiHome.of(resource).ifPresent(home -> add(regionsOfProviders, provider.get(), home.region()));
            }
        }
        List<PulumiResource> access = document.resources().stream()
                .filter(resource -> PulumiResource.isAccess(resource.type()))
                .filter(resource -> clusterOf(resource).isPresent())
                .toList();
        for (PulumiResource resource : access) {
            accounts.of(resource).ifPresent(account -> add(accountsOfClusters, keyOf(resource), account));
        }
        access.forEach(resource -> clusters.note(clusterOf(resource).orElseThrow(), placeOf(resource)));
    }

    private static void add(Map<String, Set<String>> places, String name, String place) {
        places.computeIfAbsent(name, each -> new TreeSet<>()).add(place);
    }

    /** Whether a resource is known to be in another region than the one that was given. */
    boolean isElsewhere(PulumiResource resource) {
        return clusters.isElsewhere(placeOf(resource));
    }

    /** Refuses a resource of which nobody can say on which of several clusters it is, or that is on one that is not meant. */
    void refuseOthers(PulumiResource resource) throws Unanswered {
        clusters.refuseOthers(clusterOf(resource).orElse(""), placeOf(resource));
    }

    private PlaceOfCluster placeOf(PulumiResource resource) {
        return new PlaceOfCluster(
                regionOf(resource).orElse(""),
                accounts.of(resource)
                        .or(() -> theOnly(accountsOfClusters, keyOf(resource)))
                        .orElse(""));
    }

    /** What a resource says itself, or else its provider, or what EKS says of it or of others of the provider. */
    private Optional<String> regionOf(PulumiResource resource) {
        return text(resource, "region")
                .or(() -> document.providerOf(resource).flatMap(provider -> text(provider, "region")))
                .or(() -> PulumiHome.of(resource).map(PulumiHome::region))
                .or(() -> resource.provider().flatMap(provider -> theOnly(regionsOfProviders, provider)));
    }

    private static Optional<String> theOnly(Map<String, Set<String>> places, String name) {
        return Optional.of(places.getOrDefault(name, Set.of()))
                .filter(all -> all.size() == 1)
                .map(all -> all.iterator().next());
    }

    /** The name of a cluster within a region. */
    private String keyOf(PulumiResource resource) {
        return clusterOf(resource).orElse("") + " " + regionOf(resource).orElse("");
    }

    private Optional<String> clusterOf(PulumiResource resource) {
        return text(resource, "clusterName");
    }

    private Optional<String> text(PulumiResource resource, String name) {
        try {
            return document.known(resource, name).filter(Field::isText).flatMap(Field::text);
        } catch (Unanswered unknown) {
            return Optional.empty();
        }
    }
}
