package io.github.accessentries;

import java.util.stream.LongStream;

/**
 * The random cases of property tests. Everybody's build tries some of them; with the system property
 * {@code accessentries.tests.full} set to true, as the profile {@code full} has it, all are tried.
 */
public final class Seeds {

    private static final boolean FULL = Boolean.getBoolean("accessentries.tests.full");
    private static final int PART = 5;

    private Seeds() {}

    public static LongStream of(int full) {
        return LongStream.range(0, FULL ? full : Math.max(1, full / PART));
    }
}
