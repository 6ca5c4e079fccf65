package io.github.accessentries.internal.command;

import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** What is typed or piped in. Nothing but input ends a read of it, so a thread of its own reads, and Ctrl-C ends the wait for that. */
final class StandardInput {

    private final InputStream in;

    StandardInput(InputStream in) {
        this.in = in;
    }

    /**
     * Reads, and blocks until it is done.
     *
     * @param reading what to read
     * @return what was read
     * @throws IllegalStateException if the command was ended meanwhile
     */
    <T> T read(Function<InputStream, T> reading) {
        FutureTask<T> read = new FutureTask<>(() -> reading.apply(in));
        Thread reader = new Thread(read, "access-entries-input");
        reader.setDaemon(true);
        reader.start();
        try {
            return read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nothing more came from standard input; run the command again", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Could not read standard input; give a file, or --yes for a question", e);
        }
    }
}
