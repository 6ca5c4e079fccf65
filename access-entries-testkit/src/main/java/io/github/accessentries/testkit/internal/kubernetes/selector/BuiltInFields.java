package io.github.accessentries.testkit.internal.kubernetes.selector;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** By which fields the objects of Kubernetes' own kinds can be selected; by name and namespace those of any kind. */
public final class BuiltInFields implements SelectableFields {

    private static final String NAME = "metadata.name";
    private static final String NAMESPACE = "metadata.namespace";

    private static final Map<String, Set<String>> MORE = Map.ofEntries(
            Map.entry(
                    "v1/pods",
                    Set.of(
                            "spec.nodeName",
                            "spec.restartPolicy",
                            "spec.schedulerName",
                            "spec.serviceAccountName",
                            "spec.hostNetwork",
                            "status.phase",
                            "status.podIP",
                            "status.nominatedNodeName")),
            Map.entry(
                    "v1/events",
                    Set.of(
                            "involvedObject.kind",
                            "involvedObject.namespace",
                            "involvedObject.name",
                            "involvedObject.uid",
                            "involvedObject.apiVersion",
                            "involvedObject.resourceVersion",
                            "involvedObject.fieldPath",
                            "reason",
                            "reportingComponent",
                            "source",
                            "type")),
            Map.entry("v1/secrets", Set.of("type")),
            Map.entry("v1/namespaces", Set.of("status.phase")),
            Map.entry("v1/nodes", Set.of("spec.unschedulable")),
            Map.entry("v1/services", Set.of("spec.clusterIP", "spec.type")),
            Map.entry("v1/replicationcontrollers", Set.of("status.replicas")),
            Map.entry("apps/v1/replicasets", Set.of("status.replicas")),
            Map.entry("batch/v1/jobs", Set.of("status.successful")),
            Map.entry("certificates.k8s.io/v1/certificatesigningrequests", Set.of("spec.signerName")));

    @Override
    public Set<String> of(ResourceType type) {
        Set<String> fields = new HashSet<>(MORE.getOrDefault(type.apiVersion() + "/" + type.resource(), Set.of()));
        fields.add(NAME);
        fields.add(NAMESPACE);
        return fields;
    }
}
