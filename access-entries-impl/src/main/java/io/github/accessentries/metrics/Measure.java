package io.github.accessentries.metrics;

import java.util.function.Function;
import java.util.function.Supplier;

/** What is done around each piece of work: its time is taken, or it is observed. */
interface Measure {

    /**
     * Does the work, and takes down how it ended.
     *
     * @param what the name without the prefix
     * @param work is done once; what it throws is thrown on
     * @param outcome how it ended, of what it gave
     */
    <T> T around(String what, Supplier<T> work, Function<? super T, Outcome> outcome);
}
