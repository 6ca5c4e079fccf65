package io.github.accessentries.testkit.internal.service.entry;

/**
 * How EKS behaves where sources disagree.
 *
 * @param keepsAbsentMembers whether UpdateAccessEntry keeps what a request leaves out, instead of putting it back to its
 *     default
 * @param passesOverAbsentPolicies whether DisassociateAccessPolicy of a policy that the entry does not have succeeds
 * @param refusesAccountRoot whether the root of an account may have no entry
 */
public record EksBehaviour(boolean keepsAbsentMembers, boolean passesOverAbsentPolicies, boolean refusesAccountRoot) {

    /** What most sources say. */
    public static final EksBehaviour DEFAULT = new EksBehaviour(false, false, false);
}
