package io.github.accessentries.webhook;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Aborts work that takes too long by interrupting its thread, which also closes the connection of the JDK's server that
 * the thread reads from or writes to: the server itself has time limits only as system properties. Thread-safe.
 */
final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    Deadlines(String threadName) {
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The work, which runs on the caller's thread. */
    interface Work<E extends Exception> {
        void run() throws E;
    }

    <E extends Exception> void within(Duration limit, Work<E> work) throws E {
        Alarm alarm = new Alarm();
        Future<?> set = in(limit, alarm::ring);
        try {
            alarm.during(work);
        } finally {
            set.cancel(false);
        }
    }

    /** Runs something short later, unless it is cancelled. */
    Future<?> in(Duration delay, Runnable task) {
        return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Interrupts a thread only while it does the work in question, so that what it does later is not affected. */
    static final class Alarm {

        private @Nullable Thread thread;
        private boolean rang;

        /** Interrupts the work; at its beginning, if it has not begun. */
        synchronized void ring() {
            rang = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        <E extends Exception> void during(Work<E> work) throws E {
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

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
