package io.github.accessentries.webhook;

import io.github.accessentries.internal.waiting.Alarm;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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

    <E extends Exception> void within(Duration limit, Alarm.Work<E> work) throws E {
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

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
