package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Removes objects, or marks those that have finalizers, which then go when the last finalizer is taken away. Nothing is
 * given time to end, since nothing runs. Thread-safe.
 */
public final class Removals {

    static final String FOREGROUND = "foregroundDeletion";
    private static final String FINALIZERS = "finalizers";

    private final ObjectStore store;
    private final ObjectBirth birth;
    private final Dependants dependants;

    Removals(ObjectStore store, ObjectBirth birth, Dependants dependants) {
        this.store = store;
        this.birth = birth;
        this.dependants = dependants;
    }

    /**
     * What became of an object.
     *
     * @param object as it is now, or as it was last
     * @param isGone whether it is no longer there
     */
    public record Removed(KubeObject object, boolean isGone) {}

    /**
     * Removes an object, or marks it.
     *
     * @param resource what kind of object
     * @param key which one
     * @param propagation what becomes of its dependants
     * @param isDryRun whether it is only asked what would be
     * @param check is shown the object as it is, while nothing else is written, and may refuse
     * @return what became of it; empty if it was not there
     */
    public Optional<Removed> remove(
            GroupResource resource,
            ObjectKey key,
            Propagation propagation,
            boolean isDryRun,
            UnaryOperator<KubeObject> check) {
        Outcome outcome = new Outcome();
        Optional<KubeObject> written = store.write(resource, key, before -> {
            if (before.isEmpty()) {
                return before;
            }
            KubeObject object = check.apply(before.get());
            KubeObject marked = marked(resource, object, propagation);
            boolean isGone = isDone(resource, marked);
            outcome.removed = Optional.of(new Removed(isGone ? object : marked, isGone));
            if (isDryRun) {
                return before;
            }
            if (propagation == Propagation.ORPHAN) {
                orphan(object.uid());
            }
            return isGone ? Optional.empty() : marked.json().equals(object.json()) ? before : Optional.of(marked);
        });
        return outcome.removed.map(
                removed -> removed.isGone() || isDryRun ? removed : new Removed(written.orElseThrow(), false));
    }

    private static final class Outcome {
        private Optional<Removed> removed = Optional.empty();
    }

    private KubeObject marked(GroupResource resource, KubeObject object, Propagation propagation) {
        boolean waits = propagation == Propagation.FOREGROUND
                && !object.finalizers().contains(FOREGROUND)
                && !dependants.of(object.uid()).isEmpty();
        KubeObject shown = resource.equals(NamespaceController.NAMESPACES) && !object.isTerminating()
                ? object.withMember("status", Json.object("phase", new JsonPrimitive("Terminating")))
                : object;
        return shown.withMetadata(metadata -> {
            if (!metadata.has("deletionTimestamp")) {
                metadata.addProperty("deletionTimestamp", birth.now());
                metadata.addProperty("deletionGracePeriodSeconds", 0);
                if (metadata.has("generation")) {
                    metadata.addProperty(
                            "generation", metadata.get("generation").getAsLong() + 1);
                }
            }
            if (waits) {
                if (!metadata.has(FINALIZERS)) {
                    metadata.add(FINALIZERS, new JsonArray());
                }
                metadata.getAsJsonArray(FINALIZERS).add(FOREGROUND);
            }
        });
    }

    private void orphan(String owner) {
        for (Dependants.Place place : dependants.of(owner)) {
            store.write(
                    place.resource(),
                    place.key(),
                    before -> before.map(object -> OwnerReferences.of(object).contains(owner)
                            ? OwnerReferences.without(object, Set.of(owner))
                            : object));
        }
    }

    /** Whether an object that is to go can. */
    public static boolean isDone(GroupResource resource, KubeObject object) {
        return object.isTerminating()
                && object.finalizers().isEmpty()
                && !(resource.equals(NamespaceController.NAMESPACES) && NamespaceController.holdsContent(object));
    }
}
