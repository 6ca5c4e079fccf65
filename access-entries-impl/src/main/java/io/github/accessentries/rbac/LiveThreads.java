package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.waiting.CheapThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The threads on which a cluster is followed: one that never blocks for what is due, and cheap ones for what does. */
final class LiveThreads implements AutoCloseable {

    private final @Nullable ScheduledExecutorService ownScheduler;
    private final @Nullable ExecutorService ownThreads;
    private final ScheduledExecutorService scheduler;
    private final Executor blocking;

    private LiveThreads(String cluster, @Nullable ScheduledExecutorService scheduler, @Nullable Executor blocking) {
        this.ownScheduler = scheduler == null ? scheduler(cluster) : null;
        this.scheduler = ownScheduler == null ? requireNonNull(scheduler) : ownScheduler;
        this.ownThreads = blocking == null
                ? Executors.newCachedThreadPool(CheapThreads.reading("live access of " + cluster))
                : null;
        this.blocking = ownThreads == null ? requireNonNull(blocking) : ownThreads;
    }

    static LiveThreads of(LiveOptions options) {
        return new LiveThreads(options.entries.cluster(), options.scheduler, options.blocking);
    }

    private static ScheduledExecutorService scheduler(String cluster) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "live access of " + cluster);
            thread.setDaemon(true);
            return thread;
        });
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    Executor blocking() {
        return blocking;
    }

    @Override
    public void close() {
        if (ownScheduler != null) {
            ownScheduler.shutdownNow();
        }
        if (ownThreads != null) {
            ownThreads.shutdownNow();
        }
    }
}
