package io.github.accessentries.testkit.internal.kubernetes.store;

import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one cluster. Writes happen one after the other, and each gets the next resource version; reads take no
 * lock. Thread-safe.
 */
public final class ObjectStore {

    /** Is told of each write, in order, on the thread that writes and before the write returns. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Something was written.
         *
         * @param resource what kind of object
         * @param key which one
         * @param before as it was, empty if it is new
         * @param after as it is, empty if it is gone
         */
        void written(GroupResource resource, ObjectKey key, Optional<KubeObject> before, Optional<KubeObject> after);
    }

    private final Map<GroupResource, ConcurrentSkipListMap<ObjectKey, KubeObject>> objects = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private long version;

    /** Starts without objects. */
    public ObjectStore() {}

    /** Tells somebody of each write from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** An object. */
    public Optional<KubeObject> get(GroupResource resource, ObjectKey key) {
        return Optional.ofNullable(all(resource).get(key));
    }

    /** The objects of a kind in order of namespace and name; an empty namespace means all. */
    public List<KubeObject> list(GroupResource resource, String namespace) {
        return all(resource).entrySet().stream()
                .filter(entry ->
                        namespace.isEmpty() || entry.getKey().namespace().equals(namespace))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The version of the last write. */
    public synchronized long version() {
        return version;
    }

    /**
     * Writes an object, or removes it. Nothing else is written meanwhile, except by the change itself.
     *
     * @param resource what kind of object
     * @param key which one
     * @param change gets the object as it is, and gives it as it shall be; empty removes it, and the same object leaves it
     * @return the object as it is then, with its resource version; as it was if it was removed
     */
    public synchronized Optional<KubeObject> write(
            GroupResource resource, ObjectKey key, Function<Optional<KubeObject>, Optional<KubeObject>> change) {
        Optional<KubeObject> before = get(resource, key);
        Optional<KubeObject> after = change.apply(before);
        @Nullable KubeObject written = after.orElse(null);
        if (written == before.orElse(null)) {
            return after;
        }
        version++;
        if (written == null) {
            all(resource).remove(key);
            tell(resource, key, before, after);
            return before;
        }
        String stamp = Long.toString(version);
        KubeObject stamped = written.withMetadata(metadata -> metadata.addProperty("resourceVersion", stamp));
        all(resource).put(key, stamped);
        tell(resource, key, before, Optional.of(stamped));
        return Optional.of(stamped);
    }

    private void tell(GroupResource resource, ObjectKey key, Optional<KubeObject> before, Optional<KubeObject> after) {
        listeners.forEach(listener -> listener.written(resource, key, before, after));
    }

    private ConcurrentSkipListMap<ObjectKey, KubeObject> all(GroupResource resource) {
        return objects.computeIfAbsent(resource, key -> new ConcurrentSkipListMap<>());
    }
}
