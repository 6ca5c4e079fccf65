package io.github.accessentries.internal.following;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one has to do later, on a scheduler that others may use, too: it all ends with its owner. Thread-safe. */
public final class Alarms implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private final class Alarm implements Runnable {

        private final Runnable task;
        private @Nullable Future<?> future;

        Alarm(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            lock.lock();
            try {
                pending.remove(this);
            } finally {
                lock.unlock();
            }
            task.run();
        }
    }

    private final ScheduledExecutorService scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Alarm> pending = new HashSet<>();
    private boolean closed;

    /**
     * Alarms of one owner.
     *
     * @param scheduler runs them; not shut down by this
     */
    public Alarms(ScheduledExecutorService scheduler) {
        this.scheduler = requireNonNull(scheduler, "scheduler");
    }

    /**
     * Has something done once, unless this is closed before.
     *
     * @param delay how much later
     * @param task what to do, without blocking
     * @return what cancels it
     */
    public Runnable after(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(task);
        lock.lock();
        try {
            if (!closed) {
                plan(alarm, delay);
            }
        } catch (RejectedExecutionException e) {
            LOG.warn("A cluster is no longer followed, because the scheduler is shut down", e);
        } finally {
            lock.unlock();
        }
        return () -> cancel(alarm);
    }

    /** Once more if there was no memory for it: without a plan, nothing would be followed any more. */
    private void plan(Alarm alarm, Duration delay) {
        try {
            schedule(alarm, delay);
        } catch (OutOfMemoryError e) {
            schedule(alarm, delay);
        }
    }

    private void schedule(Alarm alarm, Duration delay) {
        alarm.future = scheduler.schedule(alarm, delay.toNanos(), TimeUnit.NANOSECONDS);
        pending.add(alarm);
    }

    private void cancel(Alarm alarm) {
        lock.lock();
        try {
            if (pending.remove(alarm) && alarm.future != null) {
                alarm.future.cancel(false);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Alarm alarm : pending) {
                if (alarm.future != null) {
                    alarm.future.cancel(false);
                }
            }
            pending.clear();
        } finally {
            lock.unlock();
        }
    }
}
