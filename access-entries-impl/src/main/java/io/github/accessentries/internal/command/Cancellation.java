package io.github.accessentries.internal.command;

import io.github.accessentries.plan.ApplyReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How a command ends before its time, on Ctrl-C and SIGTERM. What only reads is interrupted at once. What changes something ends
 * after the calls in progress, so that it is known of each change whether it was made; only if these take too long, they are
 * interrupted, too. Thread-safe.
 */
public final class Cancellation {

    private static final Duration FOR_CALLS_IN_PROGRESS = Duration.ofSeconds(15);
    private static final Duration TO_TELL_OF_CHANGES = Duration.ofSeconds(60);

    /** A read that heeds no interrupt has nothing to tell. */
    private static final Duration TO_TELL_OF_NOTHING = Duration.ofSeconds(3);

    private final Thread worker;
    private final Duration patience;
    private final CountDownLatch changed = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile boolean changing;

    private Cancellation(Thread worker, Duration patience) {
        this.worker = worker;
        this.patience = patience;
    }

    /**
     * For a command that this thread runs.
     *
     * @return one that nobody has requested yet
     */
    public static Cancellation ofThisThread() {
        return new Cancellation(Thread.currentThread(), FOR_CALLS_IN_PROGRESS);
    }

    /** {@return whether the command is to end} */
    public boolean isRequested() {
        return requested;
    }

    /** Has the command end. Blocks while calls that change something are in progress, for some time at most. */
    public void request() {
        requested = true;
        try {
            if (!changing || !changed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Changes something, and asks between the changes whether to go on, by {@link #check()}.
     *
     * @param work what changes something
     * @return its result
     */
    <T> T changing(Supplier<T> work) {
        changing = true;
        try {
            return work.get();
        } finally {
            changed.countDown();
        }
    }

    /**
     * A report of an apply, for whoever ended it. If the last call was in progress then, nothing was left to be ended.
     *
     * @param report what was done
     * @return the same report, not as stopped by the end of the command if all was done
     */
    ApplyReport settled(ApplyReport report) {
        boolean isWhole = report.isComplete()
                && report.stoppedBy()
                        .filter(by -> by instanceof CancellationException && by.getSuppressed().length == 0)
                        .isPresent();
        return isWhole
                ? ApplyReport.builder().from(report).stoppedBy(Optional.empty()).build()
                : report;
    }

    /** {@return how long a command whose end was requested has for telling what it leaves} */
    public Duration timeToTell() {
        return changing ? TO_TELL_OF_CHANGES : TO_TELL_OF_NOTHING;
    }

    /** {@return what a command that was ended leaves, as far as can be known} */
    public String left() {
        return changing
                ? "Ended by a signal while changes were made, and of the last call it is unknown whether it had an effect; look"
                        + " before you run the command again"
                : "Ended by a signal before anything was changed";
    }

    /**
     * Ends the work after a change.
     *
     * @throws CancellationException if the command is to end
     */
    void check() {
        if (requested) {
            throw new CancellationException("Ctrl-C or SIGTERM");
        }
    }
}
