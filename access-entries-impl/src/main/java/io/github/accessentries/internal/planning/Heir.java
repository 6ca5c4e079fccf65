package io.github.accessentries.internal.planning;

import io.github.accessentries.PermissionSet;
import io.github.accessentries.PrincipalArn;

/**
 * The principal that stands in IAM for one that is gone.
 *
 * @param arn the principal
 * @param reason why the entry of the former one goes; what becomes of its access follows
 * @param several whose several entries there may be
 * @param toSignOff what somebody has to be sure of before it gets the access of the former one
 */
record Heir(PrincipalArn arn, String reason, String several, String toSignOff) {

    private static final String SURE = ": make sure that is who you expect";

    /** The new role of a permission set. */
    static Heir ofPermissionSet(PrincipalArn former, PrincipalArn role, PermissionSet set) {
        return new Heir(
                role,
                "its role is gone, and the new one of " + set,
                set + " has %d entries of former roles, and it is not known which of them its new role",
                "it is the new role of " + set + ", whose former role " + former.name()
                        + " is gone. Its entry gives the access of the former one to whoever is assigned to the"
                        + " permission set now" + SURE);
    }

    /** The same name with another path. */
    static Heir ofOtherPath(PrincipalArn former, PrincipalArn now) {
        return new Heir(
                now,
                "in IAM, its name has another path, and " + now,
                "in IAM, its name has another path, and %d entries have former ones, and it is not known which of them "
                        + now,
                "it has the name of " + former
                        + ", which is gone. Its entry gives the access of the former one to whoever"
                        + " can use the new one" + SURE);
    }

    /** Why nothing is done where more than one entry could be meant. */
    String severalEntries(long count) {
        return several.replace("%d", Long.toString(count)) + " is to have; revoke the others";
    }
}
