package io.github.accessentries.testkit.internal.kubernetes.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last writes of one kind, in order. Whoever reads it keeps a place of his own, so a slow reader holds up nobody: he
 * finds at some time that his place is no longer known. Thread-safe.
 */
public final class WriteLog {

    private static final int FIRST_ROOM = 16;
    private static final int MOST_AT_ONCE = 256;

    /**
     * What follows on a place.
     *
     * @param writes in order, not always all that there are
     * @param expired whether writes are missing because they are too long ago
     * @param closed whether there will be no more
     */
    public record Reading(List<Written> writes, boolean expired, boolean closed) {}

    private final int capacity;
    private @Nullable Written[] ring = new Written[FIRST_ROOM];
    private int first;
    private int size;
    private long forgotten;
    private boolean closed;

    WriteLog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void append(Written written) {
        if (size == ring.length && size < capacity) {
            grow();
        }
        if (size == ring.length) {
            forgotten = at(0).version();
            first = (first + 1) % ring.length;
            size--;
        }
        ring[(first + size) % ring.length] = written;
        size++;
        notifyAll();
    }

    private void grow() {
        @Nullable Written[] larger = new Written[Math.min(capacity, 2 * ring.length)];
        for (int i = 0; i < size; i++) {
            larger[i] = at(i);
        }
        ring = larger;
        first = 0;
    }

    @SuppressWarnings("NullAway") // Below the size every place is taken.
    private Written at(int index) {
        return ring[(first + index) % ring.length];
    }

    /** Ends all waiting: no more will be written. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** The version from which on every write is known. */
    public synchronized long oldest() {
        return forgotten;
    }

    /** What follows on a version. */
    public synchronized Reading after(long version) {
        if (version < forgotten) {
            return new Reading(List.of(), true, closed);
        }
        int from = firstAfter(version);
        int to = Math.min(size, from + MOST_AT_ONCE);
        List<Written> writes = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            writes.add(at(i));
        }
        return new Reading(writes, false, closed);
    }

    /** All that follows on a version, the last first; for the one who holds up all writes meanwhile. */
    synchronized List<Written> backTo(long version) {
        List<Written> writes = new ArrayList<>();
        for (int i = size - 1; i >= 0 && at(i).version() > version; i--) {
            writes.add(at(i));
        }
        return writes;
    }

    private int firstAfter(long version) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).version() > version) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Waits until something follows on a version, until the log is closed, or for some time; may come back early.
     *
     * @param version the place of the reader
     * @param nanos how long at most
     * @param isOver whether the reader is to end; whoever makes it true wakes him
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public synchronized void await(long version, long nanos, BooleanSupplier isOver) throws InterruptedException {
        if (!closed && !isOver.getAsBoolean() && version >= forgotten && firstAfter(version) == size && nanos > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
    }

    /** Lets all who wait look again, for example because one of them is to end. */
    public synchronized void wake() {
        notifyAll();
    }
}
