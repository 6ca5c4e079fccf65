package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.iam.IamArn;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a cluster with EKS Auto Mode, whose access entries belong to EKS.
 *
 * @param clusterRole the role that the cluster runs under
 * @param nodeRole the role of the nodes that EKS starts, {@code null} if none was named
 */
public record AutoMode(IamArn clusterRole, @Nullable IamArn nodeRole) {

    /** Whether the entry of a principal belongs to EKS. */
    public boolean owns(IamArn principal) {
        return principal.equals(clusterRole) || principal.equals(nodeRole);
    }
}
