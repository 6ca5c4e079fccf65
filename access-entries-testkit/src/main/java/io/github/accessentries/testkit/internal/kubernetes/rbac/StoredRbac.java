package io.github.accessentries.testkit.internal.kubernetes.rbac;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The RBAC objects of a store as the library sees them. Each is decoded once, when it is written; all together are the
 * same object until one of them changes. Thread-safe.
 */
public final class StoredRbac implements ObjectStore.Listener {

    private final Map<RbacPlace, RbacRole> roles = new TreeMap<>();
    private final Map<RbacPlace, RbacBinding> bindings = new TreeMap<>();
    private List<String> unread = List.of();
    private boolean whole = true;
    private volatile @Nullable RbacObjects current;

    /** Starts without objects; make it before anything is written. */
    public StoredRbac() {}

    @Override
    public void written(
            GroupResource resource, ObjectKey key, Optional<KubeObject> before, Optional<KubeObject> after) {
        RbacKind.of(resource).ifPresent(kind -> written(new RbacPlace(kind, key), after));
    }

    private synchronized void written(RbacPlace place, Optional<KubeObject> after) {
        if (after.isEmpty()) {
            roles.remove(place);
            bindings.remove(place);
        } else if (place.kind().isRole()) {
            roles.put(place, role(place, after.get()));
        } else {
            bindings.put(place, binding(place, after.get()));
        }
        current = null;
    }

    private static RbacRole role(RbacPlace place, KubeObject object) {
        return DefaultRbac.get().roleOf(place, object).orElseGet(() -> RbacJson.role(object));
    }

    private static RbacBinding binding(RbacPlace place, KubeObject object) {
        return DefaultRbac.get().bindingOf(place, object).orElseGet(() -> RbacJson.binding(object));
    }

    /**
     * Notes what was given to be stored and could not be, so that whoever decides by the rest has doubts.
     *
     * @param faults what could not be read
     * @param isWhole whether a role that is not stored does not exist for certain
     */
    public synchronized void given(List<String> faults, boolean isWhole) {
        unread = List.copyOf(faults);
        whole = isWhole;
        current = null;
    }

    /** The objects as they are now. */
    public RbacObjects objects() {
        RbacObjects known = current;
        return known == null ? make() : known;
    }

    private synchronized RbacObjects make() {
        RbacObjects made = RbacObjects.builder()
                .roles(roles.values())
                .bindings(bindings.values())
                .faults(unread)
                .whole(whole)
                .allBindings(true)
                .build();
        current = made;
        return made;
    }
}
