package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.iac.PlaceOfCluster;
import java.util.Optional;

/**
 * Where ACK makes an object: where the object itself says, or else its namespace, or else where the controller runs. What the controller
 * has noted in the status of an object is where it was made.
 */
final class AckPlaces {

    private static final String OWNER = "owner-account-id";
    private static final String STATUS = "ackResourceMetadata";

    private final ManifestObjects objects;

    AckPlaces(ManifestObjects objects) {
        this.objects = objects;
    }

    PlaceOfCluster of(ManifestObject object) {
        Optional<ManifestObject> namespace = objects.find("", "Namespace", "", object.namespace());
        return objects.place(
                annotation(object, "region")
                        .or(() -> objects.said(object, "status", STATUS, "region"))
                        .or(() -> namespace.flatMap(itself -> annotation(itself, "default-region"))),
                annotation(object, OWNER)
                        .or(() -> objects.said(object, "status", STATUS, "ownerAccountID"))
                        .or(() -> namespace.flatMap(itself -> annotation(itself, OWNER)))
                        .flatMap(objects::written)
                        .orElse(""));
    }

    private Optional<Field> annotation(ManifestObject object, String key) {
        return objects.said(object, "metadata", "annotations", AckManagement.PREFIX + key);
    }
}
