package io.github.accessentries.snapshot;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** When to read next: one reading is planned at a time, after an interval or, after failures, a growing delay. */
final class RefreshSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshedSnapshot.class);

    private final String name;
    private final Runnable reading;
    private final Duration interval;
    private final double jitter;
    private final RandomGenerator random;
    private final BackoffStrategy backoff;
    private final ScheduledExecutorService scheduler;
    private final boolean ownScheduler;
    private @Nullable Future<?> next;
    private boolean begun;
    private boolean closed;

    RefreshSchedule(RefreshedSnapshot.Builder<?> options, Runnable reading) {
        this.name = options.name;
        this.reading = reading;
        this.interval = options.interval;
        this.jitter = options.jitter;
        this.random = options.random;
        this.backoff = options.backoff;
        this.ownScheduler = options.scheduler == null;
        this.scheduler = options.scheduler == null ? ownThread(name) : options.scheduler;
    }

    private static ScheduledExecutorService ownThread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "refresh of " + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Reads for the first time, unless that has happened or nothing is to be read any more. */
    void begin() {
        if (isFirst()) {
            scheduled(() -> scheduler.execute(reading));
        }
    }

    private synchronized boolean isFirst() {
        boolean first = !begun && !closed;
        begun = true;
        return first;
    }

    /** Plans the reading after one that ended, in place of what was planned. */
    synchronized void next(int failures) {
        begun = true;
        if (closed) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        long delay = untilNext(failures);
        scheduled(() -> next = scheduler.schedule(reading, delay, TimeUnit.NANOSECONDS));
    }

    private void scheduled(Runnable submission) {
        try {
            submission.run();
        } catch (RejectedExecutionException e) {
            LOG.warn("The {} are no longer read, because their scheduler is shut down", name, e);
        }
    }

    /** In nanoseconds. Never fails, since nothing would be read any more. */
    private long untilNext(int failures) {
        try {
            if (failures > 0) {
                // The SDK counts attempts: the delay before the second is the first that is not zero.
                return backoff.computeDelay(failures + 1).toNanos();
            }
            double factor = 1 + jitter * (2 * random.nextDouble() - 1);
            return (long) (interval.toNanos() * factor);
        } catch (RuntimeException e) {
            LOG.warn("The delay until the next reading of the {} could not be worked out", name, e);
            return interval.toNanos();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
        if (ownScheduler) {
            scheduler.shutdownNow();
        }
    }
}
