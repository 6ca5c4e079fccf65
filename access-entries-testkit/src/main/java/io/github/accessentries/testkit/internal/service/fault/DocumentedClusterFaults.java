package io.github.accessentries.testkit.internal.service.fault;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import java.util.Map;

/** Refusals about the authentication mode of clusters whose text real calls have shown, word for word. */
public final class DocumentedClusterFaults {

    private DocumentedClusterFaults() {}

    /** A step between modes that does not exist. */
    public static ServiceFault modeChangeUnsupported(String cluster, AccessMode from, AccessMode to) {
        return DocumentedFaults.invalidParameter(
                cluster, "Unsupported authentication mode update from " + from + " to " + to);
    }

    /** A cluster of mode CONFIG_MAP without its creator. */
    public static ServiceFault bootstrapNeeded(String cluster) {
        return DocumentedFaults.invalidParameter(
                cluster,
                "bootstrapClusterCreatorAdminPermissions must be true if cluster authentication mode is set to"
                        + " CONFIG_MAP");
    }

    /** EKS Auto Mode in a mode without access entries. */
    public static ServiceFault autoModeNeedsApi(String cluster) {
        return DocumentedFaults.invalidParameter(
                cluster,
                "When EKS Auto Mode is enabled, you must use an EKS access config authentication mode of"
                        + " API_AND_CONFIG_MAP or API");
    }

    /** A role that IAM does not know; Terraform waits and tries again where it reads that one does not exist. */
    public static ServiceFault roleNotFound(String cluster, IamArn role) {
        return DocumentedFaults.invalidParameter(
                cluster,
                "Role with arn: " + role
                        + ", could not be assumed because it does not exist or the trusted entity is not correct");
    }

    /** A change while an update is running. */
    public static ServiceFault updateRunning(String cluster, String type, String runningId) {
        return inUse(
                cluster,
                "Cannot " + type + " because cluster " + cluster + " currently has update " + runningId
                        + " in progress");
    }

    static ServiceFault inUse(String cluster, String message) {
        return new ServiceFault("ResourceInUseException", 409, message, Map.of("clusterName", cluster));
    }
}
