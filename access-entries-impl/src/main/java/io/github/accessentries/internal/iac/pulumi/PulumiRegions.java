package io.github.accessentries.internal.iac.pulumi;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.ClustersOfOneName;
import io.github.accessentries.internal.iac.PlaceOfCluster;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** In which regions and accounts the clusters of a document are, since a cluster of one name may be in each. */
final class PulumiRegions {

    private static final String REGION = "region";

    private final PulumiDocument document;
    private final Map<String, String> values;
    private final ClustersOfOneName clusters;
    private final PulumiAccounts accounts;

    /** Of what gives access, whose properties may take long to work out. */
    private final IdentityHashMap<PulumiResource, String> names = new IdentityHashMap<>();

    private final IdentityHashMap<PulumiResource, String> regions = new IdentityHashMap<>();
    private final IdentityHashMap<PulumiResource, PlaceOfCluster> places = new IdentityHashMap<>();

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
        this.values = values;
        this.clusters = new ClustersOfOneName(values);
        this.accounts = new PulumiAccounts(document);
        for (PulumiResource resource : document.resources()) {
            Optional<String> provider = resource.provider();
            if (provider.isPresent() && !resource.says(REGION)) {
                PulumiHome.of(resource).ifPresent(home -> add(regionsOfProviders, provider.get(), home.region()));
            }
        }
        List<PulumiResource> access = document.resources().stream()
                .filter(resource -> PulumiResource.isAccess(resource.type()))
                .toList();
        for (PulumiResource resource : access) {
            names.put(resource, text(resource, "clusterName").orElse(""));
            regions.put(resource, regionOf(resource));
            if (!nameOf(resource).isEmpty()) {
                accounts.of(resource).ifPresent(account -> add(accountsOfClusters, keyOf(resource), account));
            }
        }
        for (PulumiResource resource : access) {
            places.put(resource, new PlaceOfCluster(requireNonNull(regions.get(resource)), accountOf(resource)));
            if (!nameOf(resource).isEmpty()) {
                clusters.note(nameOf(resource), placeOf(resource));
            }
        }
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
        clusters.refuseOthers(nameOf(resource), placeOf(resource));
    }

    private PlaceOfCluster placeOf(PulumiResource resource) {
        return requireNonNull(places.get(resource));
    }

    private String accountOf(PulumiResource resource) {
        return accounts.of(resource)
                .or(() -> theOnly(accountsOfClusters, keyOf(resource)))
                .orElse("");
    }

    /** What a resource says itself, or else its provider, or what EKS says of it or of others of the provider. */
    private String regionOf(PulumiResource resource) {
        boolean saysItself = resource.says(REGION);
        Optional<PulumiResource> source = saysItself
                ? Optional.of(resource)
                : document.providerOf(resource).filter(provider -> provider.says(REGION));
        return source.flatMap(said -> text(said, REGION))
                .or(() -> PulumiHome.of(resource).map(PulumiHome::region))
                .or(() -> resource.provider()
                        .filter(provider -> !saysItself)
                        .flatMap(provider -> theOnly(regionsOfProviders, provider)))
                .or(() -> source.map(this::unknownRegion))
                .orElse("");
    }

    /** Nobody knows whether it is the same as another one, unless an expression says both. */
    private String unknownRegion(PulumiResource source) {
        String written = source.properties()
                .member(REGION)
                .map(Field::asOneText)
                .filter(document::isSameAsWritten)
                .filter(text -> text.contains("${"))
                .orElse("");
        String question = source.name() + "." + REGION;
        return !written.isEmpty()
                ? written
                : Optional.ofNullable(values.get(question))
                        .orElseGet(() -> "${" + question + "}"
                                + (source.name().equals(source.address()) ? "" : " of " + source.address()));
    }

    private static Optional<String> theOnly(Map<String, Set<String>> places, String name) {
        return Optional.of(places.getOrDefault(name, Set.of()))
                .filter(all -> all.size() == 1)
                .map(all -> all.iterator().next());
    }

    /** The name of a cluster within a region. */
    private String keyOf(PulumiResource resource) {
        return nameOf(resource) + " " + regions.get(resource);
    }

    /** Empty if nobody knows it. */
    private String nameOf(PulumiResource resource) {
        return names.getOrDefault(resource, "");
    }

    private Optional<String> text(PulumiResource resource, String name) {
        try {
            return document.known(resource, name).filter(Field::isText).flatMap(Field::text);
        } catch (Unanswered unknown) {
            return Optional.empty();
        }
    }
}
