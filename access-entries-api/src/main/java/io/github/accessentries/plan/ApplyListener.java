package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * Is notified of each change as it is made. Called concurrently by the threads that make the changes, so it should be
 * quick; an exception that it throws stops the work after that change.
 */
@FunctionalInterface
public interface ApplyListener {

    /**
     * A listener that writes a line for each change.
     *
     * @param lines receives the lines, for example {@code System.out::println}
     * @return the listener
     */
    static ApplyListener lines(Consumer<String> lines) {
        requireNonNull(lines, "lines");
        return outcome -> lines.accept(outcome.toString());
    }

    /**
     * Called when a change has been made or has failed.
     *
     * @param outcome the change and its result
     */
    void changed(ApplyReport.Outcome outcome);
}
