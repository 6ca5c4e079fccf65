package io.github.accessentries.kubernetes;

import java.util.Optional;

/**
 * Reads from the Kubernetes API of one cluster, and is told of changes as they happen. {@link ApiClientKubernetesApi} uses the
 * official client. What follows a cluster uses it, if the API that it is given is one of these, and reads again and again otherwise.
 *
 * <p>Implementations are thread-safe.
 */
public interface WatchableKubernetesApi extends KubernetesApi {

    /**
     * A watch of a list. Sends nothing yet.
     *
     * @param path of the list, with {@code watch=true} and what else a watch needs in its query, for example {@code
     *     /api/v1/namespaces?watch=true&resourceVersion=7&allowWatchBookmarks=true&timeoutSeconds=300}
     * @return the watch, to be opened and closed by the caller
     */
    Watch watch(String path);

    /**
     * One watch: the events of a list, for one thread that reads them. Any thread may close it. It may be silent for as long as
     * nothing happens, so whoever reads it limits the time.
     */
    interface Watch extends AutoCloseable {

        /**
         * Sends the request, and blocks until the cluster has taken it.
         *
         * @throws io.github.accessentries.AccessEntriesException as for {@link KubernetesApi#get(String)}, if the cluster refuses it or
         *     does not answer, or if the watch is closed meanwhile; the status is in the context, for example 410 where the version is
         *     too long ago
         */
        void open();

        /**
         * Blocks until there is an event.
         *
         * @return its JSON text, which is a line of the answer; empty if the cluster has ended the watch
         * @throws io.github.accessentries.UnavailableException if the connection breaks, ends within a line, or the watch is closed
         *     meanwhile
         */
        Optional<String> next();

        /** Ends the watch and what waits for it, at once. */
        @Override
        void close();
    }
}
