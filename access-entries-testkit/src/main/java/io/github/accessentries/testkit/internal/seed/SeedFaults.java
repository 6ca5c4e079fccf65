package io.github.accessentries.testkit.internal.seed;

import io.github.accessentries.internal.document.ToldFaults;
import java.util.List;

/** What is wrong with a seed, all of it. Not thread-safe. */
final class SeedFaults {

    private final ToldFaults faults = new ToldFaults(more -> "and " + more + " more faults");

    void add(String place, String what) {
        faults.add(place + " " + what);
    }

    /** Refuses a seed that has faults. */
    void throwIfAny() {
        List<String> told = faults.told();
        if (!told.isEmpty()) {
            throw refusal(told);
        }
    }

    static UnusableSeedException refusal(List<String> faults) {
        return new UnusableSeedException(faults, null);
    }
}
