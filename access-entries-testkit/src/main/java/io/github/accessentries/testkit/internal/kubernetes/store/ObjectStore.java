package io.github.accessentries.testkit.internal.kubernetes.store;

import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one cluster. Writes happen one after the other, and each gets the next resource version; single reads
 * take no lock. The last writes of each kind are remembered, for those who watch and for lists of a version of the past.
 * Thread-safe.
 */
public final class ObjectStore implements AutoCloseable {

    /** How many writes of each kind are remembered. */
    public static final int HISTORY = 4096;

    /**
     * Is told of each write, in order, on the thread that writes and before the outermost write returns. It may write
     * itself; everybody is told of that after all have been told of the first.
     */
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

    private final Map<GroupResource, ConcurrentNavigableMap<ObjectKey, KubeObject>> objects = new ConcurrentHashMap<>();
    private final Map<GroupResource, WriteLog> logs = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final int history;
    private final Deque<Written> untold = new ArrayDeque<>();
    private int depth;
    private long version;
    private volatile boolean closed;

    /** Starts without objects. */
    public ObjectStore() {
        this(HISTORY);
    }

    /**
     * Starts without objects.
     *
     * @param history how many writes of each kind are remembered
     */
    public ObjectStore(int history) {
        this.history = history;
    }

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
        // A copy by the constructor would count them first, which goes through all of them.
        List<KubeObject> list = new ArrayList<>();
        within(all(resource), namespace).forEach((key, object) -> list.add(object));
        return list;
    }

    private static NavigableMap<ObjectKey, KubeObject> within(
            NavigableMap<ObjectKey, KubeObject> all, String namespace) {
        return namespace.isEmpty()
                ? all
                : all.subMap(new ObjectKey(namespace, ""), true, new ObjectKey(namespace + '\0', ""), false);
    }

    /** The kinds of which there are objects, or have been. */
    public List<GroupResource> resources() {
        return List.copyOf(objects.keySet());
    }

    /** The version of the last write. */
    public synchronized long version() {
        return version;
    }

    /** The objects of a kind with the version of the moment; an empty namespace means all. */
    public synchronized Snapshot snapshot(GroupResource resource, String namespace) {
        return new Snapshot(version, list(resource, namespace));
    }

    /**
     * The objects of a kind as they were.
     *
     * @param resource the kind
     * @param namespace where; empty means all
     * @param past the version, not above that of the last write
     * @return what there was; empty if that is too long ago
     */
    public synchronized Optional<Snapshot> snapshot(GroupResource resource, String namespace, long past) {
        WriteLog log = log(resource);
        if (past < log.oldest()) {
            return Optional.empty();
        }
        NavigableMap<ObjectKey, KubeObject> then = new TreeMap<>(within(all(resource), namespace));
        for (Written written : log.backTo(past)) {
            if (namespace.isEmpty() || written.key().namespace().equals(namespace)) {
                written.before()
                        .ifPresentOrElse(before -> then.put(written.key(), before), () -> then.remove(written.key()));
            }
        }
        return Optional.of(new Snapshot(past, List.copyOf(then.values())));
    }

    /** The last writes of a kind, to be followed. */
    public WriteLog log(GroupResource resource) {
        WriteLog log = logs.computeIfAbsent(resource, key -> new WriteLog(history));
        if (closed) {
            log.close();
        }
        return log;
    }

    /**
     * Writes an object, or removes it. Nothing else is written meanwhile, except by the change itself.
     *
     * @param resource what kind of object
     * @param key which one
     * @param change gets the object as it is, and gives it as it shall be; empty removes it, and the same object leaves it
     * @return the object as it is then, with its resource version; as it was if it was removed
     */
    public Optional<KubeObject> write(
            GroupResource resource, ObjectKey key, Function<Optional<KubeObject>, Optional<KubeObject>> change) {
        // Made outside of the lock: a map's own lock is never waited for by one who holds that of the store.
        ConcurrentNavigableMap<ObjectKey, KubeObject> all = all(resource);
        WriteLog log = log(resource);
        synchronized (this) {
            depth++;
            try {
                return write(resource, key, all, log, change);
            } finally {
                depth--;
                if (depth == 0) {
                    tell();
                }
            }
        }
    }

    private Optional<KubeObject> write(
            GroupResource resource,
            ObjectKey key,
            Map<ObjectKey, KubeObject> all,
            WriteLog log,
            Function<Optional<KubeObject>, Optional<KubeObject>> change) {
        Optional<KubeObject> before = Optional.ofNullable(all.get(key));
        Optional<KubeObject> after = change.apply(before);
        @Nullable KubeObject old = before.orElse(null);
        @Nullable KubeObject written = after.orElse(null);
        if (written == old) {
            return after;
        }
        version++;
        if (written == null) {
            all.remove(key);
            note(log, new Written(version, resource, key, old, null));
            return before;
        }
        String stamp = Long.toString(version);
        KubeObject stamped = written.withMetadata(metadata -> metadata.addProperty("resourceVersion", stamp));
        all.put(key, stamped);
        note(log, new Written(version, resource, key, old, stamped));
        return Optional.of(stamped);
    }

    private void note(WriteLog log, Written written) {
        log.append(written);
        untold.add(written);
    }

    /** Listeners may write, which adds to what is to be told. */
    private void tell() {
        depth++;
        try {
            for (Written next = untold.poll(); next != null; next = untold.poll()) {
                for (Listener listener : listeners) {
                    listener.written(next.resource(), next.key(), next.before(), next.after());
                }
            }
        } finally {
            depth--;
        }
    }

    private ConcurrentNavigableMap<ObjectKey, KubeObject> all(GroupResource resource) {
        return objects.computeIfAbsent(resource, key -> new ConcurrentSkipListMap<>());
    }

    /** Ends the watching of everybody. The objects can still be read. */
    @Override
    public void close() {
        closed = true;
        logs.values().forEach(WriteLog::close);
    }
}
