package io.github.accessentries.testkit;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was true when: for each fact, such as that an entry is there, since when it is so. A change takes time, within which either may
 * be seen. All is kept, since the audit log is held against it in the end. Thread-safe, with one thread that makes changes.
 */
final class SoakJournal {

    /** In nanoseconds of one clock; it counts from somewhere between its beginning and this on. */
    private record Change(long done, boolean value) {}

    private static final Change NOT_YET = new Change(Long.MIN_VALUE, false);

    /** The changes of each fact by when they began. */
    private final Map<String, NavigableMap<Long, Change>> changes = new ConcurrentHashMap<>();

    /** Makes a change, and notes when. */
    void change(String fact, boolean value, Runnable how) {
        NavigableMap<Long, Change> all =
                changes.computeIfAbsent(fact, each -> new TreeMap<>(Map.of(Long.MIN_VALUE, NOT_YET)));
        long begun = System.nanoTime();
        put(all, begun, new Change(Long.MAX_VALUE, value));
        how.run();
        put(all, begun, new Change(System.nanoTime(), value));
    }

    private static void put(NavigableMap<Long, Change> all, long begun, Change change) {
        synchronized (all) {
            all.put(begun, change);
        }
    }

    /** Whether it may have been so at any moment between two, the second of which is over. What never changed is not so. */
    boolean mayHaveBeen(String fact, boolean value, long from, long to) {
        NavigableMap<Long, Change> all = changes.get(fact);
        if (all == null) {
            return !value;
        }
        synchronized (all) {
            Map.Entry<Long, Change> first = all.floorEntry(from);
            if (first.getValue().done() >= from && all.lowerKey(first.getKey()) != null) {
                first = all.lowerEntry(first.getKey());
            }
            return all.subMap(first.getKey(), true, to, true).values().stream()
                    .anyMatch(change -> change.value() == value);
        }
    }
}
