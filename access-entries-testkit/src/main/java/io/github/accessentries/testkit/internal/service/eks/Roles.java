package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.AutoMode;
import io.github.accessentries.testkit.internal.service.entry.PrincipalRules;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import org.jspecify.annotations.Nullable;

/** The roles under which clusters and what belongs to them run: of their own account, and known to IAM. */
final class Roles {

    private final RegionOfAccount place;
    private final Iam iam;

    Roles(RegionOfAccount place, Iam iam) {
        this.place = place;
        this.iam = iam;
    }

    /** A role of the account, or the refusal for its form. */
    IamArn requireOwn(String cluster, String member, String roleArn) {
        return PrincipalRules.requireOwnRole(cluster, member, roleArn, place);
    }

    /** Refuses a role that IAM does not know. */
    void requireKnown(String cluster, IamArn role) {
        if (!isKnown(role)) {
            throw DocumentedClusterFaults.roleNotFound(cluster, role);
        }
    }

    boolean isKnown(IamArn role) {
        return iam.resolve(role).isPresent();
    }

    /** The roles of Auto Mode. */
    AutoMode autoMode(String cluster, IamArn clusterRole, @Nullable String nodeRoleArn) {
        return new AutoMode(clusterRole, nodeRoleArn == null ? null : requireOwn(cluster, "nodeRoleArn", nodeRoleArn));
    }

    /** Refuses roles of Auto Mode that IAM does not know. */
    void requireKnown(String cluster, AutoMode autoMode) {
        requireKnown(cluster, autoMode.clusterRole());
        if (autoMode.nodeRole() != null) {
            requireKnown(cluster, autoMode.nodeRole());
        }
    }
}
