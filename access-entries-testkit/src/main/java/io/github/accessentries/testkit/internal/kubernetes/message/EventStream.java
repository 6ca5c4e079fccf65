package io.github.accessentries.testkit.internal.kubernetes.message;

import java.util.Optional;

/**
 * The body of a watch: one piece after the other, as they happen. It is read by one thread, and may be closed by another,
 * which ends the waiting of the first.
 */
public interface EventStream extends AutoCloseable {

    /**
     * Waits for the next piece.
     *
     * @return the bytes of one event with its line feed; empty at the end
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    Optional<byte[]> next() throws InterruptedException;

    /** Ends the watch. */
    @Override
    void close();
}
