package io.github.accessentries.rbac;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with some input, for people. After the first thousand only the number goes on. */
final class InputFaults {

    private static final int MAX_TOLD = 1_000;

    /** Some faults, in their order. */
    private static final class Some {
        private final List<String> told = new ArrayList<>();
        private int more;

        void add(String fault) {
            if (told.size() < MAX_TOLD) {
                told.add(fault);
            } else {
                more++;
            }
        }

        List<String> told() {
            List<String> all = new ArrayList<>(told);
            if (more > 0) {
                all.add("and " + more + " more");
            }
            return all;
        }
    }

    private final Some open = new Some();
    private final Some idle = new Some();

    /** What leaves open what the input grants. */
    void add(String fault) {
        open.add(fault);
    }

    /** What grants nothing for certain. */
    void addIdle(String fact) {
        idle.add(fact);
    }

    List<String> told() {
        return open.told();
    }

    List<String> idle() {
        return idle.told();
    }
}
