package io.github.accessentries.testkit.trail;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** The latest calls of a fake, 10,000 at most; older ones are forgotten. Safe for use by several threads. */
public final class Trail {

    private static final int MOST = 10_000;

    private final Queue<RecordedCall> calls = new ArrayDeque<>();

    /** Makes a trail with no calls. */
    public Trail() {}

    /**
     * Adds a call after those that are there.
     *
     * @param call what happened
     */
    public synchronized void add(RecordedCall call) {
        if (calls.size() == MOST) {
            calls.remove();
        }
        calls.add(call);
    }

    /**
     * The calls.
     *
     * @return a copy, in the order in which the calls were answered
     */
    public synchronized List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        calls.clear();
    }
}
