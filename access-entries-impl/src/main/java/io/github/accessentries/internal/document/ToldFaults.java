package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The faults of one document, for people, in their order. After the first thousand only the number goes on, so that a document
 * of nothing else does not fill the memory with them. Not thread-safe.
 */
public final class ToldFaults {

    private static final int MOST = 1_000;

    private final List<String> first = new ArrayList<>();
    private final IntFunction<String> aboutTheRest;
    private int more;

    /**
     * Starts without faults.
     *
     * @param aboutTheRest says how many faults are not told one by one
     */
    public ToldFaults(IntFunction<String> aboutTheRest) {
        this.aboutTheRest = aboutTheRest;
    }

    /**
     * Adds a fault.
     *
     * @param fault what is wrong, with its place
     */
    public void add(String fault) {
        if (first.size() < MOST) {
            first.add(fault);
        } else {
            more++;
        }
    }

    /**
     * The faults so far.
     *
     * @return at most a thousand, and a sentence about the rest if there are more
     */
    public List<String> told() {
        List<String> told = new ArrayList<>(first);
        if (more > 0) {
            told.add(aboutTheRest.apply(more));
        }
        return told;
    }
}
