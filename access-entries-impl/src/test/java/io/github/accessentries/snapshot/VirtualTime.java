package io.github.accessentries.snapshot;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A moving clock with a scheduler that runs what falls due as time moves, on the thread that moves it. */
public final class VirtualTime extends MovingClock {

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final Instant due;

        Task(Runnable command, Instant due) {
            super(command, null);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(instant(), due));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /** Starts no thread, since nothing ever gets to the pool that it extends. */
    private final class Scheduler extends ScheduledThreadPoolExecutor {

        Scheduler() {
            super(1);
        }

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            Task task = new Task(command, instant().plusNanos(unit.toNanos(delay)));
            tasks.add(task);
            return task;
        }
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparing((Task task) -> task.due));
    private final Scheduler scheduler = new Scheduler();

    /** Begins at noon of some day. */
    public VirtualTime() {
        super(Instant.parse("2026-11-25T12:00:00Z"));
    }

    /** What runs tasks in this time. */
    public ScheduledThreadPoolExecutor scheduler() {
        return scheduler;
    }

    /** Lets time pass, and everything happen that falls due meanwhile, each at its time. */
    @Override
    public void advance(Duration duration) {
        Instant end = instant().plus(duration);
        while (!tasks.isEmpty() && !tasks.peek().due.isAfter(end)) {
            Task task = requireNonNull(tasks.poll());
            if (!task.isCancelled()) {
                moveTo(task.due);
                task.run();
            }
        }
        moveTo(end);
    }

    /** Puts the clock back; what is to happen stays as far away as it was by the clock. */
    public void putBack(Duration duration) {
        moveTo(instant().minus(duration));
    }

    private void moveTo(Instant later) {
        super.advance(Duration.between(instant(), later));
    }

    /** How long until something happens. */
    public Duration untilNext() {
        return tasks.stream()
                .filter(task -> !task.isCancelled())
                .map(task -> Duration.between(instant(), task.due))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How many things are still to happen. */
    public long pending() {
        return tasks.stream().filter(task -> !task.isCancelled()).count();
    }
}
