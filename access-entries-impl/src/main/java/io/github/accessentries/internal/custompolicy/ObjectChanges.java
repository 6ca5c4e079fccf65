package io.github.accessentries.internal.custompolicy;

import io.github.accessentries.authz.RbacObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to be done to objects of custom policies. Roles stand before bindings where objects are made, and after them where
 * they are deleted.
 *
 * @param made objects that are missing
 * @param replaced objects that differ
 * @param deleted objects that are ours and no longer needed
 * @param clashes what is in the way
 */
public record ObjectChanges(
        List<RbacObject> made, List<Replaced> replaced, List<RbacObject> deleted, List<Clash> clashes) {

    /**
     * An object that becomes another one of the same kind and name.
     *
     * @param before as it is
     * @param after as it should be
     */
    public record Replaced(RbacObject before, RbacObject after) {}

    /**
     * An object in the way of one of ours, which is never changed.
     *
     * @param present the object
     * @param wanted what should be there
     * @param reason why it is in the way, and what to do about it, as a sentence without a full stop
     */
    public record Clash(RbacObject present, RbacObject wanted, String reason) {}

    /** Copies what is given. */
    public ObjectChanges {
        made = List.copyOf(made);
        replaced = List.copyOf(replaced);
        deleted = List.copyOf(deleted);
        clashes = List.copyOf(clashes);
    }

    /**
     * These and others.
     *
     * @param others changes to other objects
     * @return all of them
     */
    public ObjectChanges and(ObjectChanges others) {
        return new ObjectChanges(
                both(made, others.made),
                both(replaced, others.replaced),
                both(deleted, others.deleted),
                both(clashes, others.clashes));
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
