package io.github.accessentries.plan;

import java.util.Locale;

/**
 * What a plan does about entries that let nobody in, because their principal was deleted in IAM, or deleted and made again
 * under the same name. It takes a {@link PrincipalDirectory}: nothing is done where none covers the account of a principal, and
 * never to an entry that belongs to AWS, nor to one that was made minutes ago, since IAM may not show its principal yet.
 *
 * <p>Whatever is chosen, a listed entry whose principal was made again is replaced, and the dead entry of a permission set goes
 * once the set's new role is listed. A listed entry is never deleted.
 */
public enum DeadEntryHandling {

    /** They are told and left, unless the desired state covers them anyway. */
    LEAVE,

    /**
     * Entries that are not listed and whose principal is gone are deleted, whatever the state owns. One whose name has another path
     * in IAM is left and told, unless the principal with that path has an entry or is listed.
     */
    REMOVE,

    /**
     * As {@link #REMOVE}; and entries that are not listed and whose principal was made again, also with another path, or whose
     * permission set has a new role, are made anew with their policies, groups and tags. That gives their access to whoever can use the new principal,
     * so each is a {@linkplain Finding.Kind#DEAD_ENTRY finding} that has to be signed off.
     */
    HEAL;

    /**
     * The name for files.
     *
     * @return for example {@code remove}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
