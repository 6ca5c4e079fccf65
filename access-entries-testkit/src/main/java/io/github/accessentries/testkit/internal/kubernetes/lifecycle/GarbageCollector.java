package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.lifecycle.Dependants.Place;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Deletes what nobody owns any more, as soon as its last owner is gone. Unlike the one of Kubernetes, it leaves alone what
 * names owners that never were.
 */
record GarbageCollector(ObjectStore store, Removals removals, Dependants dependants) implements ObjectStore.Listener {

    @Override
    public void written(
            GroupResource resource, ObjectKey key, Optional<KubeObject> before, Optional<KubeObject> after) {
        if (after.isEmpty()) {
            KubeObject gone = before.orElseThrow();
            dependants.of(gone.uid()).forEach(place -> release(place, gone.uid()));
            OwnerReferences.of(gone).forEach(this::finish);
        } else if (isForeground(after.get())) {
            String owner = after.get().uid();
            dependants
                    .of(owner)
                    .forEach(place -> removals.remove(
                            place.resource(), place.key(), Propagation.FOREGROUND, false, UnaryOperator.identity()));
            finish(owner);
        }
    }

    private static boolean isForeground(KubeObject object) {
        return object.isTerminating() && object.finalizers().contains(Removals.FOREGROUND);
    }

    private void release(Place place, String gone) {
        KubeObject dependant = store.get(place.resource(), place.key()).orElse(null);
        if (dependant == null || !OwnerReferences.of(dependant).contains(gone)) {
            return;
        }
        Set<String> others = new LinkedHashSet<>(OwnerReferences.of(dependant));
        others.removeIf(uid -> dependants.place(uid).isEmpty());
        if (others.isEmpty()) {
            removals.remove(place.resource(), place.key(), Propagation.BACKGROUND, false, UnaryOperator.identity());
        } else {
            store.write(
                    place.resource(),
                    place.key(),
                    before -> before.map(object -> OwnerReferences.without(object, Set.of(gone))));
        }
    }

    /** Lets an owner go that waits for nobody any more. */
    private void finish(String owner) {
        Place place = dependants.place(owner).orElse(null);
        if (place == null || dependants.of(owner).stream().anyMatch(each -> blocks(each, owner))) {
            return;
        }
        store.write(
                place.resource(),
                place.key(),
                before -> before.filter(GarbageCollector::isForeground)
                        .map(GarbageCollector::released)
                        .map(object -> Removals.isDone(place.resource(), object)
                                ? Optional.<KubeObject>empty()
                                : Optional.of(object))
                        .orElse(before));
    }

    private boolean blocks(Place place, String owner) {
        return store.get(place.resource(), place.key())
                .filter(object -> OwnerReferences.blocks(object, owner))
                .isPresent();
    }

    private static KubeObject released(KubeObject object) {
        return object.withMetadata(metadata -> {
            JsonArray finalizers = metadata.getAsJsonArray("finalizers");
            finalizers.remove(new JsonPrimitive(Removals.FOREGROUND));
            if (finalizers.isEmpty()) {
                metadata.remove("finalizers");
            }
        });
    }
}
