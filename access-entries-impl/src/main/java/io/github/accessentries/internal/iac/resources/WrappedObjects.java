package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.ObjectsInText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What objects of Crossplane make within another cluster, or with another tool: objects of Kubernetes, charts, and Terraform's modules. */
final class WrappedObjects {

    private static final Set<String> OBJECTS = Set.of("kubernetes.crossplane.io", "kubernetes.m.crossplane.io");
    private static final Set<String> CHARTS = Set.of("helm.crossplane.io", "helm.m.crossplane.io");
    private static final Set<String> MODULES =
            Set.of("tf.upbound.io", "tf.m.upbound.io", "opentofu.upbound.io", "opentofu.m.upbound.io");

    private WrappedObjects() {}

    /** Why an object is named as left out; empty if nothing of it lets anybody in. */
    static Optional<String> reason(ManifestObject object, ManifestObjects objects) {
        if (object.kind().equals("Object") && OBJECTS.contains(object.group())) {
            return ofWrapped(object, objects);
        }
        if (object.kind().equals("Release") && CHARTS.contains(object.group())) {
            return Optional.of(BesideEntries.CHART);
        }
        return object.kind().equals("Workspace") && MODULES.contains(object.group())
                ? Optional.of("has a module of Terraform run, which may let somebody in; read what terraform show -json"
                        + " prints of it")
                : Optional.empty();
    }

    /** Of most texts it does not matter what they say. */
    private static Optional<String> ofWrapped(ManifestObject object, ManifestObjects objects) {
        try {
            Optional<Field> manifest = object.find("spec", "forProvider", "manifest");
            if (manifest.isEmpty() || manifest.get().isText()) {
                manifest = objects.known(object, "spec", "forProvider", "manifest");
            }
            return manifest.isEmpty()
                    ? Optional.empty()
                    : ObjectsInText.reason(List.of(objects.withUnknown(manifest.get(), ObjectsInText.UNKNOWN)));
        } catch (Unanswered e) {
            return Optional.of(e.reason());
        }
    }
}
