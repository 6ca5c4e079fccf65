package io.github.accessentries.testkit.internal.kubernetes.rbac;

import com.google.gson.JsonObject;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The RBAC of one cluster: its objects in the store, with the defaults from the start, and what they mean to the library.
 * Thread-safe.
 */
public final class ClusterRbac {

    private final ObjectStore store;
    private final ObjectBirth birth;
    private final StoredRbac stored = new StoredRbac();

    /**
     * Puts the defaults into a store.
     *
     * @param store a store in which there is no RBAC yet
     * @param birth what new objects get
     */
    public ClusterRbac(ObjectStore store, ObjectBirth birth) {
        this.store = store;
        this.birth = birth;
        store.listen(stored);
        restoreDefaults();
        store.listen(new Aggregation(store));
    }

    /** The objects as the library sees them; the same until one of them changes. */
    public RbacObjects objects() {
        return stored.objects();
    }

    /** Does what kube-apiserver does with the default roles and bindings when it starts. */
    public void restoreDefaults() {
        for (KubeObject expected : DefaultRbac.get().objects()) {
            write(RbacPlace.of(expected), now -> Optional.of(Restoration.restored(expected, now)));
        }
    }

    /**
     * Puts objects in place of those that there are. Defaults come back as they were, unless one of the new objects has the
     * same name.
     *
     * @param objects the objects; what could not be read of them goes on to make decisions doubtful
     */
    public void replace(RbacObjects objects) {
        Map<RbacPlace, KubeObject> wanted = new LinkedHashMap<>();
        DefaultRbac.get().objects().forEach(object -> wanted.put(RbacPlace.of(object), object));
        objects.roles().forEach(role -> want(RbacJson.object(role), wanted));
        objects.bindings().forEach(binding -> want(RbacJson.object(binding), wanted));
        for (RbacKind kind : RbacKind.values()) {
            for (KubeObject object : store.list(kind.resource(), "")) {
                RbacPlace place = RbacPlace.of(object);
                if (!wanted.containsKey(place)) {
                    write(place, now -> Optional.empty());
                }
            }
        }
        wanted.forEach((place, object) -> write(
                place,
                now -> Optional.of(now.filter(there -> saysAllOf(object, there)).orElse(object))));
        stored.given(faultsOf(objects), objects.whole() || objects.equals(RbacObjects.none()));
    }

    /** One that says the same as a default is the default, with what else that has. */
    private static void want(KubeObject object, Map<RbacPlace, KubeObject> wanted) {
        wanted.merge(RbacPlace.of(object), object, (earlier, later) -> {
            if (RbacJson.saySame(earlier, later)) {
                return earlier;
            }
            JsonObject metadata = earlier.metadata();
            return later.with(json -> json.add("metadata", metadata.deepCopy()));
        });
    }

    private static boolean saysAllOf(KubeObject object, KubeObject there) {
        return RbacJson.saySame(object, there)
                && there.labels().equals(object.labels())
                && there.json().has("aggregationRule") == object.json().has("aggregationRule");
    }

    /** Whether a role exists is known here, so only those faults count that leave more than that open. */
    private static List<String> faultsOf(RbacObjects objects) {
        if (objects.faults().isEmpty()) {
            return List.of();
        }
        List<String> doubts = ClusterAccess.builder().rbac(objects).build().doubts();
        return objects.faults().stream()
                .filter(fault -> doubts.stream().anyMatch(doubt -> doubt.endsWith(fault)))
                .toList();
    }

    private void write(RbacPlace place, UnaryOperator<Optional<KubeObject>> change) {
        store.write(
                place.kind().resource(), place.key(), now -> change.apply(now).map(next -> born(place, next)));
    }

    private KubeObject born(RbacPlace place, KubeObject object) {
        return object.uid().isEmpty() ? birth.born(place.kind().type(), object) : object;
    }
}
