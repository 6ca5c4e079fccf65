package io.github.accessentries.testkit.internal.kubernetes.table;

import static io.github.accessentries.testkit.internal.kubernetes.table.Column.AGE;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.CREATED_AT;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.NAME;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.number;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.text;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.wide;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The columns of what a cluster itself is made of: its nodes, namespaces, settings and storage. */
final class ClusterColumns {

    private static final String ROLE_LABEL = "node-role.kubernetes.io/";
    private static final Map<String, String> ACCESS_MODES =
            Map.of("ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX", "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");

    private ClusterColumns() {}

    /** By group and resource. */
    static Map<String, List<Column>> all() {
        return Map.ofEntries(
                Map.entry("namespaces", List.of(NAME, text("Status", row -> row.text("status.phase")), AGE)),
                Map.entry("nodes", nodes()),
                Map.entry(
                        "configmaps",
                        List.of(NAME, number("Data", row -> (long) row.count("data") + row.count("binaryData")), AGE)),
                Map.entry(
                        "secrets",
                        List.of(
                                NAME,
                                text("Type", row -> row.text("type")),
                                number("Data", row -> (long) row.count("data")),
                                AGE)),
                Map.entry("events", events()),
                Map.entry("persistentvolumes", volumes()),
                Map.entry("persistentvolumeclaims", claims()),
                Map.entry("resourcequotas", quotas()),
                Map.entry("limitranges", List.of(NAME, CREATED_AT)),
                Map.entry("storageclasses.storage.k8s.io", storageClasses()),
                Map.entry(
                        "leases.coordination.k8s.io",
                        List.of(NAME, text("Holder", row -> row.text("spec.holderIdentity")), AGE)),
                Map.entry(
                        "runtimeclasses.node.k8s.io", List.of(NAME, text("Handler", row -> row.text("handler")), AGE)),
                Map.entry("priorityclasses.scheduling.k8s.io", priorityClasses()),
                Map.entry("apiservices.apiregistration.k8s.io", apiServices()),
                Map.entry("customresourcedefinitions.apiextensions.k8s.io", List.of(NAME, CREATED_AT)));
    }

    private static List<Column> nodes() {
        return List.of(
                NAME,
                text("Status", ClusterColumns::nodeStatus),
                text("Roles", ClusterColumns::roles),
                AGE,
                text("Version", row -> row.text("status.nodeInfo.kubeletVersion")),
                wide("Internal-IP", row -> address(row, "InternalIP")),
                wide("External-IP", row -> address(row, "ExternalIP")),
                wide("OS-Image", row -> row.text("status.nodeInfo.osImage", "<unknown>")),
                wide("Kernel-Version", row -> row.text("status.nodeInfo.kernelVersion", "<unknown>")),
                wide("Container-Runtime", row -> row.text("status.nodeInfo.containerRuntimeVersion", "<unknown>")));
    }

    private static String nodeStatus(Row node) {
        String ready = node.rows("status.conditions").stream()
                .filter(condition -> condition.text("type").equals("Ready"))
                .map(condition -> condition.text("status").equals("True") ? "Ready" : "NotReady")
                .findFirst()
                .orElse("Unknown");
        return ready + (node.isTrue("spec.unschedulable") ? ",SchedulingDisabled" : "");
    }

    private static String roles(Row node) {
        TreeSet<String> roles = new TreeSet<>();
        if (node.at("metadata.labels") instanceof JsonObject labels) {
            for (Map.Entry<String, JsonElement> label : labels.entrySet()) {
                if (label.getKey().startsWith(ROLE_LABEL) && label.getKey().length() > ROLE_LABEL.length()) {
                    roles.add(label.getKey().substring(ROLE_LABEL.length()));
                } else if (label.getKey().equals("kubernetes.io/role")) {
                    roles.add(label.getValue().getAsString());
                }
            }
        }
        return roles.isEmpty() ? Row.NONE : String.join(",", roles);
    }

    private static String address(Row node, String type) {
        return node.rows("status.addresses").stream()
                .filter(address -> address.text("type").equals(type))
                .map(address -> address.text("address"))
                .findFirst()
                .orElse(Row.NONE);
    }

    private static List<Column> events() {
        return List.of(
                text("Last Seen", row -> row.has("lastTimestamp") ? row.age("lastTimestamp") : row.age("eventTime")),
                text("Type", row -> row.text("type")),
                text("Reason", row -> row.text("reason")),
                text("Object", ClusterColumns::involved),
                wide("Subobject", row -> row.text("involvedObject.fieldPath")),
                wide(
                        "Source",
                        row -> row.text("source.component", row.text("reportingComponent"))
                                + (row.has("source.host") ? ", " + row.text("source.host") : "")),
                text("Message", row -> row.text("message").strip()),
                wide("First Seen", row -> row.has("firstTimestamp") ? row.age("firstTimestamp") : row.age("eventTime")),
                wide("Count", row -> row.text("count", "1")),
                wide("Name", row -> row.text("metadata.name")));
    }

    private static String involved(Row event) {
        String kind = event.text("involvedObject.kind").toLowerCase(Locale.ROOT);
        String name = event.text("involvedObject.name");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static List<Column> volumes() {
        return List.of(
                NAME,
                text("Capacity", row -> row.text("spec.capacity.storage")),
                text("Access Modes", row -> modes(row, "spec.accessModes")),
                text("Reclaim Policy", row -> row.text("spec.persistentVolumeReclaimPolicy")),
                text("Status", row -> row.has("metadata.deletionTimestamp") ? "Terminating" : row.text("status.phase")),
                text(
                        "Claim",
                        row -> row.has("spec.claimRef")
                                ? row.text("spec.claimRef.namespace") + "/" + row.text("spec.claimRef.name")
                                : ""),
                text("StorageClass", row -> row.text("spec.storageClassName")),
                text("VolumeAttributesClass", row -> row.text("spec.volumeAttributesClassName", "<unset>")),
                text("Reason", row -> row.text("status.reason")),
                AGE,
                wide("VolumeMode", row -> row.text("spec.volumeMode", "<unset>")));
    }

    private static List<Column> claims() {
        return List.of(
                NAME,
                text("Status", row -> row.has("metadata.deletionTimestamp") ? "Terminating" : row.text("status.phase")),
                text("Volume", row -> row.text("spec.volumeName")),
                text("Capacity", row -> row.has("spec.volumeName") ? row.text("status.capacity.storage", "0") : ""),
                text("Access Modes", row -> row.has("spec.volumeName") ? modes(row, "status.accessModes") : ""),
                text("StorageClass", row -> row.text("spec.storageClassName")),
                text("VolumeAttributesClass", row -> row.text("spec.volumeAttributesClassName", "<unset>")),
                AGE,
                wide("VolumeMode", row -> row.text("spec.volumeMode", "<unset>")));
    }

    private static String modes(Row row, String path) {
        return row.texts(path).stream()
                .map(mode -> ACCESS_MODES.getOrDefault(mode, mode))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static List<Column> quotas() {
        return List.of(NAME, text("Request", row -> used(row, false)), text("Limit", row -> used(row, true)), AGE);
    }

    private static String used(Row quota, boolean limits) {
        if (!(quota.at("status.hard") instanceof JsonObject hard)) {
            return "";
        }
        return new TreeSet<>(hard.keySet())
                .stream()
                        .filter(name -> name.startsWith("limits.") == limits)
                        .map(name -> name + ": " + member(quota, "status.used", name) + "/"
                                + member(quota, "status.hard", name))
                        .collect(Collectors.joining(", "));
    }

    private static String member(Row row, String path, String name) {
        return row.at(path) instanceof JsonObject object && object.has(name)
                ? object.get(name).getAsString()
                : "";
    }

    private static List<Column> storageClasses() {
        return List.of(
                text("Name", row -> row.text("metadata.name") + (isDefault(row) ? " (default)" : "")),
                text("Provisioner", row -> row.text("provisioner")),
                text("ReclaimPolicy", row -> row.text("reclaimPolicy", "Delete")),
                text("VolumeBindingMode", row -> row.text("volumeBindingMode", "Immediate")),
                text("AllowVolumeExpansion", row -> String.valueOf(row.isTrue("allowVolumeExpansion"))),
                AGE);
    }

    private static boolean isDefault(Row storageClass) {
        return member(storageClass, "metadata.annotations", "storageclass.kubernetes.io/is-default-class")
                .equals("true");
    }

    private static List<Column> priorityClasses() {
        return List.of(
                NAME,
                number("Value", row -> row.number("value")),
                text("Global-Default", row -> String.valueOf(row.isTrue("globalDefault"))),
                AGE,
                text("PreemptionPolicy", row -> row.text("preemptionPolicy", "PreemptLowerPriority")));
    }

    private static List<Column> apiServices() {
        return List.of(
                NAME,
                text(
                        "Service",
                        row -> row.has("spec.service")
                                ? row.text("spec.service.namespace") + "/" + row.text("spec.service.name")
                                : "Local"),
                text(
                        "Available",
                        row -> row.rows("status.conditions").stream()
                                .filter(condition -> condition.text("type").equals("Available"))
                                .map(condition -> condition.text("status"))
                                .findFirst()
                                .orElse("Unknown")),
                AGE);
    }
}
