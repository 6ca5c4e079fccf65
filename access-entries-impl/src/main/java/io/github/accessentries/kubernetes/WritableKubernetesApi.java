package io.github.accessentries.kubernetes;

import io.github.accessentries.CanIgnoreReturnValue;
import java.util.Optional;

/**
 * Reads from and writes to the Kubernetes API of one cluster: what plans need that keep RBAC beside access entries. {@link
 * ApiClientKubernetesApi} uses the official client.
 *
 * <p>Objects are JSON text, so that members which this version does not know survive a change. Nothing is ever forced: an object
 * that somebody else has changed is a conflict.
 *
 * <p>Implementations are thread-safe, and block until there is an answer, for a bounded time. Every method may throw an {@link
 * io.github.accessentries.AccessEntriesException}: {@link io.github.accessentries.AccessDeniedException} if the caller may not do
 * this, which includes roles and bindings that give more than the caller has; {@link
 * io.github.accessentries.AccessConflictException} if the object is there already or has changed; {@link
 * io.github.accessentries.InvalidAccessRequestException} if the cluster refuses what the object says; {@link
 * io.github.accessentries.ThrottledException}; and {@link io.github.accessentries.UnavailableException} if there was no answer, so
 * that it is unknown what became of the request.
 */
public interface WritableKubernetesApi extends KubernetesApi {

    /**
     * Makes an object.
     *
     * @param path of the list that it belongs to, with its query, for example {@code
     *     /apis/rbac.authorization.k8s.io/v1/clusterroles?dryRun=All}
     * @param object the object as JSON text
     * @return the object as the cluster has stored it
     */
    @CanIgnoreReturnValue
    String create(String path, String object);

    /**
     * Replaces an object.
     *
     * @param path of the object, with its query
     * @param object the whole object as JSON text, with the {@code resourceVersion} that it was read with
     * @return the object as the cluster has stored it, empty if there is none
     */
    @CanIgnoreReturnValue
    Optional<String> replace(String path, String object);

    /**
     * Deletes an object.
     *
     * @param path of the object, with its query
     * @param options {@code DeleteOptions} as JSON text, for example with preconditions
     * @return {@code false} if there was no such object
     */
    @CanIgnoreReturnValue
    boolean delete(String path, String options);
}
