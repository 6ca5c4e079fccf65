package io.github.accessentries.testkit.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What takes time on a cluster. Nothing runs by itself: whoever looks the cluster up completes what is due, in the order
 * in which it began. Guarded by the cluster that owns it, but for the question whether there is anything.
 */
final class UnderWay {

    /** How long everything takes. */
    private static final Duration TIME = Duration.ofSeconds(1);

    private record Task(Instant due, Runnable completion) {}

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

    void begin(Instant now, Runnable completion) {
        tasks.add(new Task(now.plus(TIME), completion));
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** A task counts as under way until it is complete, so that nobody passes by what is half done. */
    void completeUntil(Instant now) {
        for (Task next = tasks.peek(); next != null && !now.isBefore(next.due()); next = tasks.peek()) {
            next.completion().run();
            tasks.poll();
        }
    }
}
