package io.github.accessentries.testkit.internal.wire.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is still to come of the calls that go wrong, and of what happens before others. Thread-safe. */
public final class FaultScript {

    private final List<Planned> planned = new CopyOnWriteArrayList<>();
    private final List<Interruption> interruptions = new CopyOnWriteArrayList<>();

    private record Interruption(Fault scope, Runnable action) {}

    /** Starts an empty script. */
    public FaultScript() {}

    /** A fault in the script, whose details may still change. Thread-safe. */
    public final class Planned {

        private Fault fault;
        private long remaining;
        private long taken;

        private Planned(Fault fault) {
            this.fault = fault;
            this.remaining = 1;
        }

        /** What goes wrong, as it was said last. */
        public synchronized Fault fault() {
            return fault;
        }

        /** Says it anew, as long as it has not happened. */
        public synchronized void become(Fault changed) {
            fault = changed;
        }

        /**
         * Sets how often it happens, including what has happened already.
         *
         * @param calls for how many calls, at least 1
         * @throws IllegalArgumentException if it is for fewer; the fault is then taken out
         */
        public void times(int calls) {
            if (calls < 1) {
                planned.remove(this);
                throw new IllegalArgumentException("A fault happens at least 1 time, not " + calls);
            }
            remain(calls);
        }

        /** Lets it happen to all calls until {@link FaultScript#clear()}. */
        public void always() {
            remain(Long.MAX_VALUE);
        }

        private synchronized void remain(long calls) {
            remaining = Math.max(0, calls - taken);
            if (remaining > 0 && !planned.contains(this)) {
                planned.add(this);
            }
        }

        private synchronized Optional<Fault> take(String operation) {
            if (remaining == 0 || !fault.happensTo(operation)) {
                return Optional.empty();
            }
            taken++;
            remaining--;
            if (remaining == 0) {
                planned.remove(this);
            }
            return Optional.of(fault);
        }
    }

    /**
     * Adds a fault after the existing ones, for one call unless something else is said of it.
     *
     * @param fault what goes wrong
     * @return the fault in this script
     * @throws IllegalStateException if the fault does not say what goes wrong
     */
    public Planned add(Fault fault) {
        if (fault.isNone()) {
            throw new IllegalStateException(
                    "Say first what goes wrong: fail(...), cutConnection() or delay(...) on " + fault.operation());
        }
        Planned next = new Planned(fault);
        planned.add(next);
        return next;
    }

    /**
     * Lets something happen before a call, once.
     *
     * @param scope which calls, by a fault of them with which nothing is wrong yet
     * @param action what happens before the next of them, on its thread
     */
    public void before(Fault scope, Runnable action) {
        interruptions.add(new Interruption(scope, action));
    }

    /** Removes all of it. */
    public void clear() {
        planned.clear();
        interruptions.clear();
    }

    boolean isEmpty() {
        return planned.isEmpty() && interruptions.isEmpty();
    }

    /** The fault for a call: at most one, the earliest in the script that is not used up. */
    Optional<Fault> next(String operation) {
        for (Planned next : planned) {
            Optional<Fault> taken = next.take(operation);
            if (taken.isPresent()) {
                return taken;
            }
        }
        return Optional.empty();
    }

    /** What happens before a call; it is out of the script before it begins, so that its own calls do not meet it. */
    void runBefore(String operation) {
        taken(operation).ifPresent(next -> next.action().run());
    }

    private Optional<Interruption> taken(String operation) {
        for (Interruption next : List.copyOf(interruptions)) {
            // Another thread may have taken it meanwhile.
            if (next.scope().happensTo(operation) && interruptions.remove(next)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
