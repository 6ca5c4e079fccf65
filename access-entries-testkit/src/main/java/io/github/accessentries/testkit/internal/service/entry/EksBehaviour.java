package io.github.accessentries.testkit.internal.service.entry;

import java.time.Duration;

/**
 * How EKS behaves where sources disagree, and how long it takes over what takes time.
 *
 * @param keepsAbsentMembers whether UpdateAccessEntry keeps what a request leaves out, instead of putting it back to its
 *     default
 * @param passesOverAbsentPolicies whether DisassociateAccessPolicy of a policy that the entry does not have succeeds
 * @param refusesAccountRoot whether the root of an account may have no entry
 * @param showsBootstrapFlag whether DescribeCluster returns {@code bootstrapClusterCreatorAdminPermissions}
 * @param updatesNodeTypes whether UpdateAccessEntry takes entries of other types than STANDARD
 * @param timeOfChanges how long creations and updates take; if it is zero, whoever looks next finds them done
 */
public record EksBehaviour(
        boolean keepsAbsentMembers,
        boolean passesOverAbsentPolicies,
        boolean refusesAccountRoot,
        boolean showsBootstrapFlag,
        boolean updatesNodeTypes,
        Duration timeOfChanges) {

    /** How long creations and updates take, unless they are ready at once. */
    public static final Duration USUAL_TIME = Duration.ofSeconds(1);

    /** What most sources say. */
    public static final EksBehaviour DEFAULT = new EksBehaviour(false, false, false, false, false, USUAL_TIME);
}
