package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * Is notified of each cluster that is done, while a fleet plans, applies or checks. Called concurrently by the threads that
 * work, so it should be quick; exceptions that it throws are logged and have no other effect.
 */
@FunctionalInterface
public interface FleetListener {

    /**
     * A listener that writes a line for each cluster.
     *
     * @param lines receives the lines, for example {@code System.out::println}
     * @return the listener
     */
    static FleetListener lines(Consumer<String> lines) {
        requireNonNull(lines, "lines");
        return (cluster, text, done, all) -> lines.accept(done + " of " + all + ": " + cluster + ": " + text);
    }

    /**
     * Called when a cluster is done.
     *
     * @param cluster what the fleet calls it
     * @param text what there is to say about it, on one line
     * @param done how many clusters are done by now, this one included
     * @param all how many clusters there are
     */
    void finished(String cluster, String text, int done, int all);
}
