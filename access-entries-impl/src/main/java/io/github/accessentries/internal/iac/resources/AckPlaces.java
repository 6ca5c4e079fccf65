package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.iac.PlaceOfCluster;
import java.util.Arrays;

/**
 * Where ACK makes an object: where the object itself says, or else its namespace, or else where the controller runs. What the controller
 * has noted in the status of an object is where it was made.
 */
final class AckPlaces {

    private static final String ANNOTATIONS = "annotations";
    private static final String STATUS = "ackResourceMetadata";

    private final ManifestObjects objects;

    AckPlaces(ManifestObjects objects) {
        this.objects = objects;
    }

    PlaceOfCluster of(ManifestObject object) {
        String region = first(
                annotation(object, "region"),
                objects.written(object, "status", STATUS, "region"),
                ofNamespace(object, "default-region"));
        String account = first(
                annotation(object, "owner-account-id"),
                objects.written(object, "status", STATUS, "ownerAccountID"),
                ofNamespace(object, "owner-account-id"));
        return new PlaceOfCluster(region, account);
    }

    private String ofNamespace(ManifestObject object, String key) {
        return objects.find("", "Namespace", "", object.namespace())
                .map(namespace -> annotation(namespace, key))
                .orElse("");
    }

    private String annotation(ManifestObject object, String key) {
        return objects.written(object, "metadata", ANNOTATIONS, AckManagement.PREFIX + key);
    }

    private static String first(String... texts) {
        return Arrays.stream(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }
}
