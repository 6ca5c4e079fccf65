package io.github.accessentries.internal.objects;

import io.github.accessentries.authz.RbacObject;
import java.util.Optional;

/** Refuses whatever is to be done to objects where nobody can write any: an object that is passed over would be a lie. */
final class NoObjects implements ObjectCalls {

    static final ObjectCalls CALLS = new NoObjects();

    private NoObjects() {}

    @Override
    public Optional<RbacObject> find(RbacObject like) {
        throw refused(like);
    }

    @Override
    public void create(RbacObject object) {
        throw refused(object);
    }

    @Override
    public void update(RbacObject before, RbacObject after) {
        throw refused(after);
    }

    @Override
    public boolean delete(RbacObject before) {
        throw refused(before);
    }

    private static IllegalStateException refused(RbacObject object) {
        return new IllegalStateException("There is no way to write " + object.reference()
                + ", since the cluster's own API is unknown or can only be read");
    }
}
