package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which objects depend on which owners. It is asked by those who write, so by one thread at a time. */
final class Dependants implements ObjectStore.Listener {

    /** Where an object is. */
    record Place(GroupResource resource, ObjectKey key) {}

    private final Map<String, Set<Place>> byOwner = new HashMap<>();
    private final Map<String, Place> byUid = new HashMap<>();

    @Override
    public void written(
            GroupResource resource, ObjectKey key, Optional<KubeObject> before, Optional<KubeObject> after) {
        Place place = new Place(resource, key);
        before.ifPresent(object -> {
            byUid.remove(object.uid());
            for (String owner : OwnerReferences.of(object)) {
                byOwner.computeIfPresent(owner, (uid, places) -> without(places, place));
            }
        });
        after.ifPresent(object -> {
            byUid.put(object.uid(), place);
            for (String owner : OwnerReferences.of(object)) {
                byOwner.computeIfAbsent(owner, uid -> new LinkedHashSet<>()).add(place);
            }
        });
    }

    @SuppressWarnings("NullAway") // A map removes what is mapped to null.
    private static Set<Place> without(Set<Place> places, Place place) {
        places.remove(place);
        return places.isEmpty() ? null : places;
    }

    /** The objects that depend on an owner. */
    List<Place> of(String owner) {
        return List.copyOf(byOwner.getOrDefault(owner, Set.of()));
    }

    /** Where an object is, empty if there is none of that id. */
    Optional<Place> place(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }
}
