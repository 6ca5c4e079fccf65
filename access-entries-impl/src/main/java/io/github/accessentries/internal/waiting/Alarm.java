package io.github.accessentries.internal.waiting;

import org.jspecify.annotations.Nullable;

/** Interrupts a thread only while it does the work in question, so that what it does later is not affected. Thread-safe. */
public final class Alarm {

    private @Nullable Thread thread;
    private boolean rang;

    /** One that has not rung. */
    public Alarm() {}

    /**
     * The work, which runs on the caller's thread.
     *
     * @param <E> what it may throw
     */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        /**
         * Does it.
         *
         * @throws E if it fails
         */
        void run() throws E;
    }

    /** Interrupts the work; at its beginning, if it has not begun. */
    public synchronized void ring() {
        rang = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * Does the work, and is over with it.
     *
     * @param work what may be interrupted
     * @param <E> what it may throw
     * @throws E what it throws
     */
    public <E extends Exception> void during(Work<E> work) throws E {
        begin();
        try {
            work.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        if (rang) {
            thread.interrupt();
        }
    }

    private synchronized void end() {
        thread = null;
        if (rang) {
            boolean unused = Thread.interrupted();
        }
    }
}
