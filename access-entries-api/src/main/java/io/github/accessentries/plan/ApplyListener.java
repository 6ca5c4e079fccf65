package io.github.accessentries.plan;

import java.util.function.Consumer;

/**
 * Hears of each change as it is made. Called by the threads that make the changes, several at once, so it should be quick;
 * an exception that it throws ends the work after that change.
 */
@FunctionalInterface
public interface ApplyListener {

    /**
     * A listener that writes a line for each change.
     *
     * @param lines where the lines go, for example {@code System.out::println}
     * @return the listener
     */
    static ApplyListener lines(Consumer<String> lines) {
        return outcome -> lines.accept(outcome.toString());
    }

    /**
     * A change was made, or could not be.
     *
     * @param outcome the change and what became of it
     */
    void changed(ApplyReport.Outcome outcome);
}
