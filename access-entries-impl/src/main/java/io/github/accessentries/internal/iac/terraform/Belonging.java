package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.Optional;

/**
 * Whose a resource is, as far as that is known.
 *
 * @param cluster the name of its cluster
 * @param principal the ARN of its principal
 * @param unknown why one of them is not known; empty if both are, or one is missing, which is a fault of the document
 */
record Belonging(Optional<String> cluster, Optional<String> principal, Optional<String> unknown) {

    static Belonging of(Resource resource) {
        Optional<String> unknown = Optional.empty();
        Optional<String> cluster = Optional.empty();
        try {
            cluster = required(resource, "cluster_name");
        } catch (Unanswered e) {
            unknown = Optional.of(e.reason());
        }
        try {
            return new Belonging(cluster, required(resource, "principal_arn"), unknown);
        } catch (Unanswered e) {
            return new Belonging(cluster, Optional.empty(), unknown.or(() -> Optional.of(e.reason())));
        }
    }

    private static Optional<String> required(Resource resource, String name) throws Unanswered {
        Optional<Field> field = resource.argument(name);
        if (field.isEmpty()) {
            resource.place().fault("has no " + name);
        }
        return field.flatMap(Field::text);
    }

    /** Whose entry it is, or belongs to; empty if that is not known. */
    Optional<EntryKey> key() {
        return cluster.flatMap(name -> principal.map(arn -> new EntryKey(name, arn)));
    }
}
