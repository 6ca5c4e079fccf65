package io.github.accessentries.testkit.internal.kubernetes.admission;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.Optional;

/**
 * A change on its way to the store.
 *
 * @param operation what is done
 * @param type the kind
 * @param subresource the part of the object that is changed, empty for the object itself
 * @param before the object as it is stored, empty for a creation
 * @param after the object as it is to be stored; for a deletion the same as before
 * @param user who does it, after impersonation
 */
public record Change(
        Operation operation,
        ResourceType type,
        String subresource,
        Optional<KubeObject> before,
        KubeObject after,
        KubernetesUser user) {

    /** What is done. */
    public enum Operation {
        /** An object is made. */
        CREATE,
        /** An object is changed. */
        UPDATE,
        /** An object is removed, or marked to be. */
        DELETE
    }

    /** The same with another object. */
    public Change withAfter(KubeObject other) {
        return new Change(operation, type, subresource, before, other, user);
    }
}
