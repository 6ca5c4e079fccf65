package io.github.accessentries.testkit.internal.kubernetes.admission;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.NameSyntax;
import java.util.Map;

/** What names of the objects of each kind look like. */
final class ObjectNames {

    private static final Map<String, NameSyntax> OF_KINDS = Map.ofEntries(
            Map.entry("namespaces", NameSyntax.LABEL),
            Map.entry("services", NameSyntax.LABEL_OF_1035),
            Map.entry("statefulsets.apps", NameSyntax.LABEL),
            Map.entry("roles.rbac.authorization.k8s.io", NameSyntax.PATH_SEGMENT),
            Map.entry("rolebindings.rbac.authorization.k8s.io", NameSyntax.PATH_SEGMENT),
            Map.entry("clusterroles.rbac.authorization.k8s.io", NameSyntax.PATH_SEGMENT),
            Map.entry("clusterrolebindings.rbac.authorization.k8s.io", NameSyntax.PATH_SEGMENT),
            Map.entry("apiservices.apiregistration.k8s.io", NameSyntax.PATH_SEGMENT));

    private ObjectNames() {}

    static NameSyntax syntax(ResourceType type) {
        return OF_KINDS.getOrDefault(type.groupResource().toString(), NameSyntax.SUBDOMAIN);
    }
}
