package io.github.accessentries.testkit.service;

import java.util.Map;

/** Refusals about the authentication mode of clusters whose text real calls have shown, word for word. */
final class ClusterFaults {

    private ClusterFaults() {}

    static ServiceFault modeChangeUnsupported(String cluster, AccessMode from, AccessMode to) {
        return Faults.invalidParameter(cluster, "Unsupported authentication mode update from " + from + " to " + to);
    }

    static ServiceFault bootstrapNeeded(String cluster) {
        return Faults.invalidParameter(
                cluster,
                "bootstrapClusterCreatorAdminPermissions must be true if cluster authentication mode is set to"
                        + " CONFIG_MAP");
    }

    static ServiceFault autoModeNeedsApi(String cluster) {
        return Faults.invalidParameter(
                cluster,
                "When EKS Auto Mode is enabled, you must use an EKS access config authentication mode of"
                        + " API_AND_CONFIG_MAP or API");
    }

    static ServiceFault updateRunning(String cluster, String type, StoredUpdate running) {
        return inUse(
                cluster,
                "Cannot " + type + " because cluster " + cluster + " currently has update " + running.id()
                        + " in progress");
    }

    static ServiceFault inUse(String cluster, String message) {
        return new ServiceFault("ResourceInUseException", 409, message, Map.of("clusterName", cluster));
    }
}
