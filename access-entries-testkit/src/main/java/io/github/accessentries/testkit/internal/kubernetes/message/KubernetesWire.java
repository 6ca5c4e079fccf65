package io.github.accessentries.testkit.internal.kubernetes.message;

/**
 * The one seam between a client and the API of a cluster, whatever the transport. Faults, delays and recording are
 * decorators of it.
 *
 * <p>Implementations are called by several threads at once, and answer every request, a refused one too. An
 * {@link java.io.UncheckedIOException} stands for a connection that breaks before the answer.
 */
@FunctionalInterface
public interface KubernetesWire {

    /**
     * Answers a request.
     *
     * @param request what the client sent
     * @return what it gets back
     */
    ApiResponse exchange(ApiRequest request);
}
