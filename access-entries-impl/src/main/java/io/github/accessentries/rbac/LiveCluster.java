package io.github.accessentries.rbac;

import io.github.accessentries.snapshot.Snapshot;
import java.util.Optional;

/** The newest reading of a cluster, however it is come by. */
interface LiveCluster extends Snapshot<ClusterReading>, AutoCloseable {

    /** Reads everything on the calling thread. */
    void refresh();

    /** Has the entries read soon. */
    void entriesChanged();

    /** Why objects are read again and again rather than watched, empty if they are watched. */
    Optional<String> notWatched();

    @Override
    void close();
}
