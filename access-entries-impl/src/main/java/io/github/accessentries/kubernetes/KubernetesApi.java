package io.github.accessentries.kubernetes;

import java.util.Optional;

/**
 * Reads from the Kubernetes API of one cluster. {@link ApiClientKubernetesApi} does so by the official client; anything else
 * that can send a GET will do, {@code kubectl get --raw} for example.
 *
 * <p>Answers are JSON text and not the client's models, which refuse every field that they do not know: a cluster newer than
 * the client could not be read.
 *
 * <p>Implementations are thread-safe, and end in bounded time.
 */
@FunctionalInterface
public interface KubernetesApi {

    /**
     * Reads one path.
     *
     * @param path with its query, for example {@code /api/v1/namespaces?limit=500}
     * @return the JSON text of the answer, empty if there is nothing at this path
     * @throws io.github.accessentries.AccessDeniedException if the cluster refuses the caller or what it asks for
     * @throws io.github.accessentries.ThrottledException if the cluster asks to call less often
     * @throws io.github.accessentries.UnavailableException if the cluster did not answer, or is not well
     * @throws io.github.accessentries.AccessEntriesException if it answered anything else; the status is in the context
     */
    Optional<String> get(String path);
}
