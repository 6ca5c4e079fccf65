package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.ObjectsInText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What objects of Crossplane make within another cluster, or with another tool: objects of Kubernetes, charts, Terraform's modules, and
 * templates and single resources of CloudFormation.
 */
final class WrappedObjects {

    private static final Set<String> OBJECTS = Set.of("kubernetes.crossplane.io", "kubernetes.m.crossplane.io");
    private static final Set<String> CHARTS = Set.of("helm.crossplane.io", "helm.m.crossplane.io");
    private static final Set<String> MODULES =
            Set.of("tf.upbound.io", "tf.m.upbound.io", "opentofu.upbound.io", "opentofu.m.upbound.io");

    private static final Set<String> TEMPLATES =
            Set.of("cloudformation.aws.upbound.io", "cloudformation.aws.m.upbound.io");
    private static final Set<String> STACKS = Set.of("Stack", "StackSet");
    private static final Set<String> CLOUD_CONTROL =
            Set.of("cloudcontrol.aws.upbound.io", "cloudcontrol.aws.m.upbound.io");

    private WrappedObjects() {}

    /** Why an object is named as left out; empty if nothing of it lets anybody in. */
    static Optional<String> reason(ManifestObject object, ManifestObjects objects) {
        if (object.kind().equals("Object") && OBJECTS.contains(object.group())) {
            return ofWrapped(object, objects);
        }
        if (object.kind().equals("Release") && CHARTS.contains(object.group())) {
            return Optional.of(BesideEntries.CHART);
        }
        if (STACKS.contains(object.kind()) && TEMPLATES.contains(object.group())) {
            return Optional.of(BesideEntries.OTHER_TEMPLATE);
        }
        if (object.kind().equals("Resource") && CLOUD_CONTROL.contains(object.group())) {
            return ofCloudControl(object, objects);
        }
        return object.kind().equals("Workspace") && MODULES.contains(object.group())
                ? Optional.of("has a module of Terraform run, which may let somebody in; read what terraform show -json"
                        + " prints of it")
                : Optional.empty();
    }

    private static Optional<String> ofCloudControl(ManifestObject object, ManifestObjects objects) {
        try {
            Optional<Field> type = objects.known(object, "spec", "forProvider", "typeName");
            if (type.isEmpty()) {
                type = objects.known(object, "spec", "initProvider", "typeName");
            }
            return type.flatMap(Field::text).flatMap(BesideEntries::ofCloudControl);
        } catch (Unanswered e) {
            return Optional.of(e.reason() + ", and so nothing says whether it gives access to a cluster");
        }
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
