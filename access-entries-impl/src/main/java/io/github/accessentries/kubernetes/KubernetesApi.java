package io.github.accessentries.kubernetes;

import java.util.Optional;

/**
 * Reads from the Kubernetes API of one cluster. {@link ApiClientKubernetesApi} uses the official client; anything else
 * that can send a GET works as well, {@code kubectl get --raw} for example.
 *
 * <p>Answers are JSON text rather than the client's models, which refuse every unknown field, so that a cluster newer
 * than the client could not be read.
 *
 * <p>Implementations are thread-safe, and block until there is an answer, for a bounded time.
 */
@FunctionalInterface
public interface KubernetesApi {

    /**
     * Reads one path.
     *
     * @param path with its query, for example {@code /api/v1/namespaces?limit=500}
     * @return the JSON text of the answer, empty if the cluster says that nothing exists at this path; a 404 that is not the
     *     cluster's, but for example that of a proxy, is an exception
     * @throws io.github.accessentries.AccessDeniedException if the cluster refuses the caller or the request
     * @throws io.github.accessentries.ThrottledException if the cluster throttles calls
     * @throws io.github.accessentries.UnavailableException if the cluster did not answer, or reported an internal error
     * @throws io.github.accessentries.AccessEntriesException if it answered anything else; the status is in the context
     */
    Optional<String> get(String path);
}
