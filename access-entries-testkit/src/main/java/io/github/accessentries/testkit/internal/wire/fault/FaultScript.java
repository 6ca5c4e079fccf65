package io.github.accessentries.testkit.internal.wire.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that are still to come. Thread-safe. */
public final class FaultScript {

    private record Planned(Fault fault, AtomicLong remaining) {

        boolean take() {
            return remaining.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }

        boolean isOver() {
            return remaining.get() == 0;
        }
    }

    private final List<Planned> planned = new CopyOnWriteArrayList<>();

    /** Starts an empty script. */
    public FaultScript() {}

    /**
     * Adds a fault after the existing ones.
     *
     * @param fault what goes wrong
     * @param calls for how many calls, at least 1
     * @throws IllegalArgumentException if it is for fewer
     * @throws IllegalStateException if the fault does not say what goes wrong
     */
    public void add(Fault fault, int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("A fault happens at least 1 time, not " + calls);
        }
        plan(fault, calls);
    }

    /**
     * Adds a fault after the existing ones, for all calls until {@link #clear()}.
     *
     * @param fault what goes wrong
     * @throws IllegalStateException if the fault does not say what goes wrong
     */
    public void addForAlways(Fault fault) {
        plan(fault, Long.MAX_VALUE);
    }

    private void plan(Fault fault, long calls) {
        if (fault.isNone()) {
            throw new IllegalStateException(
                    "Say first what goes wrong: fail(...), cutConnection() or delay(...) on " + fault.operation());
        }
        planned.add(new Planned(fault, new AtomicLong(calls)));
    }

    /** Removes all faults. */
    public void clear() {
        planned.clear();
    }

    boolean isEmpty() {
        return planned.isEmpty();
    }

    /** The fault for a call: at most one, the earliest in the script that is not used up. */
    Optional<Fault> next(String operation) {
        for (Planned next : planned) {
            if (next.fault().happensTo(operation) && next.take()) {
                planned.removeIf(Planned::isOver);
                return Optional.of(next.fault());
            }
        }
        return Optional.empty();
    }
}
