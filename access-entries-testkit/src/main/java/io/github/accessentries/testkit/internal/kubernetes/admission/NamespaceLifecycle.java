package io.github.accessentries.testkit.internal.kubernetes.admission;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.List;
import java.util.Set;

/**
 * Nothing is made in a namespace that is not there or is going, and the namespaces that a cluster needs stay.
 *
 * @param store the objects
 */
public record NamespaceLifecycle(ObjectStore store) implements Admission {

    private static final Set<String> STAYING = Set.of("default", "kube-system", "kube-public");
    private static final ResourceType NAMESPACES =
            BuiltInTypes.get().find("", "v1", "namespaces").orElseThrow();

    @Override
    public KubeObject admit(Change change) {
        KubeObject after = change.after();
        if (change.operation() == Change.Operation.CREATE && change.type().namespaced()) {
            requireActive(change.type(), after);
        }
        if (change.operation() == Change.Operation.DELETE
                && change.type().groupResource().equals(NAMESPACES.groupResource())
                && STAYING.contains(after.name())) {
            throw ApiFaults.forbidden(change.type(), after.name(), "this namespace may not be deleted", List.of());
        }
        return after;
    }

    private void requireActive(ResourceType type, KubeObject object) {
        String name = object.namespace();
        KubeObject namespace = store.get(NAMESPACES.groupResource(), new ObjectKey("", name))
                .orElseThrow(() -> ApiFaults.notFound(NAMESPACES, name));
        if (namespace.isTerminating()) {
            throw ApiFaults.forbidden(
                    type,
                    object.name(),
                    "unable to create new content in namespace " + name + " because it is being terminated",
                    List.of(new Cause(
                            "NamespaceTerminating",
                            "metadata.namespace",
                            "namespace " + name + " is being terminated")));
        }
    }
}
