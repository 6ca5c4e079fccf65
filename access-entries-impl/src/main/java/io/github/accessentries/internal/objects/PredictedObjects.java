package io.github.accessentries.internal.objects;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.rbac.RbacObjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the objects of a cluster become by calls that are only thought. Never refuses anything. For one thread. */
public final class PredictedObjects implements ObjectCalls {

    private final RbacObjects before;
    private final Map<String, RbacObject> objects = new LinkedHashMap<>();

    /**
     * Starts from what a cluster has.
     *
     * @param before the objects as they were read
     */
    public PredictedObjects(RbacObjects before) {
        this.before = before;
        Stream.<RbacObject>concat(before.roles().stream(), before.bindings().stream())
                .forEach(object -> objects.put(object.reference(), object));
    }

    /**
     * The objects after the calls.
     *
     * @return roles and bindings; whatever else was read stays
     */
    public RbacObjects objects() {
        return RbacObjects.builder()
                .from(before)
                .roles(of(RbacRole.class))
                .bindings(of(RbacBinding.class))
                .build();
    }

    private <T extends RbacObject> List<T> of(Class<T> kind) {
        return objects.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public Optional<RbacObject> find(RbacObject like) {
        return Optional.ofNullable(objects.get(like.reference()));
    }

    @Override
    public void create(RbacObject object) {
        objects.put(object.reference(), object);
    }

    @Override
    public void update(RbacObject present, RbacObject after) {
        objects.put(after.reference(), after);
    }

    @Override
    public boolean delete(RbacObject present) {
        return objects.remove(present.reference()) != null;
    }
}
