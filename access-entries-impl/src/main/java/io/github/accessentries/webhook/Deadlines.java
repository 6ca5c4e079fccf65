package io.github.accessentries.webhook;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Aborts work that takes too long by interrupting its thread, which also closes the connection of the JDK's server that
 * the thread reads from or writes to: the server itself has time limits only as system properties.
 */
final class Deadlines implements AutoCloseable {

    private final long millis;
    private final ScheduledThreadPoolExecutor timer;

    Deadlines(Duration limit, String threadName) {
        this.millis = limit.toMillis();
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

    <E extends Exception> void within(Work<E> work) throws E {
        Alarm alarm = new Alarm(Thread.currentThread());
        ScheduledFuture<?> set = timer.schedule(alarm, millis, TimeUnit.MILLISECONDS);
        try {
            work.run();
        } finally {
            set.cancel(false);
            alarm.disarm();
        }
    }

    /** Interrupts only while it is armed, so that later work on the thread is not affected. */
    private static final class Alarm implements Runnable {

        private final Thread thread;
        private boolean armed = true;

        Alarm(Thread thread) {
            this.thread = thread;
        }

        @Override
        public synchronized void run() {
            if (armed) {
                thread.interrupt();
            }
        }

        synchronized void disarm() {
            armed = false;
            Thread.interrupted();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
