package io.github.accessentries.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What was true when: for each fact, such as that an entry is there, since when it is so. A change takes time, within which either may
 * be seen. Kept for as long as an answer may be about it. Thread-safe.
 */
final class SoakJournal {

    private static final long KEPT = TimeUnit.MINUTES.toNanos(1);

    /** In nanoseconds of one clock; it counts from somewhere between the two on. */
    private record Change(long begun, long done, boolean value) {}

    private static final Change NOT_YET = new Change(Long.MIN_VALUE, Long.MIN_VALUE, false);

    private final Map<String, Deque<Change>> changes = new ConcurrentHashMap<>();

    /** Makes a change, and notes when. */
    void change(String fact, boolean value, Runnable how) {
        Deque<Change> all = changes.computeIfAbsent(fact, each -> new ArrayDeque<>(List.of(NOT_YET)));
        long begun = System.nanoTime();
        synchronized (all) {
            all.add(new Change(begun, Long.MAX_VALUE, value));
        }
        how.run();
        long done = System.nanoTime();
        synchronized (all) {
            all.removeLast();
            all.add(new Change(begun, done, value));
            while (all.size() > 2 && all.peek().done() < done - KEPT) {
                all.remove();
            }
        }
    }

    /** Whether it may have been so at any moment between two, the second of which is over. */
    boolean mayHaveBeen(String fact, boolean value, long from, long to) {
        Deque<Change> all = changes.get(fact);
        if (all == null) {
            return !value;
        }
        synchronized (all) {
            Iterator<Change> each = all.iterator();
            Change current = each.next();
            while (true) {
                Change next = each.hasNext() ? each.next() : null;
                boolean overlaps = current.begun() <= to && (next == null || next.done() >= from);
                if (overlaps && current.value() == value) {
                    return true;
                }
                if (next == null) {
                    return false;
                }
                current = next;
            }
        }
    }
}
