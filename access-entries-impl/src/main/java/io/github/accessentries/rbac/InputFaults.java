package io.github.accessentries.rbac;

import io.github.accessentries.internal.document.ToldFaults;
import java.util.List;

/** What is wrong with RBAC objects: what leaves open what they grant, apart from what grants nothing for certain. */
final class InputFaults {

    private final ToldFaults open = new ToldFaults(InputFaults::rest);
    private final ToldFaults idle = new ToldFaults(InputFaults::rest);

    private static String rest(int more) {
        return "and " + more + " more";
    }

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
