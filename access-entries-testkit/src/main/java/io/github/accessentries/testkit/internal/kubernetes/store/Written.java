package io.github.accessentries.testkit.internal.kubernetes.store;

import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One write that has happened. Thread-safe. */
public final class Written {

    private final long version;
    private final GroupResource resource;
    private final ObjectKey key;
    private final @Nullable KubeObject before;
    private final @Nullable KubeObject after;
    private volatile @Nullable KubeObject gone;

    Written(
            long version,
            GroupResource resource,
            ObjectKey key,
            @Nullable KubeObject before,
            @Nullable KubeObject after) {
        this.version = version;
        this.resource = resource;
        this.key = key;
        this.before = before;
        this.after = after;
    }

    /** The version that the write made. */
    public long version() {
        return version;
    }

    /** What kind of object. */
    public GroupResource resource() {
        return resource;
    }

    /** Which one. */
    public ObjectKey key() {
        return key;
    }

    /** As it was, empty if it is new. */
    public Optional<KubeObject> before() {
        return Optional.ofNullable(before);
    }

    /** As it is, empty if it is gone. */
    public Optional<KubeObject> after() {
        return Optional.ofNullable(after);
    }

    /**
     * As it was, with the version of this write: what those get who must be told that it is gone.
     *
     * @throws java.util.NoSuchElementException if it is new
     */
    public KubeObject gone() {
        KubeObject known = gone;
        if (known == null) {
            known = before().orElseThrow()
                    .withMetadata(metadata -> metadata.addProperty("resourceVersion", Long.toString(version)));
            gone = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return version + " " + resource + " " + key;
    }
}
