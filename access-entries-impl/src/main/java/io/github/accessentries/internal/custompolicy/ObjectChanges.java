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
 * @param clashes why names are taken, each as a sentence without a full stop; nothing may be done while there is one
 */
public record ObjectChanges(
        List<RbacObject> made, List<Replaced> replaced, List<RbacObject> deleted, List<String> clashes) {

    /** Nothing to do. */
    public static final ObjectChanges NONE = new ObjectChanges(List.of(), List.of(), List.of(), List.of());

    /**
     * An object that becomes another one of the same kind and name.
     *
     * @param before as it is
     * @param after as it should be
     */
    public record Replaced(RbacObject before, RbacObject after) {}

    /** Copies what is given. */
    public ObjectChanges {
        made = List.copyOf(made);
        replaced = List.copyOf(replaced);
        deleted = List.copyOf(deleted);
        clashes = List.copyOf(clashes);
    }

    /** {@return whether all is as it should be} */
    public boolean isEmpty() {
        return made.isEmpty() && replaced.isEmpty() && deleted.isEmpty() && clashes.isEmpty();
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
