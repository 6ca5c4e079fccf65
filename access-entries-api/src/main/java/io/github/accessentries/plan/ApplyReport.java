package io.github.accessentries.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The result of applying a plan. Immutable.
 *
 * @param cluster the cluster's name
 * @param outcomes the outcome of each change, in the order of the plan
 */
public record ApplyReport(String cluster, List<Outcome> outcomes) {

    /** The possible outcomes of a change. */
    public enum Status {
        /** The change was made. */
        DONE,
        /**
         * The change was already in place when its turn came, for example because the answer to an earlier call was
         * lost.
         */
        WAS_THERE,
        /** The change failed, or it is unknown whether it was made; a new plan will show. */
        FAILED,
        /** The change was not tried, because one before it failed. */
        NOT_TRIED
    }

    /**
     * The outcome of one change.
     *
     * @param change the change
     * @param status how it turned out
     * @param detail why it failed or was not tried, otherwise empty
     */
    public record Outcome(Change change, Status status, String detail) {

        @Override
        public String toString() {
            String became = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return became + ": " + change + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /**
     * Keeps a copy of the outcomes.
     *
     * @param cluster the cluster's name
     * @param outcomes the outcome of each change
     */
    public ApplyReport {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Whether the cluster is in the state that the plan leads to.
     *
     * @return {@code true} if every change was made or was already in place
     */
    public boolean isComplete() {
        return outcomes.stream()
                .allMatch(outcome -> outcome.status() == Status.DONE || outcome.status() == Status.WAS_THERE);
    }

    /**
     * The changes with a certain status.
     *
     * @param status the status to look for
     * @return their outcomes, in the order of the plan
     */
    public List<Outcome> with(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
    }

    /**
     * A line for each change.
     *
     * @return several lines of text
     */
    @Override
    public String toString() {
        String summary = "Cluster " + cluster + ": "
                + (outcomes.isEmpty() ? "there was nothing to do" : isComplete() ? "all done" : "not all done");
        return outcomes.stream()
                .map(Outcome::toString)
                .collect(Collectors.joining("\n  ", outcomes.isEmpty() ? summary : summary + "\n  ", "\n"));
    }
}
