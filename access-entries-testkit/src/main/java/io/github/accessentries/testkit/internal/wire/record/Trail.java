package io.github.accessentries.testkit.internal.wire.record;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The latest calls of a fake, at most 10,000; older ones are forgotten. Thread-safe.
 *
 * @param <T> what is known of a call
 */
public final class Trail<T> {

    private static final int MOST = 10_000;

    /** Ahead of those that nobody has asked for yet. */
    private final Queue<T> read = new ArrayDeque<>();

    private final Queue<Supplier<T>> unread = new ArrayDeque<>();

    /** Makes a trail with no calls. */
    public Trail() {}

    /**
     * Adds a call after the others.
     *
     * @param call tells what happened; asked once, and only if somebody reads the trail, so that calls cost little when
     *     they are made
     */
    public synchronized void add(Supplier<T> call) {
        if (read.size() + unread.size() == MOST) {
            (read.isEmpty() ? unread : read).remove();
        }
        unread.add(call);
    }

    /**
     * The calls.
     *
     * @return a copy, in the order in which the calls were answered
     */
    public synchronized List<T> calls() {
        for (Supplier<T> next = unread.poll(); next != null; next = unread.poll()) {
            read.add(next.get());
        }
        return List.copyOf(read);
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        read.clear();
        unread.clear();
    }
}
