package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;

/** A change to one object of RBAC on a cluster: a role or a binding. */
public sealed interface ObjectChange extends Change {

    /** {@return the object as it is after the change; as it was, if it is deleted} */
    RbacObject object();

    @Override
    default String target() {
        return object().reference();
    }

    /**
     * Makes an object.
     *
     * @param object the object to make, with its labels and annotations
     * @param reason why the change is made
     */
    record Create(RbacObject object, String reason) implements ObjectChange {

        /**
         * Requires all parts.
         *
         * @param object the object to make
         * @param reason why the change is made
         */
        public Create {
            requireNonNull(object, "object");
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").createObject(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Changes an object that stays: the rules of a role, the subjects of a binding, or only what says whose it is.
     *
     * @param before the object as it is before this change
     * @param object the object as it is after it
     * @param reason why the change is made
     */
    record Update(RbacObject before, RbacObject object, String reason) implements ObjectChange {

        /**
         * Requires all parts.
         *
         * @param before the object as it is before this change
         * @param object the object as it is after it, of the same kind and name
         * @param reason why the change is made
         */
        public Update {
            requireNonNull(before, "before");
            requireNonNull(object, "object");
            requireNonNull(reason, "reason");
            requireSame(before, object);
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").updateObject(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Deletes an object.
     *
     * @param object the object as it is before this change
     * @param reason why the change is made
     */
    record Delete(RbacObject object, String reason) implements ObjectChange {

        /**
         * Requires all parts.
         *
         * @param object the object as it is before this change
         * @param reason why the change is made
         */
        public Delete {
            requireNonNull(object, "object");
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").deleteObject(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Deletes a binding and makes it again with another role, which is the only way to change the role that it gives. Its
     * subjects have neither role in between.
     *
     * @param before the binding as it is before this change
     * @param object the binding to make
     * @param reason why the change is made
     */
    record Replace(RbacBinding before, RbacBinding object, String reason) implements ObjectChange {

        /**
         * Requires all parts.
         *
         * @param before the binding as it is before this change
         * @param object the binding to make, of the same kind and name
         * @param reason why the change is made
         */
        public Replace {
            requireNonNull(before, "before");
            requireNonNull(object, "object");
            requireNonNull(reason, "reason");
            requireSame(before, object);
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").replaceObject(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    private static void requireSame(RbacObject before, RbacObject after) {
        if (!before.reference().equals(after.reference())) {
            throw new IllegalArgumentException(before.reference() + " cannot become " + after.reference()
                    + "; an object keeps kind, namespace and name, so delete the one and create the other");
        }
    }
}
