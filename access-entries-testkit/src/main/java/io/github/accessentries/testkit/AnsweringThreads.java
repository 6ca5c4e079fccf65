package io.github.accessentries.testkit;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which a fake answers asynchronous calls: as many as there are calls under way, so that one that waits
 * delays no other. None is started before it is needed, and none keeps a JVM alive.
 */
final class AnsweringThreads implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ExecutorService executor = Executors.newCachedThreadPool(AnsweringThreads::daemon);

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-eks-async-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    ExecutorService executor() {
        return executor;
    }

    /** Interrupts the calls under way; further ones are refused. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
