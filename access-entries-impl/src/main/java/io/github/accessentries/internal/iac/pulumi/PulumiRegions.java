package io.github.accessentries.internal.iac.pulumi;

import static java.util.stream.Collectors.joining;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** In which regions the clusters of a document are, since a cluster of one name may be in each. */
final class PulumiRegions {

    private final PulumiDocument document;
    private final Optional<String> given;
    private final Map<String, Set<String>> byCluster = new HashMap<>();

    /**
     * Looks where the clusters are.
     *
     * @param document where the resources stand
     * @param values what was given; the value of {@code region} says which clusters are meant
     */
    PulumiRegions(PulumiDocument document, Map<String, String> values) {
        this.document = document;
        this.given = Optional.ofNullable(values.get("region"));
        for (PulumiResource resource : document.resources()) {
            if (PulumiResource.isAccess(resource.type())) {
                clusterOf(resource)
                        .ifPresent(cluster -> regionOf(resource)
                                .ifPresent(region -> byCluster
                                        .computeIfAbsent(cluster, each -> new TreeSet<>())
                                        .add(region)));
            }
        }
    }

    /** Whether a resource is known to be in another region than the one that was given. */
    boolean isElsewhere(PulumiResource resource) {
        return given.isPresent()
                && regionOf(resource)
                        .filter(region -> !region.equals(given.get()))
                        .isPresent();
    }

    /** Refuses a resource of which nobody can say on which of several clusters it is, or that is on one that is not meant. */
    void refuseOthers(PulumiResource resource) throws Unanswered {
        Optional<String> cluster = clusterOf(resource);
        Set<String> regions =
                cluster.map(name -> byCluster.getOrDefault(name, Set.of())).orElse(Set.of());
        Optional<String> region = regionOf(resource);
        if (isElsewhere(resource)) {
            throw new Unanswered(
                    "is in " + PlainText.of(region.orElse("")) + ", and not in " + PlainText.of(given.orElse("")));
        }
        if (regions.size() > 1 && (given.isEmpty() || region.isEmpty())) {
            throw new Unanswered((region.isEmpty() ? "says no region, and is" : "is") + " on a cluster "
                    + PlainText.name(cluster.orElse("")) + ", and there is one of that name in each of "
                    + regions.stream().map(PlainText::of).collect(joining(", "))
                    + (region.isEmpty() ? "; write its region" : "; give one of them as the value of region"));
        }
    }

    private Optional<String> clusterOf(PulumiResource resource) {
        return text(resource, "clusterName");
    }

    /** What a resource says itself, or else its provider. */
    private Optional<String> regionOf(PulumiResource resource) {
        return text(resource, "region")
                .or(() -> document.providerOf(resource).flatMap(provider -> text(provider, "region")));
    }

    private Optional<String> text(PulumiResource resource, String name) {
        try {
            return document.known(resource, name).filter(Field::isText).flatMap(Field::text);
        } catch (Unanswered unknown) {
            return Optional.empty();
        }
    }
}
