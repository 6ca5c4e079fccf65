package io.github.accessentries.testkit.internal.service.fault;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import java.util.List;
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

    /** A change of more than one kind. */
    public static ServiceFault moreThanOneUpdate(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "Only one type of update can be allowed.");
    }

    /** A change of the endpoint that changes nothing. */
    public static ServiceFault endpointUnchanged(
            String cluster, boolean privateAccess, boolean publicAccess, List<?> publicCidrs) {
        return DocumentedFaults.invalidParameter(
                cluster,
                "Cluster is already at the desired configuration with endpointPrivateAccess: " + privateAccess
                        + " , endpointPublicAccess: " + publicAccess + ", and Public Endpoint Restrictions: "
                        + publicCidrs);
    }

    /** A step between versions of Kubernetes that does not exist. */
    public static ServiceFault versionChangeUnsupported(String cluster, String from, String to) {
        return DocumentedFaults.invalidParameter(
                cluster, "Unsupported Kubernetes minor version update from " + from + " to " + to);
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

    /** An add-on that the cluster has already. */
    public static ServiceFault addonExists(String cluster) {
        return inUse(cluster, "Addon already exists.");
    }

    static ServiceFault invalidRequest(String cluster, String message) {
        return new ServiceFault("InvalidRequestException", 400, message, Map.of("clusterName", cluster));
    }

    static ServiceFault inUse(String cluster, String message) {
        return new ServiceFault("ResourceInUseException", 409, message, Map.of("clusterName", cluster));
    }
}
