package io.github.accessentries.internal.objects;

import io.github.accessentries.authz.RbacObject;
import java.util.Optional;

/**
 * The operations on single objects of RBAC of one cluster, a method for each. All methods may throw an {@link
 * io.github.accessentries.AccessEntriesException}.
 */
public interface ObjectCalls {

    /**
     * Where there is no way to write objects, so that no change may be about one.
     *
     * @return calls that are refused
     */
    static ObjectCalls none() {
        return NoObjects.CALLS;
    }

    /**
     * Reads an object again.
     *
     * @param like an object of the same kind, namespace and name
     * @return the object, empty if there is none
     */
    Optional<RbacObject> find(RbacObject like);

    /**
     * Makes an object.
     *
     * @param object the object with all its marks
     * @throws io.github.accessentries.AccessConflictException if there is one of that name
     */
    void create(RbacObject object);

    /**
     * Changes an object: what it gives, and its marks. Whatever else it says stays.
     *
     * @param before the object as it must be now
     * @param after the object as it is to be
     * @throws io.github.accessentries.AccessConflictException if it is gone, or is not as it must be
     */
    void update(RbacObject before, RbacObject after);

    /**
     * Deletes an object.
     *
     * @param before the object as it must be now
     * @return {@code false} if there was none
     * @throws io.github.accessentries.AccessConflictException if it is not as it must be
     */
    boolean delete(RbacObject before);
}
