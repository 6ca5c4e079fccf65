package io.github.accessentries.internal.waiting;

/**
 * One attempt at something, which ends once: with what it gave, with what it threw, or with its time. Then it is interrupted and over,
 * whether it heeds that or not, and what it gives after all is for nobody. Thread-safe.
 */
public final class Attempt {

    private final Alarm alarm = new Alarm();
    private boolean ended;

    /** One that has not ended. */
    public Attempt() {}

    /**
     * Does it on the calling thread; whoever calls says how it ended.
     *
     * @param work what is tried
     * @param <E> what it may throw
     * @throws E what it throws
     */
    public <E extends Exception> void during(Alarm.Work<E> work) throws E {
        alarm.during(work);
    }

    /**
     * Ends it, unless it has ended.
     *
     * @param atEnd what is done then, and before anybody sees that it has ended; must be quick
     * @return whether it had not ended before
     */
    public synchronized boolean end(Runnable atEnd) {
        boolean first = !ended;
        ended = true;
        if (first) {
            atEnd.run();
        }
        return first;
    }

    /**
     * Ends it because its time is up, and interrupts it, unless it has ended.
     *
     * @param atEnd what is done then, as in {@link #end}
     * @return whether it had not ended before
     */
    public boolean interrupt(Runnable atEnd) {
        boolean first = end(atEnd);
        if (first) {
            alarm.ring();
        }
        return first;
    }
}
