package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.function.Consumer;

/**
 * Is notified of each change as it is made. Called concurrently by the threads that make the changes, so it should be
 * quick. An exception that it throws stops the work after that change, and is in the report ({@link
 * ApplyReport#stoppedBy()}).
 */
@FunctionalInterface
public interface ApplyListener {

    /**
     * A listener that writes a line for each change, which begins with the cluster.
     *
     * @param lines receives the lines, for example {@code System.out::println}
     * @return the listener
     */
    static ApplyListener lines(Consumer<String> lines) {
        requireNonNull(lines, "lines");
        return outcome ->
                lines.accept((outcome.cluster().isEmpty() ? "" : PlainText.of(outcome.cluster()) + ": ") + outcome);
    }

    /**
     * Called when a change has been made or has failed.
     *
     * @param outcome the cluster, the change and its result
     */
    void changed(ApplyReport.Outcome outcome);
}
