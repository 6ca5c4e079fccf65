package io.github.accessentries.rbac;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with some input, for people. After the first thousand only the number goes on. */
final class InputFaults {

    private static final int MAX_TOLD = 1_000;

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
