package io.github.accessentries.testkit.internal.service.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What takes time on a cluster. Nothing runs in the background: whoever looks the cluster up completes what is due, in
 * the order in which it began. Guarded by the cluster that owns it, except for the question whether there is anything.
 */
final class UnderWay {

    private record Task(Instant due, Consumer<Instant> completion) {}

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final Duration time;

    /** With how long everything takes; zero means until somebody looks. */
    UnderWay(Duration time) {
        this.time = time;
    }

    /** Begins something whose completion receives the time at which it was due. */
    void begin(Instant now, Consumer<Instant> completion) {
        tasks.add(new Task(now.plus(time), completion));
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Completes what is due, each task at its own time, however late somebody looks. */
    void completeUntil(Instant now) {
        for (Task next = tasks.peek(); next != null && !now.isBefore(next.due()); next = tasks.peek()) {
            complete(next, next.due());
        }
    }

    /** Completes everything before its time. */
    void completeAll(Instant now) {
        completeUntil(now);
        for (Task next = tasks.peek(); next != null; next = tasks.peek()) {
            complete(next, now);
        }
    }

    /** A task counts as under way until it is complete, so that nobody sees it half done. */
    private void complete(Task task, Instant at) {
        task.completion().accept(at);
        tasks.remove(task);
    }
}
