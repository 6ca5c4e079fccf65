package io.github.accessentries.testkit.internal.kubernetes.listing;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenter;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.message.EventStream;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.kubernetes.store.Snapshot;
import io.github.accessentries.testkit.internal.kubernetes.store.WriteLog;
import io.github.accessentries.testkit.internal.kubernetes.store.Written;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One watch: it goes through the log of writes at its own pace, and holds up nobody. One that is too slow for the log is
 * told so, and ends.
 */
final class WatchStream implements EventStream {

    private static final long BOOKMARK_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** How often it is looked whether the cluster is still there. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ObjectStore store;
    private final WriteLog log;
    private final Presenter presenter;
    private final Scope scope;
    private final BooleanSupplier isThere;
    private final boolean bookmarks;
    private final long begun = System.nanoTime();
    private final long lifetime;
    /** Written when it is their turn. */
    private final Deque<Supplier<byte[]>> ready = new ArrayDeque<>();

    private long position;
    private long told = begun;
    private boolean ended;
    private boolean begunToTell;
    private volatile boolean closed;

    WatchStream(
            ObjectStore store,
            Presenter presenter,
            Scope scope,
            ListOptions options,
            BooleanSupplier isThere,
            long lifetime) {
        this.isThere = isThere;
        this.store = store;
        this.log = store.log(presenter.type().groupResource());
        this.presenter = presenter;
        this.scope = scope;
        this.bookmarks = options.bookmarks();
        this.lifetime = lifetime;
        long from = options.versionNumber();
        if (options.initialEvents().orElse(from == 0)) {
            begin(options.initialEvents().isPresent());
        } else {
            position = from == 0 ? store.version() : from;
        }
    }

    private void begin(boolean tellsEnd) {
        Snapshot snapshot = store.snapshot(presenter.type().groupResource(), scope.namespace());
        position = snapshot.version();
        for (KubeObject object : snapshot.objects()) {
            if (scope.contains(object)) {
                ready.add(() -> event("ADDED", object));
            }
        }
        if (tellsEnd && bookmarks) {
            long end = position;
            ready.add(() -> bookmark(end, true));
        }
    }

    @Override
    public Optional<byte[]> next() throws InterruptedException {
        while (!closed) {
            Supplier<byte[]> event = ready.poll();
            if (event != null) {
                return Optional.of(event.get());
            }
            if (ended) {
                return Optional.empty();
            }
            read();
        }
        return Optional.empty();
    }

    private void read() throws InterruptedException {
        // Asked before the log: then the log has all that this version covers.
        long version = store.version();
        WriteLog.Reading reading = log.after(position);
        for (Written written : reading.writes()) {
            position = written.version();
            add(written);
        }
        if (reading.expired()) {
            long oldest = log.oldest();
            long asked = position;
            ended = true;
            ready.add(() -> expired(asked, oldest));
        } else if (reading.writes().isEmpty()) {
            idle(Math.max(position, version), reading.closed() || !isThere.getAsBoolean());
        }
    }

    private void idle(long version, boolean noMore) throws InterruptedException {
        position = version;
        long now = System.nanoTime();
        boolean isOver = noMore || now - begun >= lifetime;
        if (bookmarks && !noMore && (isOver || now - told >= BOOKMARK_NANOS)) {
            told = now;
            ready.add(() -> bookmark(version, false));
        }
        ended = isOver;
        if (!isOver && ready.isEmpty()) {
            log.await(position, Math.min(LOOK_NANOS, lifetime - (now - begun)), () -> closed);
        }
    }

    /** What enters the scope is new to whoever watches, and what leaves it is gone. */
    private void add(Written written) {
        boolean was = written.before().filter(scope::contains).isPresent();
        boolean is = written.after().filter(scope::contains).isPresent();
        if (is) {
            KubeObject after = written.after().orElseThrow();
            ready.add(() -> event(was ? "MODIFIED" : "ADDED", after));
        } else if (was) {
            ready.add(() -> event("DELETED", written.gone()));
        }
    }

    private byte[] event(String what, KubeObject object) {
        boolean isFirst = !begunToTell;
        begunToTell = true;
        return presenter.event(what, object, isFirst);
    }

    private byte[] bookmark(long version, boolean isEndOfBeginning) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("resourceVersion", Long.toString(version));
        if (isEndOfBeginning) {
            JsonObject annotations = new JsonObject();
            annotations.addProperty("k8s.io/initial-events-end", "true");
            metadata.add("annotations", annotations);
        }
        JsonObject object = new JsonObject();
        object.addProperty("kind", presenter.type().kind());
        object.addProperty("apiVersion", presenter.type().apiVersion());
        object.add("metadata", metadata);
        boolean isFirst = !begunToTell;
        begunToTell = true;
        return presenter.bookmark(KubeObject.of(object), isFirst);
    }

    private static byte[] expired(long asked, long oldest) {
        return Presenter.event(
                "ERROR",
                Json.bytes(ApiFaults.expired("too old resource version: " + asked + " (" + oldest + ")")
                        .status()));
    }

    @Override
    public void close() {
        closed = true;
        log.wake();
    }
}
