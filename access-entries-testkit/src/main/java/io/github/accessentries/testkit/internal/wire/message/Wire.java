package io.github.accessentries.testkit.internal.wire.message;

/**
 * The one seam between a client and the fake, whatever the transport. Faults, delays and recording are decorators of
 * it.
 *
 * <p>Implementations are called by several threads at once. They answer every request, a refused one too. An
 * {@link java.io.UncheckedIOException} stands for a connection that breaks before the answer.
 */
@FunctionalInterface
public interface Wire {

    /**
     * Answers a request.
     *
     * @param request what the client sent
     * @return what it gets back
     */
    Response exchange(Request request);
}
