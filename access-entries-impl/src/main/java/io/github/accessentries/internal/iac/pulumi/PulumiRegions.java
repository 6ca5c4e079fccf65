package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.ClustersOfOneName;
import io.github.accessentries.internal.iac.PlaceOfCluster;
import java.util.Map;
import java.util.Optional;

/** In which regions the clusters of a document are, since a cluster of one name may be in each. */
final class PulumiRegions {

    private final PulumiDocument document;
    private final ClustersOfOneName clusters;

    /**
     * Looks where the clusters are.
     *
     * @param document where the resources stand
     * @param values what was given; the value of {@code region} says which clusters are meant
     */
    PulumiRegions(PulumiDocument document, Map<String, String> values) {
        this.document = document;
        this.clusters = new ClustersOfOneName(values);
        for (PulumiResource resource : document.resources()) {
            if (PulumiResource.isAccess(resource.type())) {
                text(resource, "clusterName").ifPresent(cluster -> clusters.note(cluster, placeOf(resource)));
            }
        }
    }

    /** Whether a resource is known to be in another region than the one that was given. */
    boolean isElsewhere(PulumiResource resource) {
        return clusters.isElsewhere(placeOf(resource));
    }

    /** Refuses a resource of which nobody can say on which of several clusters it is, or that is on one that is not meant. */
    void refuseOthers(PulumiResource resource) throws Unanswered {
        clusters.refuseOthers(text(resource, "clusterName").orElse(""), placeOf(resource));
    }

    /** What a resource says itself, or else its provider. */
    private PlaceOfCluster placeOf(PulumiResource resource) {
        String region = text(resource, "region")
                .or(() -> document.providerOf(resource).flatMap(provider -> text(provider, "region")))
                .orElse("");
        return new PlaceOfCluster(region, "");
    }

    private Optional<String> text(PulumiResource resource, String name) {
        try {
            return document.known(resource, name).filter(Field::isText).flatMap(Field::text);
        } catch (Unanswered unknown) {
            return Optional.empty();
        }
    }
}
